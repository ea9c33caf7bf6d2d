import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0007_audited_cases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReleasedTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[("cross-table", "Grades of the joint cases, pair by pair")],
                        default="cross-table",
                        max_length=20,
                    ),
                ),
                ("figures", models.JSONField()),
                ("reason", models.TextField()),
                ("released_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.TextField(blank=True)),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="released_tables",
                        to="inspections.inspection",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-released_at", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="releasedtable",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("inspection", "what"),
                name="findings_releasedtable_one_at_a_time",
                violation_error_message="This table is released already; withdraw it first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasedtable",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="findings_releasedtable_has_a_reason",
                violation_error_message="Say why the table is released.",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasedtable",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="findings_releasedtable_withdrawal_is_whole",
                violation_error_message="A withdrawal has a time, a person and a reason.",
            ),
        ),
    ]
