"""What is backed up comes back, table by table, into an empty database and into today's code; nothing else does.

Each test has databases of its own: files for SQLite, two new databases on the server for PostgreSQL.
"""

import json
import zipfile

import pytest
from django.db import connection

from findings.backup.archive import restore
from findings.backup.engines import BackupError
from tests.installation import ROOT, installations, server_of_tests

pytestmark = pytest.mark.django_db


@pytest.fixture
def installation(tmp_path):
    with installations(tmp_path, server_of_tests()) as make:
        yield make


def kept():
    """A backup with content of every kind, of the last release."""
    return max((ROOT / "tests" / "releases").glob(f"*/{connection.vendor}.zip"))


def tables_of(archive):
    with zipfile.ZipFile(archive) as zipped:
        return json.loads(zipped.read("backup.json"))["tables"]


def test_everything_comes_back_into_an_empty_database(installation, tmp_path):
    here, there = installation("here"), installation("there")
    here.do("restore", kept())
    (here.folder / "packages").mkdir()
    (here.folder / "packages" / "one.zip").write_bytes(b"a package")
    archive = tmp_path / "backup.zip"
    assert "It holds accounts" in here.do("backup", archive)
    assert archive.stat().st_mode & 0o077 == 0
    assert "is there already" in here.run("backup", archive).stderr
    assert "each compared with the backup" in there.do("restore", archive)
    again = tmp_path / "again.zip"
    there.do("backup", again)
    assert tables_of(again) == tables_of(archive)
    assert tables_of(again)["inspections_inspection"][0] > 2
    assert (there.folder / "packages" / "one.zip").read_bytes() == b"a package"
    refused = there.run("restore", archive)
    assert refused.returncode == 1
    assert "say --replace" in refused.stderr
    there.do("restore", archive, "--replace")


def test_a_damaged_file_is_refused_before_anything_is_written(tmp_path):
    """`restore` refuses them here, upon the database of the tests, which would be gone otherwise."""
    for path, told in damaged(kept().read_bytes(), tmp_path / "backup.zip"):
        with pytest.raises(BackupError, match=told):
            restore(path, replace=True)


def test_tables_that_differ_from_what_was_written_are_told(installation, tmp_path):
    """SQLite's copy is read before anything is written; only PostgreSQL itself can read its form, so there after."""
    place, path = installation("there"), tmp_path / "table"
    rewritten(kept(), path, {"tables": {**tables_of(kept()), "invented": [1, "00"]}})
    refused = place.run("restore", path)
    assert refused.returncode == 1
    assert "What came back is not what was written, in invented." in refused.stderr
    assert bool(place.contents()) == (place.engine == "postgresql")


def rewritten(archive, path, change):
    """The same archive with another manifest."""
    with zipfile.ZipFile(archive) as zipped, zipfile.ZipFile(path, "w") as changed:
        manifest = json.loads(zipped.read("backup.json"))
        changed.writestr("backup.json", json.dumps({**manifest, **change}))
        changed.writestr("database", zipped.read("database"))


def damaged(whole, archive):
    """Files that are no backup, and what is said of each."""
    no_backup = "no backup of this service, or is damaged"
    yield archive.with_name("missing"), no_backup
    for name, content in {"text": b"not a backup", "short": whole[: len(whole) // 2]}.items():
        path = archive.with_name(name)
        path.write_bytes(content)
        yield path, no_backup
    archive.write_bytes(whole)
    for name, change, told in (
        ("form", {"form": 9}, "this release reads form 1"),
        ("engine", {"engine": "another"}, "was made of another"),
    ):
        rewritten(archive, archive.with_name(name), change)
        yield archive.with_name(name), told
