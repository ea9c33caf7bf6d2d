"""Rules that span tables, kept by the database itself: triggers for SQLite and PostgreSQL, made by migrations.

A table that a later migration rebuilds loses its triggers on SQLite; such a migration makes them again.
"""

from dataclasses import dataclass

from django.db import migrations


@dataclass(frozen=True)
class Rule:
    """`condition` is SQL over NEW that must hold for every inserted or updated row of `table`."""

    name: str
    table: str
    columns: tuple
    condition: str
    message: str

    def create(self, vendor):
        return self._on_sqlite() if vendor == "sqlite" else self._on_postgresql()

    def drop(self, vendor):
        if vendor == "sqlite":
            return [f"DROP TRIGGER IF EXISTS {self.name}_insert", f"DROP TRIGGER IF EXISTS {self.name}_update"]
        return [f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}", f"DROP FUNCTION IF EXISTS {self.name}()"]

    def _on_sqlite(self):
        columns = ", ".join(self.columns)
        return [
            f"CREATE TRIGGER {self.name}_{verb} BEFORE {event} ON {self.table} FOR EACH ROW "
            f"WHEN NOT ({self.condition}) BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            for verb, event in (("insert", "INSERT"), ("update", f"UPDATE OF {columns}"))
        ]

    def _on_postgresql(self):
        columns = ", ".join(self.columns)
        return [
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF NOT ({self.condition}) THEN RAISE EXCEPTION '{self.message}' USING ERRCODE = 'check_violation'; "
            "END IF; RETURN NEW; END $$",
            f"CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE OF {columns} ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        ]


def operation(rules):
    """The migration operation that makes these triggers, and removes them when it is undone."""

    def create(apps, editor):
        for rule in rules:
            for statement in rule.create(editor.connection.vendor):
                editor.execute(statement, params=None)

    def drop(apps, editor):
        for rule in rules:
            for statement in rule.drop(editor.connection.vendor):
                editor.execute(statement, params=None)

    return migrations.RunPython(create, drop)
