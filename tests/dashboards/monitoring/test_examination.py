"""The doctor: what is well is said to be, and every fault is named with what to do about it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from dashboards.monitoring import examination
from dashboards.monitoring.examination import examine
from findings.models import DataVersion, FindingTheme, IllustrationTheme, RecommendationTheme, SearchEntry, Theme
from inspections.models import Inspection, Person
from tests import synthetic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def installation(settings, tmp_path, monkeypatch):
    """An installation in which nothing is wrong."""
    settings.DATA_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").write_text("{}")
    monkeypatch.setattr(examination, "are_collected", lambda: True)
    Person.objects.create_superuser("maintainer")
    return tmp_path


def wrongs():
    return [result.sentence for result in examine() if result.outcome == "wrong"]


def doubts():
    return [result.sentence for result in examine() if result.outcome == "doubtful"]


def test_nothing_is_wrong_with_a_sound_installation():
    assert wrongs() == []
    told = StringIO()
    call_command("doctor", stdout=told)
    assert "3 inspections are published." in told.getvalue()


def test_a_fault_makes_the_command_fail(settings):
    (settings.STATIC_ROOT / "staticfiles.json").unlink()
    with pytest.raises(CommandError, match="1 thing is wrong"):
        call_command("doctor", stdout=StringIO())
    assert "static files have not been collected" in wrongs()[0]


@pytest.mark.parametrize(
    ("told", "advice"),
    [
        ("password=secret", "check DATABASE_URL and the server."),
        ("secret: Connection refused\n\tIs the server running", "no server listens"),
        ('FATAL: password authentication failed for user "secret"', "refuses the account or the password"),
        ('FATAL: database "secret" does not exist', "no such database"),
    ],
)
def test_a_database_that_does_not_answer_hides_nothing_else_that_is_wrong(monkeypatch, settings, told, advice):
    def broken():
        raise DatabaseError(told)

    (settings.STATIC_ROOT / "staticfiles.json").unlink()
    monkeypatch.setattr(connection, "cursor", broken)
    database, files = wrongs()
    assert database.startswith("The database does not answer (DatabaseError)")
    assert advice in database
    assert "secret" not in database
    assert "static files" in files


def test_files_that_everybody_reads_are_named(installation):
    (installation / "secret-key").touch(mode=0o644)
    assert [f"chmod o-rwx {installation / 'secret-key'}" in sentence for sentence in wrongs()] == [True]


def test_backups_that_everybody_reads_are_named(installation):
    (installation / "backups").mkdir()
    (installation / "backups" / "one.zip").touch(mode=0o644)
    assert ["backups/one.zip" in sentence for sentence in wrongs()] == [True]


def test_a_folder_that_may_not_be_written(monkeypatch):
    monkeypatch.setattr(examination.os, "access", lambda path, how: False)
    assert ["may not write" in sentence for sentence in wrongs()] == [True]


def test_files_that_were_collected_from_others(monkeypatch):
    monkeypatch.setattr(examination, "are_collected", lambda: False)
    assert any("collected from others" in sentence for sentence in doubts())


@pytest.mark.parametrize(
    ("replica", "is_fit", "outcome", "words"),
    [
        ((True, 7), True, "well", "follows."),
        ((True, 7), False, "doubtful", "seconds behind"),
        ((False, 7), False, "doubtful", "follows nobody"),
        ((True, 8), True, "wrong", "another database"),
        (DatabaseError(), False, "doubtful", "does not answer"),
    ],
)
def test_replicas_are_looked_at(settings, monkeypatch, replica, is_fit, outcome, words):
    def identity(alias):
        if alias == "replica-1" and isinstance(replica, Exception):
            raise replica
        return replica if alias == "replica-1" else (False, 7)

    settings.REPLICAS = ["replica-1"]
    monkeypatch.setattr(examination, "_identity", identity)
    monkeypatch.setattr(examination.Replicas, "is_fit", lambda self, alias: is_fit)
    (found,) = examination.replicas_follow()
    assert found.outcome == outcome
    assert words in found.sentence


def test_a_missing_folder_and_a_full_disk(settings, monkeypatch, installation):
    monkeypatch.setattr(examination.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 1_000_000}))
    assert any("Only 1 MB are free" in sentence for sentence in wrongs())
    settings.DATA_DIR = installation / "nowhere"
    assert any("is missing" in sentence for sentence in wrongs())


def test_clocks_that_disagree(monkeypatch):
    monkeypatch.setattr(examination.time, "time", lambda: 0.0)
    assert any("seconds apart" in sentence for sentence in wrongs())


def test_data_that_is_incomplete():
    SearchEntry.objects.all().delete()
    assert any("rebuild_search" in sentence for sentence in wrongs())
    DataVersion.objects.all().delete()
    assert any("data version" in sentence for sentence in wrongs())


def test_no_reference_data_and_nothing_published():
    Inspection.objects.update(state="draft")
    assert "Nothing is published yet." in doubts()
    codings = (FindingTheme, IllustrationTheme, RecommendationTheme)
    for model in (*codings, Theme):
        model.objects.all().delete()
    assert any("load_reference" in sentence for sentence in wrongs())


def test_a_trigger_that_was_removed_is_missed(monkeypatch):
    monkeypatch.setattr(examination, "missing_triggers", lambda: {"one"})
    assert any("manage.py migrate" in sentence for sentence in wrongs())


def test_an_equation_that_fails_is_a_doubt_and_not_a_fault():
    synthetic.load(
        synthetic.document(
            case_audits=[
                synthetic.audit("hmicfrs", "joint", synthetic.grades(1, 1, 1)),
                synthetic.audit("hmicfrs", "additional", synthetic.grades(1, 1, 1)),
                synthetic.audit("hmicfrs", "all", synthetic.grades(9, 9, 9)),
            ]
        )
    )
    assert any("testshire-2020 do not hold" in sentence for sentence in doubts())
    assert wrongs() == []


def test_a_cache_that_loses_everything(monkeypatch):
    class Lost:
        def set(self, *args):
            pass

        def get(self, *args):
            return None

    monkeypatch.setattr(examination, "caches", {"pages": Lost()})
    assert any("cache does not keep" in sentence for sentence in doubts())


def test_production_asks_for_more(settings):
    settings.ENVIRONMENT, settings.SECURE_HSTS_SECONDS = "production", 0
    told = " ".join(doubts())
    assert "SITE_ADDRESS" in told
    assert "HSTS_SECONDS" in told


def test_migrations_that_wait(monkeypatch):
    monkeypatch.setattr(examination.MigrationExecutor, "migration_plan", lambda self, targets: [1, 2])
    assert any("2 migrations have not been applied" in sentence for sentence in wrongs())


def test_nobody_who_can_maintain():
    Person.objects.all().delete()
    assert any("createsuperuser" in sentence for sentence in doubts())
