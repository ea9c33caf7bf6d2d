"""What every table holds, as a number of rows and a digest: two databases hold the same where these are the same."""

import hashlib

LEFT_OUT = ("django_session", "inspections_session")
INTERNAL = ("sqlite_", "findings_fulltext")
TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}
BATCH = 2_000


def contents_of(cursor, vendor):
    """`{table: [rows, digest]}` of every table that holds something of its own.

    Left out are sessions, and what an index or the engine keeps. Columns count by name, rows in any order: the digests
    of the rows are added up, so that neither their order nor the memory of this machine matters.
    """
    cursor.execute(TABLES[vendor])
    tables = sorted(name for (name,) in cursor.fetchall() if name not in LEFT_OUT and not name.startswith(INTERNAL))
    return {table: _content(cursor, table) for table in tables}


def _content(cursor, table):
    cursor.execute(f'SELECT * FROM "{table}"')
    order = sorted(range(len(cursor.description)), key=lambda number: cursor.description[number][0])
    rows, total = 0, 0
    while batch := cursor.fetchmany(BATCH):
        for row in batch:
            rows += 1
            line = "\x1f".join(_text(row[number]) for number in order)
            total += int.from_bytes(hashlib.sha256(line.encode()).digest(), "big")
    return [rows, f"{total % 2**256:064x}"]


def _text(value):
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else repr(value)
