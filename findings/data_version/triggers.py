"""The triggers that move the data version, on SQLite and PostgreSQL.

They are made after every migration from the models as they are then, so that no migration that rebuilds a table can
lose them and no new table is forgotten. The name of each ends in a digest of what it does: what is there under the
right name needs no second look, and what is there under another is removed.

On PostgreSQL they fire once a statement and not once a row: a row that is changed thousands of times within one
transaction grows slow there.
"""

import hashlib

from django.db import connections

from findings.data_version.tracked import tracked_tables

PREFIX = "moves_data_version_"
EVENTS = (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",)))
MOVE = "UPDATE findings_dataversion SET number = number + 1, name = {name} WHERE id = 1"
ON_SQLITE = MOVE.format(name="lower(hex(randomblob(8)))")
ON_POSTGRESQL = MOVE.format(name="substr(replace(gen_random_uuid()::text, '-', ''), 1, 16)")
EXISTING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


def wanted_triggers(vendor):
    """`{name: statements}` of every trigger that there should be."""
    triggers = {}
    for tracked in tracked_tables():
        for event, rows in EVENTS:
            what = f"{tracked} {event} {MOVES[vendor]}"
            name = PREFIX + hashlib.sha256(what.encode()).hexdigest()[:12]
            triggers[name] = STATEMENTS[vendor](name, tracked, event, rows)
    return triggers


def ensure_triggers(using):
    """Makes the triggers that are missing, and removes those that the models no longer ask for."""
    connection = connections[using]
    wanted = wanted_triggers(connection.vendor)
    with connection.cursor() as cursor:
        existing = existing_triggers(cursor)
        for name in existing - wanted.keys():
            cursor.execute(REMOVALS[connection.vendor].format(name=name))
        for name in wanted.keys() - existing:
            for statement in wanted[name]:
                cursor.execute(statement)


def missing_triggers(using="default"):
    """Names of triggers that should be there and are not: none, unless somebody removed them."""
    with connections[using].cursor() as cursor:
        return wanted_triggers(cursor.db.vendor).keys() - existing_triggers(cursor)


def existing_triggers(cursor):
    cursor.execute(EXISTING[cursor.db.vendor])
    return {name for (name,) in cursor.fetchall() if name.startswith(PREFIX)}


def _on_sqlite(name, tracked, event, rows):
    condition = " OR ".join(tracked.condition.replace("ROW.", f"{row}.") for row in rows if tracked.condition)
    when = f"WHEN {condition} " if condition else ""
    return [f"CREATE TRIGGER {name} AFTER {event} ON {tracked.table} FOR EACH ROW {when}BEGIN {ON_SQLITE}; END"]


def _on_postgresql(name, tracked, event, rows):
    where = tracked.condition.replace("ROW.", "r.") or "TRUE"
    condition = " OR ".join(f"EXISTS (SELECT 1 FROM {row}_rows r WHERE {where})" for row in rows)
    changed = " ".join(f"{row} TABLE AS {row}_rows" for row in rows)
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN {ON_POSTGRESQL}; END IF; RETURN NULL; END $$",
        f"CREATE TRIGGER {name} AFTER {event} ON {tracked.table} REFERENCING {changed} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]


MOVES = {"sqlite": ON_SQLITE, "postgresql": ON_POSTGRESQL}
STATEMENTS = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
REMOVALS = {"sqlite": "DROP TRIGGER {name}", "postgresql": "DROP FUNCTION {name}() CASCADE"}
