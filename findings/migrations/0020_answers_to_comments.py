import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("findings", "0019_waiting_since")]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="answers",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="said_to_it",
                to="findings.comment",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=Q(answers__isnull=True) | Q(settled_at__isnull=True, noun="", key=""),
                name="findings_comment_answers_are_not_settled",
            ),
        ),
    ]
