"""Settings from the environment: every setting is declared once, and everything that is wrong is said at once."""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
# The name of connections to replicas, by which the service and PostgreSQL tell them from others.
READING_NAME = "published-reading"
TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


@dataclass
class Environment:
    """Reads variables and collects sentences about what is wrong; `finish` refuses to start while there are any."""

    values: dict = field(default_factory=lambda: dict(os.environ))
    problems: list = field(default_factory=list)

    def text(self, name, default=""):
        return self.values.get(name, "").strip() or default

    def choice(self, name, options, default):
        value = self.text(name, default)
        if value not in options:
            self.problems.append(f"{name} is {value!r}; it is one of {', '.join(options)}.")
            return default
        return value

    def flag(self, name, default=False):
        value = self.values.get(name)
        if value is None:
            return default
        if value.strip().lower() not in TRUE | FALSE:
            self.problems.append(f"{name} is {value!r}; it is yes or no.")
        return value.strip().lower() in TRUE

    def number(self, name, default, low, high):
        value = self.text(name, str(default))
        if not value.isdecimal() or not low <= int(value) <= high:
            self.problems.append(f"{name} is {value!r}; it is a whole number from {low} to {high}.")
            return default
        return int(value)

    def names(self, name, default=()):
        return [part.strip() for part in self.text(name).split(",") if part.strip()] or list(default)

    def data_dir(self):
        return Path(self.text("DATA_DIR", str(ROOT / "var"))).expanduser().resolve()

    def secret_key(self, is_production, data_dir):
        """Required in production; elsewhere one is made and kept, so that sessions survive a restart."""
        key = self.text("SECRET_KEY")
        if key and len(key) < 50 and is_production:
            self.problems.append("SECRET_KEY is shorter than 50 characters; make a long random one.")
        if key:
            return key
        if is_production:
            self.problems.append("SECRET_KEY is missing; production needs a long random one.")
            return secrets.token_urlsafe(50)
        kept = data_dir / "secret-key"
        if not kept.exists():
            data_dir.mkdir(parents=True, exist_ok=True)
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(60))
        return kept.read_text().strip()

    def database(self, data_dir):
        """The database of DATABASE_URL; SQLite in the data folder without one."""
        url = self.text("DATABASE_URL", f"sqlite:///{data_dir / 'findings.sqlite3'}")
        try:
            found = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
        except ValueError as error:
            self.problems.append(f"DATABASE_URL cannot be understood: {error}")
            found = {"ENGINE": "", "NAME": ""}
        if "sqlite" in found["ENGINE"]:
            return {**found, **sqlite_options(found)}
        if found["ENGINE"] and "postgresql" not in found["ENGINE"]:
            self.problems.append("DATABASE_URL names another engine; SQLite and PostgreSQL are supported.")
        elif found["ENGINE"] and not found["NAME"]:
            self.problems.append("DATABASE_URL names no database; its name stands after the host.")
        return found

    def replicas(self):
        """`{alias: database}` of DATABASE_REPLICA_URLS, from which published pages may be read."""
        found = {}
        for number, url in enumerate(self.names("DATABASE_REPLICA_URLS"), 1):
            try:
                database = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
            except ValueError as error:
                self.problems.append(f"DATABASE_REPLICA_URLS cannot be understood: {error}")
                continue
            if "postgresql" not in database["ENGINE"]:
                self.problems.append("DATABASE_REPLICA_URLS names another engine; replicas are PostgreSQL's.")
            options = {"connect_timeout": 2, **database.get("OPTIONS", {}), "application_name": READING_NAME}
            found[f"replica-{number}"] = {**database, "OPTIONS": options, "TEST": {"MIRROR": "default"}}
        return found

    def caches(self):
        """Finished pages, and counts of what clients ask; in each process, or shared where CACHE_URL names a server."""
        url = self.text("CACHE_URL")
        if url and not url.startswith(("redis://", "rediss://", "unix://")):
            self.problems.append("CACHE_URL cannot be understood; it reads redis://host:6379/0.")
        return {
            "default": cache(url, "default"),
            "pages": cache(url, "pages", 400),
            "rates": cache(url, "rates", 50_000),
        }

    def finish(self):
        if self.problems:
            raise ImproperlyConfigured("The settings are not usable:\n  - " + "\n  - ".join(self.problems))


def cache(url, name, entries=300):
    """One cache; `entries` is the most that a process keeps by itself."""
    if not url:
        backend = "django.core.cache.backends.locmem.LocMemCache"
        return {"BACKEND": backend, "LOCATION": name, "OPTIONS": {"MAX_ENTRIES": entries}}
    options = {
        "serializer": "config.shared_cache.BytesSerializer",
        "socket_timeout": 0.5,
        "socket_connect_timeout": 0.5,
    }
    return {"BACKEND": "config.shared_cache.ForgivingCache", "LOCATION": url, "KEY_PREFIX": name, "OPTIONS": options}


def sqlite_options(found):
    """What SQLite needs to be safe with several writers: without these, concurrent writes are lost.

    Connections are kept: a new one reads the whole schema, which costs several times what a page from the cache does.
    """
    return {
        "CONN_HEALTH_CHECKS": False,  # a file does not go away
        "OPTIONS": {
            **found.get("OPTIONS", {}),
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
