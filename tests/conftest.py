"""What all tests share: a database with the reference data and the transcribed inspections in it."""

import os
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.signals import request_started
from django.db import connection

from findings.data_version.current import version_of_request
from findings.data_version.kept_values import forget

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted((ROOT / "fixtures" / "inspections").glob("*.yaml"))

# What these look at is made above the database: tags, headers, weights, methods, the words around a page.
ONCE = {
    "tests/dashboards/api/test_conformance.py",
    "tests/dashboards/registers/test_case_lines.py",
    "tests/dashboards/registers/test_drawn.py",
    "tests/dashboards/test_budgets.py",
    "tests/dashboards/test_closed_reading.py",
    "tests/dashboards/test_compression.py",
    "tests/dashboards/test_defences.py",
    "tests/dashboards/test_paper.py",
    "tests/dashboards/test_prepare.py",
    "tests/dashboards/test_rates.py",
    "tests/dashboards/test_ways_around.py",
    "tests/findings/readers/workbook/test_workbook_round_trip.py",
    "tests/inspections/test_admin.py",
    "tests/project/test_matrix.py",
    "tests/project/test_weight.py",
}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}

# Playwright's own loop runs in the thread of browser tests; the ORM is used there before and after, never within.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_configure(config):
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only what touches a database runs again: the rest has run with SQLite and cannot differ.

    A browser sees what the client of the tests sees; of its tests those run again that write (`both_engines`). What is
    made above the database (`ONCE`) runs with SQLite alone.
    """
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        return
    touching = [item for item in items if _touches_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(touching)])
    items[:] = touching


def _touches_a_database(item):
    if item.get_closest_marker("browser") and not item.get_closest_marker("both_engines"):
        return False
    if str(item.path.relative_to(ROOT)) in ONCE:
        return False
    return bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames))


def load_everything():
    call_command("load_reference", verbosity=0)
    call_command("load_documents", *map(str, DOCUMENTS), stdout=StringIO())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The two transcribed inspections and the review stand in the database of every test that has one."""
    with django_db_blocker.unblock():
        load_everything()


@pytest.fixture(autouse=True)
def _plain_static_files(settings):  # noqa: F811  (the fixture of pytest-django)
    """Static files are found where they lie: tests need no collected, hashed copies."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _no_kept_pages(settings):  # noqa: F811
    """Every page of a test is made anew; the tests of the cache turn it on."""
    settings.PAGE_CACHE = False


@pytest.fixture(autouse=True)
def _no_rates(settings):  # noqa: F811
    """All tests of a process are one client within one hour; the tests of the rates set them."""
    settings.SEARCH_RATE = settings.EXPORT_RATE = settings.UPLOAD_RATE = settings.LINK_RATE = 1_000_000


@pytest.fixture(autouse=True)
def _nothing_kept(request, monkeypatch):
    """Each request of a test is the first of its process, so that it asks as much as any other; `keeping` says not."""
    forget()
    if "keeping" in request.fixturenames:
        yield
        return
    monkeypatch.setattr("findings.data_version.kept_values.data_version", version_of_request)
    request_started.connect(forget)
    yield
    request_started.disconnect(forget)


@pytest.fixture
def keeping(_nothing_kept):
    """Processes keep what they may, as in service, and begin with nothing."""


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Passwords of tests protect nothing: hashing them costs no time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def on_disk(transactional_db, tmp_path):
    """SQLite as it runs in earnest, in a file: the database in memory that other tests use knows no waiting."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    memory, name, file = connection.connection, connection.settings_dict["NAME"], tmp_path / "own.sqlite3"
    with closing(sqlite3.connect(file)) as copy:
        memory.backup(copy)
    connection.connection, connection.settings_dict["NAME"] = None, str(file)
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = memory, name


@pytest.fixture
def reports():
    """The folder of the report texts; tests that need them are skipped where REPORT_TEXTS names none."""
    folder = os.environ.get("REPORT_TEXTS", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("REPORT_TEXTS names no folder")
    return Path(folder)
