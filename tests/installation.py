"""Installations of their own for tests that back up, restore, migrate or kill: a data folder, a database, commands."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import dj_database_url
import psycopg2
from django.conf import settings

from findings.backup.contents import contents_of

ROOT = Path(__file__).resolve().parents[1]


class Installation:
    """A data folder and a database that is empty at first, and the commands of the project run upon them.

    `server` is the address of a database on a PostgreSQL server, beside which one is made; without it: SQLite.
    """

    def __init__(self, folder, name, server=""):
        folder.mkdir(exist_ok=True)
        self.folder, self.server, self.database = folder, server, None
        self.environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": ""}
        if server:
            self.database = f"own_{os.getpid()}_{name}"
            self.environment["DATABASE_URL"] = f"{server.rpartition('/')[0]}/{self.database}"
            self._on_server(f"CREATE DATABASE {self.database}")

    @property
    def engine(self):
        return "postgresql" if self.database else "sqlite"

    def python(self, *arguments):
        """Runs Python with this installation's settings; returns the finished process."""
        settings = {**self.environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
        return subprocess.run(
            [sys.executable, *map(str, arguments)], cwd=ROOT, env=settings, capture_output=True, text=True
        )

    def run(self, *arguments):
        return self.python("manage.py", *arguments)

    def do(self, *arguments):
        done = self.run(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def remove(self):
        if self.database:
            self._on_server(f"DROP DATABASE {self.database} WITH (FORCE)")

    def connection(self):
        """A connection of its own to the database."""
        if self.database:
            return psycopg2.connect(**_address(self.environment["DATABASE_URL"]))
        return sqlite3.connect(self.folder / "findings.sqlite3")

    def contents(self):
        """`{table: [rows, digest]}` of everything there is."""
        with closing(self.connection()) as connection, closing(connection.cursor()) as cursor:
            return contents_of(cursor, self.engine)

    def _on_server(self, sql):
        connection = psycopg2.connect(**_address(self.server))
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(sql)
        finally:
            connection.close()


def _address(url):
    found = dj_database_url.parse(url)
    names = (("dbname", "NAME"), ("user", "USER"), ("password", "PASSWORD"), ("host", "HOST"), ("port", "PORT"))
    return {name: found[key] for name, key in names if found[key]}


def server_of_tests():
    """The address of the database of the tests on its PostgreSQL server; nothing on SQLite."""
    database = settings.DATABASES["default"]
    if "postgresql" not in database["ENGINE"]:
        return ""
    return (
        f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    )


@contextmanager
def installations(folder, server=""):
    """A maker of installations by name; they are gone afterwards."""
    made = []

    def make(name):
        made.append(Installation(folder / name, name, server))
        return made[-1]

    try:
        yield make
    finally:
        for place in made:
            place.remove()
