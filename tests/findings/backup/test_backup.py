"""What is backed up comes back, table by table, into an empty database and into today's code; nothing else does.

Each test has databases of its own: files for SQLite, two new databases on the server for PostgreSQL.
"""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.django_db(transaction=True)


class Installation:
    """A data folder and a database, and the commands of the project run upon them."""

    def __init__(self, folder, name):
        folder.mkdir()
        self.folder = folder
        self.environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": ""}
        self.database = None
        if connection.vendor == "postgresql":
            server = settings.DATABASES["default"]
            self.database = f"backup_{os.getpid()}_{name}"
            self.environment["DATABASE_URL"] = (
                f"postgres://{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT']}/{self.database}"
            )

    def run(self, *arguments):
        command = [sys.executable, "manage.py", *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)

    def do(self, *arguments):
        done = self.run(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def installation(tmp_path):
    made = []

    def make(name):
        place = Installation(tmp_path / name, name)
        if place.database:
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {place.database}")
        made.append(place)
        return place

    yield make
    for place in made:
        if place.database:
            with connection.cursor() as cursor:
                cursor.execute(f"DROP DATABASE {place.database} WITH (FORCE)")


def tables_of(archive):
    with zipfile.ZipFile(archive) as zipped:
        return json.loads(zipped.read("backup.json"))["tables"]


def test_everything_comes_back_into_an_empty_database(installation, tmp_path):
    here, there = installation("here"), installation("there")
    here.do("migrate", "-v0")
    here.do("load_reference", "-v0")
    documents = ROOT / "fixtures" / "inspections"
    here.do("load_documents", documents / "dorset-2021.yaml", documents / "dorset-2022-review.yaml", "--as-draft")
    (here.folder / "packages").mkdir()
    (here.folder / "packages" / "one.zip").write_bytes(b"a package")
    archive = tmp_path / "backup.zip"
    assert "It holds accounts" in here.do("backup", archive)
    assert archive.stat().st_mode & 0o077 == 0
    assert "each compared with the backup" in there.do("restore", archive)
    again = tmp_path / "again.zip"
    there.do("backup", again)
    assert tables_of(again) == tables_of(archive)
    assert tables_of(again)["inspections_inspection"][0] == 2
    assert (there.folder / "packages" / "one.zip").read_bytes() == b"a package"
    refused = there.run("restore", archive)
    assert refused.returncode == 1
    assert "say --replace" in refused.stderr
    there.do("restore", archive, "--replace")


def test_an_older_database_is_brought_to_todays_form_and_a_damaged_file_changes_nothing(installation, tmp_path):
    here, there = installation("here"), installation("there")
    here.do("migrate", "-v0", "findings", "0005")
    archive = tmp_path / "backup.zip"
    here.do("backup", archive)
    assert "is there already" in here.run("backup", archive).stderr
    assert "findings_dataversion" not in tables_of(archive)
    for path, told in damaged(archive):
        refused = there.run("restore", path)
        assert refused.returncode == 1
        assert told in refused.stderr
    there.do("restore", archive)
    assert not there.run("migrate", "--check").returncode


def damaged(archive):
    """Files that are no backup, and what is said of each."""
    whole = archive.read_bytes()
    with zipfile.ZipFile(archive) as zipped:
        manifest, database = json.loads(zipped.read("backup.json")), zipped.read("database")
    no_backup = "no backup of this service, or is damaged"
    yield archive.with_name("missing"), no_backup
    for name, content in {"text": b"not a backup", "short": whole[: len(whole) // 2]}.items():
        path = archive.with_name(name)
        path.write_bytes(content)
        yield path, no_backup
    for name, change, told in (
        ("form", {"form": 9}, "this release reads form 1"),
        ("engine", {"engine": "another"}, "was made of another"),
        ("table", {"tables": {**manifest["tables"], "invented": [1, "00"]}}, "in invented."),
    ):
        path = archive.with_name(name)
        with zipfile.ZipFile(path, "w") as zipped:
            zipped.writestr("backup.json", json.dumps({**manifest, **change}))
            zipped.writestr("database", database)
        yield path, told
