"""The copy of a database as each engine makes it best: SQLite's own backup, PostgreSQL's pg_dump and pg_restore."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing

from django.db import connection, connections, transaction

from findings.backup.contents import contents_of


class BackupError(Exception):
    """What stands in the way of a backup or a restore, in a sentence."""


def dump(target):
    """Writes a copy of the database as it is at one moment to `target`; returns what each table of it holds."""
    return _dump_sqlite(target) if connection.vendor == "sqlite" else _dump_postgresql(target)


def bring_back(source, verify):
    """Puts the copy in the place of the database, all of it or nothing.

    `verify` is given what each table holds and raises BackupError: on SQLite before anything is written, on PostgreSQL
    after, because only the server can read its own form.
    """
    _restore_sqlite(source, verify) if connection.vendor == "sqlite" else _restore_postgresql(source, verify)


def _dump_sqlite(target):
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        return contents_of(copy.cursor(), "sqlite")


def _restore_sqlite(source, verify):
    """SQLite writes the copy over the database in one transaction; who reads meanwhile sees the old or the new."""
    connection.ensure_connection()
    with closing(sqlite3.connect(source)) as copy:
        verify(contents_of(copy.cursor(), "sqlite"))
        copy.backup(connection.connection)


def _dump_postgresql(target):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        _run(
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}"
        )
        return contents_of(cursor, "postgresql")


def _restore_postgresql(source, verify):
    connections.close_all()
    _run("pg_restore", "--no-owner", "--no-privileges", "--clean", "--if-exists", "--single-transaction", str(source))
    with connection.cursor() as cursor:
        verify(contents_of(cursor, "postgresql"))


def _run(program, *arguments):
    """Calls a program of PostgreSQL's. The password goes through the environment: no list of processes shows it."""
    path = shutil.which(program)
    if path is None:
        raise BackupError(f"{program} was not found; install PostgreSQL's client programs (Debian: postgresql-client).")
    settings = connection.settings_dict
    environment = {
        **os.environ,
        "PGHOST": settings["HOST"] or "",
        "PGPORT": str(settings["PORT"] or ""),
        "PGUSER": settings["USER"] or "",
        "PGPASSWORD": settings["PASSWORD"] or "",
    }
    given = {name: value for name, value in environment.items() if value or not name.startswith("PG")}
    name = ["--dbname", settings["NAME"]]
    done = subprocess.run([path, *name, *arguments], env=given, capture_output=True, text=True)
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else '?'}")
