"""Cases by reference: an index, and on PostgreSQL an order of bytes, as SQLite has it already."""

from django.db import migrations, models


def order_bytes(apps, schema_editor):
    _collate(schema_editor, "C")


def order_as_the_database_does(apps, schema_editor):
    _collate(schema_editor, "default")


def _collate(schema_editor, collation):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f'ALTER TABLE findings_auditedcase ALTER COLUMN reference TYPE varchar(40) COLLATE "{collation}"'
        )


class Migration(migrations.Migration):
    dependencies = [("findings", "0014_unsaved_text")]

    operations = [
        migrations.RunPython(order_bytes, order_as_the_database_does),
        migrations.AddIndex(
            model_name="auditedcase",
            index=models.Index(fields=["reference", "id"], name="findings_case_by_reference"),
        ),
    ]
