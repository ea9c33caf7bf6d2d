from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("findings", "0005_search")]

    operations = [
        migrations.CreateModel(
            name="DataVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("name", models.CharField(max_length=32)),
            ],
            options={
                "verbose_name": "data version",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="findings_dataversion_one_row")
                ],
            },
        ),
    ]
