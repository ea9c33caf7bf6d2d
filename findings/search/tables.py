"""What each engine keeps over `findings_searchentry` to search it, made by a migration and kept in step by the engine.

A migration that makes that table anew (SQLite does so for nearly every change of a column) loses the triggers: it runs
this operation again, or the search goes stale.
"""

from django.db import migrations

# The columns of FTS5 after `id`, and how much a hit in each weighs.
WEIGHTS = {"title_stems": 4, "body_stems": 3, "about_stems": 1, "words": 1}


def operation():
    """The migration operation that makes an engine's tables, and removes them when it is undone."""

    def create(apps, editor):
        for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
            editor.execute(statement, params=None)

    def drop(apps, editor):
        for statement in SQLITE_AWAY if editor.connection.vendor == "sqlite" else POSTGRESQL_AWAY:
            editor.execute(statement, params=None)

    return migrations.RunPython(create, drop)


def _row(name):
    """The columns of a changed row, OLD or NEW, as FTS5 takes them."""
    return ", ".join([f"{name}.id", *(f"{name}.{column}" for column in WEIGHTS)])


COLUMNS = ", ".join(WEIGHTS)
PUT = f"INSERT INTO findings_fulltext (rowid, {COLUMNS}) VALUES ({_row('NEW')});"
TAKE = f"INSERT INTO findings_fulltext (findings_fulltext, rowid, {COLUMNS}) VALUES ('delete', {_row('OLD')});"
TRIGGERS = {"insert": PUT, "delete": TAKE, "update": f"{TAKE} {PUT}"}
BM25 = ", ".join(map(str, [0, *WEIGHTS.values()]))

SQLITE_AWAY = [
    *(f"DROP TRIGGER IF EXISTS findings_fulltext_{event}" for event in TRIGGERS),
    "DROP TABLE IF EXISTS findings_fulltext",
]
SQLITE = [
    *SQLITE_AWAY,
    # The text stands in the entries (content); FTS5 keeps only where each word is.
    f"CREATE VIRTUAL TABLE findings_fulltext USING fts5 (id UNINDEXED, {COLUMNS}, "
    "content='findings_searchentry', content_rowid='id', tokenize='ascii')",
    f"INSERT INTO findings_fulltext (findings_fulltext, rank) VALUES ('rank', 'bm25({BM25})')",
    "INSERT INTO findings_fulltext (findings_fulltext) VALUES ('rebuild')",
    *(
        f"CREATE TRIGGER findings_fulltext_{event} AFTER {event.upper()} ON findings_searchentry BEGIN {body} END"
        for event, body in TRIGGERS.items()
    ),
]

# Weights A to D in the order of the columns; forms are taken as they are (simple).
VECTOR = " || ".join(
    f"setweight(to_tsvector('pg_catalog.simple', {column}), '{weight}')"
    for column, weight in zip(WEIGHTS, "ABCD", strict=True)
)
POSTGRESQL_AWAY = [
    "DROP INDEX IF EXISTS findings_searchentry_vector",
    "ALTER TABLE findings_searchentry DROP COLUMN IF EXISTS vector",
]
POSTGRESQL = [
    *POSTGRESQL_AWAY,
    f"ALTER TABLE findings_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS ({VECTOR}) STORED",
    "CREATE INDEX findings_searchentry_vector ON findings_searchentry USING gin (vector)",
]
