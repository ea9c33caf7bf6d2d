"""What `manage.py doctor` looks at: each check says in a sentence what is well, or what is wrong and what to do."""

import os
import shutil
import stat
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from dashboards.collected_files import are_collected
from dashboards.replicas import Replicas
from findings.data_version.triggers import missing_triggers
from findings.models import DataVersion, SearchEntry, Theme
from findings.reconcile import ledger
from inspections.models import Force, Inspection, Person

ENOUGH_SPACE = 500_000_000
OLDEST_POSTGRESQL = 13
OLDEST_SQLITE = (3, 38)
MOST_DRIFT = 5
SECRET = ("secret-key", "findings.sqlite3", "findings.sqlite3-wal")
REASONS = {
    "Connection refused": "no server listens at the host and port of DATABASE_URL; start it, or mend them",
    "could not translate host name": "the host of DATABASE_URL is not known here",
    "password authentication failed": "it refuses the account or the password of DATABASE_URL",
    "no pg_hba.conf entry": "its pg_hba.conf does not let this machine and account in",
    "does not exist": "it has no such database or account as DATABASE_URL names; make it, or mend the name",
    "unable to open database file": "its file cannot be opened; look at the folder and who owns it",
}
IDENTITY = "SELECT pg_is_in_recovery(), system_identifier FROM pg_control_system()"


@dataclass(frozen=True)
class Result:
    """One check: `well`, `doubtful` (works, and should be looked at) or `wrong`, and a sentence."""

    outcome: str
    sentence: str


def well(sentence):
    return Result("well", sentence)


def doubtful(sentence):
    return Result("doubtful", sentence)


def wrong(sentence):
    return Result("wrong", sentence)


def examine():
    """Every check, in the order in which one would mend; what needs a database is left out where none answers."""
    return [*settings_sound(), *folder_sound(), *database_sound(), cache_keeps(), static_files_there()]


def database_sound():
    """Stops at what makes all that comes after it pointless."""
    for check in (database_answers, migrations_done):
        result = check()
        yield result
        if result.outcome == "wrong":
            return
    yield clock_agrees()
    yield from (*data_complete(), *people_able(), *replicas_follow())


def settings_sound():
    if settings.ENVIRONMENT != "production":
        yield doubtful("ENVIRONMENT is local: fit for this machine, and not for a server that others reach.")
        return
    yield well("ENVIRONMENT is production.")
    if not settings.SITE_ADDRESS:
        yield doubtful(
            "SITE_ADDRESS is empty: links in files name whatever host was asked for. Set the public address."
        )
    if not settings.SECURE_HSTS_SECONDS:
        yield doubtful("HSTS_SECONDS is 0: browsers may come back without https.")


def folder_sound():
    folder = settings.DATA_DIR
    if not folder.is_dir():
        yield wrong(f"The data folder {folder} is missing: run `manage.py prepare`.")
        return
    free = shutil.disk_usage(folder).free
    space = f"{free // 1_000_000:,} MB are free in {folder}"
    yield well(f"{space}.") if free > ENOUGH_SPACE else wrong(f"Only {space}: make room before something fails.")
    if not os.access(folder, os.W_OK):
        yield wrong(f"This account may not write in {folder}: make it the owner, `chown -R` as root.")
    for path in (*(folder / name for name in SECRET), *folder.glob("backups/*")):
        if path.exists() and path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
            yield wrong(f"Everybody on this machine can read {path}: run `chmod o-rwx {path}`.")


def database_answers():
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                return _sqlite(cursor)
            cursor.execute("SHOW server_version_num")
            version = int(cursor.fetchone()[0]) // 10_000
    except DatabaseError as error:
        return wrong(f"The database does not answer ({type(error).__name__}): {_why(error)}.")
    if version < OLDEST_POSTGRESQL:
        return wrong(f"PostgreSQL {version} is too old: {OLDEST_POSTGRESQL} or later is needed.")
    return well(f"PostgreSQL {version} answers.")


def _why(error):
    """What to look at. The error itself is not repeated: it may hold what DATABASE_URL holds."""
    told = str(error)
    return next((advice for words, advice in REASONS.items() if words in told), "check DATABASE_URL and the server")


def _sqlite(cursor):
    cursor.execute("PRAGMA journal_mode")
    (mode,) = cursor.fetchone()
    version = connection.Database.sqlite_version_info
    name = f"SQLite {connection.Database.sqlite_version}"
    if version < OLDEST_SQLITE:
        return wrong(f"{name} is too old: {'.'.join(map(str, OLDEST_SQLITE))} or later is needed.")
    if mode not in ("wal", "memory"):
        return wrong(f"{name} keeps its journal as {mode} and not as WAL: readers will wait for writers.")
    if settings.ENVIRONMENT == "production":
        return doubtful(f"{name} answers; PostgreSQL is the engine for several servers or many writers.")
    return well(f"{name} answers.")


def migrations_done():
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return wrong(f"{len(waiting)} migrations have not been applied: run `manage.py prepare`.")
    return well("Every migration has been applied.")


def clock_agrees():
    """A clock that is off gives wrong dates to what people enter, and to what a deadline says."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT CAST(strftime('%s', 'now') AS INTEGER)")
        else:
            cursor.execute("SELECT EXTRACT(EPOCH FROM clock_timestamp())")
        drift = abs(float(cursor.fetchone()[0]) - time.time())
    if drift > MOST_DRIFT:
        return wrong(f"The clocks of this machine and of the database are {drift:.0f} seconds apart: set them by NTP.")
    return well(f"The clock reads {datetime.now(UTC):%d %B %Y, %H:%M} UTC, and the database agrees.")


def data_complete():
    if not DataVersion.objects.filter(pk=1).exists() or missing_triggers():
        yield wrong("The data version is not kept by the database: run `manage.py migrate`, which makes its triggers.")
    if not Force.objects.exists() or not Theme.objects.exists():
        yield wrong("Reference data is missing: run `manage.py load_reference`.")
    published = list(Inspection.objects.published().select_related("framework"))
    yield well(f"{len(published)} inspections are published.") if published else doubtful("Nothing is published yet.")
    if published and not SearchEntry.objects.filter(inspection__isnull=False).exists():
        yield wrong("The search index is empty: run `manage.py rebuild_search`.")
    for inspection in published:
        failing = sum(line.outcome == "fails" for line in ledger(inspection))
        if failing:
            yield doubtful(f"{failing} equations of {inspection.slug} do not hold: see `manage.py reconcile`.")


def people_able():
    if not Person.objects.filter(is_active=True, is_superuser=True).exists():
        yield doubtful("Nobody can maintain this installation: run `manage.py createsuperuser`.")


def replicas_follow():
    """A replica that does not follow is not read; one of another database would be wrong and is told from ours."""
    for alias in settings.REPLICAS:
        try:
            follows, system = _identity(alias)
            fit = Replicas().is_fit(alias)
        except DatabaseError as error:
            yield doubtful(f"{alias} does not answer ({type(error).__name__}): everybody is read to from the primary.")
            continue
        if system != _identity("default")[1]:
            yield wrong(f"{alias} belongs to another database: mend DATABASE_REPLICA_URLS before somebody reads it.")
        elif not follows:
            yield doubtful(f"{alias} is a server of its own and follows nobody, so it is not read: make it anew.")
        elif not fit:
            yield doubtful(f"{alias} is more than {settings.REPLICA_LAG_SECONDS} seconds behind, so it is not read.")
        else:
            yield well(f"{alias} follows.")


def _identity(alias):
    with connections[alias].cursor() as cursor:
        cursor.execute(IDENTITY)
        return cursor.fetchone()


def cache_keeps():
    probe = caches["pages"]
    probe.set("doctor", b"kept", 30)
    if probe.get("doctor") != b"kept":
        return doubtful("The cache does not keep what is put there: pages are slower, and right. Check CACHE_URL.")
    return well("The cache keeps what is put there.")


def static_files_there():
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        return wrong("The static files have not been collected: run `manage.py prepare`.")
    if not are_collected():
        return doubtful("The static files were collected from others than are here now: run `manage.py prepare`.")
    return well("The static files are there.")
