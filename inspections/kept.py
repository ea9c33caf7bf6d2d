"""What is kept for good is kept by the database too: its rows cannot be changed, whoever asks.

The triggers are made after every migration, so that none that rebuilds a table can lose them. On PostgreSQL deleting is
refused as well; on SQLite it is not, because a database is emptied there by deleting, and the models refuse it.
"""

from django.apps import apps
from django.db import connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver

FUNCTION = (
    "CREATE OR REPLACE FUNCTION kept_for_good() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "RAISE EXCEPTION 'This is kept as it is.' USING ERRCODE = 'check_violation'; END $$"
)


def kept_tables():
    """Tables of models that say `is_kept`, and of history."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if getattr(model, "is_kept", False) or hasattr(model, "instance_type")
    )


@receiver(post_migrate, dispatch_uid="inspections.kept.after_migration")
def after_migration(app_config, using, **kwargs):
    if app_config.name != "findings":  # the last app with such tables
        return
    connection = connections[using]
    with connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
        for table in kept_tables():
            if table in there:
                for statement in _statements(connection.vendor, table):
                    cursor.execute(statement)


def _statements(vendor, table):
    name = f"kept_{table}"[:60]
    if vendor == "sqlite":
        return [
            f'CREATE TRIGGER IF NOT EXISTS {name} BEFORE UPDATE ON "{table}" '
            "BEGIN SELECT RAISE(ABORT, 'This is kept as it is.'); END"
        ]
    return [
        FUNCTION,
        f'CREATE OR REPLACE TRIGGER {name} BEFORE UPDATE OR DELETE ON "{table}" '
        "FOR EACH ROW EXECUTE FUNCTION kept_for_good()",
    ]
