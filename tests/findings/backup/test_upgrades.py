"""The database of every earlier release comes back into today's code: migrated, nothing lost, nothing altered.

Each release is kept as it was in tests/releases; making a release adds one (docs/how-to.md).
"""

import json
import re
import sqlite3
import zipfile
from contextlib import closing

import pytest
from django.db import connection

from findings.backup.contents import contents_of
from findings.documents.yaml_form import read_text
from tests.installation import ROOT, installations, server_of_tests

pytestmark = pytest.mark.django_db
RELEASES = ROOT / "tests" / "releases"
KEPT = sorted(path.name for path in RELEASES.iterdir() if (path / "sqlite.zip").exists())
# What migrations themselves write: what there is to have rights on, and which migrations were done.
OF_MIGRATIONS = {"django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture
def make(tmp_path):
    with installations(tmp_path, server_of_tests()) as make:
        yield make


def test_every_release_of_the_changelog_is_kept():
    text = (ROOT / "CHANGELOG.md").read_text()
    named = re.findall(r"^## (\d+\.\d+\.\d+)\b", text, re.M)
    assert named
    for release in named:
        names = {path.name for path in (RELEASES / release).iterdir()}
        assert {"sqlite.zip", "postgresql.zip"} < names, release


@pytest.mark.parametrize("release", KEPT)
def test_a_database_of_an_earlier_release_is_brought_to_todays_form(make, release):
    place, archive = make(f"from_{release.replace('.', '_')}"), RELEASES / release / f"{connection.vendor}.zip"
    told = place.do("restore", archive)
    assert f"Restored what {release} wrote" in told
    with zipfile.ZipFile(archive) as zipped:
        before = json.loads(zipped.read("backup.json"))["tables"]
    after = {name: rows for name, (rows, _) in place.contents().items()}
    assert {name: after[name] for name in before.keys() - OF_MIGRATIONS} == {
        name: count for name, (count, _) in before.items() if name not in OF_MIGRATIONS
    }
    if not place.database:
        assert list(differing(place, archive)) == []
    script = place.python("-c", ASK, *[path.stem for path in documents_of(release)])
    assert script.returncode == 0, script.stderr
    answers = json.loads(script.stdout)
    assert answers.pop("waiting") == 0
    assert answers.pop("found") == 200
    for path in documents_of(release):
        now = read_text(answers.pop(path.stem), path.name).document
        assert now == read_text(path.read_text(), path.name).document
    assert not answers


def documents_of(release):
    return sorted((RELEASES / release).glob("*.yaml"))


# One process asks everything: are migrations waiting, does a page answer, what do the documents say?
ASK = """
import io, json, sys
import django; django.setup()
from django.conf import settings; settings.ALLOWED_HOSTS.append("testserver")
plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
executor = MigrationExecutor(connection)
found = {"waiting": len(executor.migration_plan(executor.loader.graph.leaf_nodes()))}
found["found"] = Client().get("/search/?q=invented+corrected").status_code
for slug in sys.argv[1:]:
    said = io.StringIO()
    call_command("export_document", slug, stdout=said)
    found[slug] = said.getvalue()
print(json.dumps(found))
"""


def differing(place, archive):
    """The tables whose rows say something else in a column that there still is. Only SQLite's copy can be asked."""
    with zipfile.ZipFile(archive) as zipped:
        zipped.extract("database", place.folder)
    with (
        closing(sqlite3.connect(place.folder / "database")) as then,
        closing(sqlite3.connect(place.folder / "findings.sqlite3")) as now,
    ):
        for table in contents_of(then.cursor(), "sqlite").keys() - OF_MIGRATIONS:
            columns = sorted(columns_of(then, table) & columns_of(now, table))
            if not columns or values_of(now, table, columns) != values_of(then, table, columns):
                yield table


def columns_of(database, table):
    return {row[1] for row in database.execute(f'PRAGMA table_info("{table}")')}


def values_of(database, table, columns):
    names = ", ".join(f'"{name}"' for name in columns)
    return sorted(map(repr, database.execute(f'SELECT {names} FROM "{table}"')))
