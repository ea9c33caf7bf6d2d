"""Settings from the environment: everything that is wrong is said in a sentence, and all of it at once."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import ROOT, Environment

LONG = "x" * 60


def problems_of(action, **values):
    environment = Environment(values)
    action(environment)
    return environment.problems


def test_text_is_stripped_and_falls_back():
    environment = Environment({"A": " a ", "B": "  "})
    assert (environment.text("A"), environment.text("B", "b"), environment.text("C", "c")) == ("a", "b", "c")


def test_a_choice_is_one_of_its_options():
    environment = Environment({"ENVIRONMENT": "prod"})
    assert environment.choice("ENVIRONMENT", ["local", "production"], "local") == "local"
    assert environment.problems == ["ENVIRONMENT is 'prod'; it is one of local, production."]
    assert not problems_of(lambda e: e.choice("ENVIRONMENT", ["local", "production"], "local"), ENVIRONMENT="")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("yes", True), ("1", True), ("TRUE", True), (" on ", True), ("no", False), ("", False), ("Off", False)],
)
def test_a_flag_is_yes_or_no(value, expected):
    environment = Environment({"SSL_REDIRECT": value})
    assert environment.flag("SSL_REDIRECT", True) is expected
    assert not environment.problems


def test_a_flag_that_is_neither_is_a_problem_and_unset_is_its_default():
    assert problems_of(lambda e: e.flag("SSL_REDIRECT"), SSL_REDIRECT="maybe") == [
        "SSL_REDIRECT is 'maybe'; it is yes or no."
    ]
    assert Environment({}).flag("SSL_REDIRECT", True) is True


@pytest.mark.parametrize("value", ["-1", "11", "many", "1.5", "\u00b2"])
def test_a_number_is_whole_and_within_its_range(value):
    environment = Environment({"HSTS_SECONDS": value})
    assert environment.number("HSTS_SECONDS", 5, 0, 10) == 5
    assert environment.problems == [f"HSTS_SECONDS is {value!r}; it is a whole number from 0 to 10."]


def test_numbers_and_names_that_are_right():
    environment = Environment({"HSTS_SECONDS": "10", "ALLOWED_HOSTS": " a.org, ,b.org "})
    assert environment.number("HSTS_SECONDS", 5, 0, 10) == 10
    assert environment.names("ALLOWED_HOSTS") == ["a.org", "b.org"]
    assert environment.names("OTHERS", ("c",)) == ["c"]
    assert not environment.problems


def test_the_data_folder_is_var_or_the_one_that_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Environment({}).data_dir() == ROOT / "var"
    assert Environment({"DATA_DIR": "~/data"}).data_dir() == tmp_path / "data"


def test_a_secret_key_is_made_once_and_kept_for_its_owner_alone(tmp_path):
    environment = Environment({})
    key = environment.secret_key(False, tmp_path / "new")
    assert len(key) >= 50
    assert environment.secret_key(False, tmp_path / "new") == key
    assert (tmp_path / "new" / "secret-key").stat().st_mode & 0o077 == 0


def test_production_needs_a_long_secret_key(tmp_path):
    def key(environment):
        assert environment.secret_key(True, tmp_path)

    assert problems_of(key) == ["SECRET_KEY is missing; production needs a long random one."]
    assert problems_of(key, SECRET_KEY="short") == ["SECRET_KEY is shorter than 50 characters; make a long random one."]
    assert problems_of(key, SECRET_KEY=LONG) == []
    assert not list(tmp_path.iterdir())
    assert Environment({"SECRET_KEY": "short"}).secret_key(False, tmp_path) == "short"


def test_sqlite_is_the_default_and_safe_with_several_writers(tmp_path):
    found = Environment({}).database(tmp_path)
    assert found["ENGINE"] == "django.db.backends.sqlite3"
    assert found["NAME"] == str(tmp_path / "findings.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert found["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]
    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]) == (60, False)


def test_options_of_an_sqlite_address_are_kept(tmp_path):
    found = Environment({"DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3?cached_statements=9"}).database(tmp_path)
    assert found["OPTIONS"]["cached_statements"] == 9
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_keeps_its_connections(tmp_path):
    found = Environment({"DATABASE_URL": "postgres://u:p@db.example.org:5433/findings"}).database(tmp_path)
    assert (found["ENGINE"], found["HOST"], found["PORT"]) == ("django.db.backends.postgresql", "db.example.org", 5433)
    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]) == (60, True)


@pytest.mark.parametrize("url", ["nonsense", "mongo://host/db", "postgres://host:port/name", "://", "postgres:/"])
def test_a_database_address_that_cannot_be_understood_is_a_problem(url, tmp_path):
    problems = problems_of(lambda e: e.database(tmp_path), DATABASE_URL=url)
    assert len(problems) == 1
    assert problems[0].startswith("DATABASE_URL ")


def test_another_engine_is_a_problem(tmp_path):
    assert problems_of(lambda e: e.database(tmp_path), DATABASE_URL="mysql://u:p@host/name") == [
        "DATABASE_URL names another engine; SQLite and PostgreSQL are supported."
    ]


def test_nothing_wrong_is_no_error_and_anything_wrong_is_one():
    Environment({}).finish()
    with pytest.raises(ImproperlyConfigured, match="The settings are not usable:\n  - One.\n  - Two."):
        Environment({}, problems=["One.", "Two."]).finish()


def start(tmp_path, script="import config.settings", **values):
    """What a start with these settings alone prints to stderr, and its exit status."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**kept, "DATA_DIR": str(tmp_path), **values},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stderr


def test_production_without_settings_refuses_and_says_all_of_it_at_once(tmp_path):
    code, told = start(tmp_path, ENVIRONMENT="production", DATABASE_URL="mysql://host/name", HSTS_SECONDS="long")
    assert code
    for name in ("SECRET_KEY is missing", "ALLOWED_HOSTS is missing", "DATABASE_URL names", "HSTS_SECONDS is 'long'"):
        assert name in told


CLOSED = """
from config.settings import *
assert SESSION_COOKIE_SECURE and CSRF_COOKIE_SECURE and SESSION_COOKIE_HTTPONLY and SECURE_SSL_REDIRECT and not DEBUG
assert (SESSION_COOKIE_SAMESITE, CSRF_COOKIE_SAMESITE) == ("Lax", "Lax")
assert (SESSION_COOKIE_NAME, CSRF_COOKIE_NAME) == ("__Host-sessionid", "__Host-csrftoken")
assert "SESSION_COOKIE_DOMAIN" not in globals() and "SESSION_COOKIE_PATH" not in globals()
from config.message_cookies import NamedCookieStorage
assert NamedCookieStorage.cookie_name == "__Host-messages"
assert SECURE_HSTS_SECONDS == 31_536_000 and BEHIND_PROXY and TRUSTED_PROXIES == 1
"""


def test_production_with_settings_starts_with_everything_closed(tmp_path):
    """Cookies by https alone and closed to scripts, https everywhere, no debugging."""
    here = {"DJANGO_SETTINGS_MODULE": "config.settings"}
    assert start(tmp_path, CLOSED, **here, ENVIRONMENT="production", SECRET_KEY=LONG, ALLOWED_HOSTS="example.org") == (
        0,
        "",
    )


def test_a_personal_machine_needs_no_settings(tmp_path):
    assert start(tmp_path) == (0, "")
    assert start(tmp_path, LOG_LEVEL="LOUD")[0]
