"""What is kept for good is kept by the database too: its rows cannot be changed, whoever asks.

The triggers are made after every migration, so that none that rebuilds a table can lose them. Only the command that
empties a whole database, `flush`, gets past them: PostgreSQL truncates tables, which triggers of rows do not see; on
SQLite, where emptying is deleting, the command takes the triggers away and makes them again.
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
    keep(connections[using])


def keep(connection):
    """Makes the triggers that are missing."""
    with connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
        for table in kept_tables():
            if table in there:
                for statement in _statements(connection.vendor, table):
                    cursor.execute(statement)


def let_go(connection):
    """Lets the rows of a SQLite database be deleted, because the whole of it is to be emptied."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for table in kept_tables():
            cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table)}_deletion")


def _name(table):
    return f"kept_{table}"[:50]


def _statements(vendor, table):
    name = f"kept_{table}"[:60]
    if vendor == "sqlite":
        refusal = "BEGIN SELECT RAISE(ABORT, 'This is kept as it is.'); END"
        return [
            f'CREATE TRIGGER IF NOT EXISTS {name} BEFORE UPDATE ON "{table}" {refusal}',
            f'CREATE TRIGGER IF NOT EXISTS {_name(table)}_deletion BEFORE DELETE ON "{table}" {refusal}',
        ]
    return [
        FUNCTION,
        f'CREATE OR REPLACE TRIGGER {name} BEFORE UPDATE OR DELETE ON "{table}" '
        "FOR EACH ROW EXECUTE FUNCTION kept_for_good()",
    ]
