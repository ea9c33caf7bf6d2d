"""An installation with invented data to measure: of one size, on one engine, kept for the next run."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

from benchmarks.processes import ROOT

# Both sizes have as many inspections and findings, so that what differs between them is the number of cases alone.
INSPECTIONS, FINDINGS = 400, 20_000
NAMES = """
from importlib import import_module
from django.conf import settings
from django.contrib.auth import login
from django.test import RequestFactory
from findings.models import AuditedCase
from inspections.models import Force, Person
person, _ = Person.objects.get_or_create(username="benchmark", defaults={"is_superuser": True, "is_staff": True})
request = RequestFactory().get("/")
request.session = session = import_module(settings.SESSION_ENGINE).SessionStore()
login(request, person, settings.AUTHENTICATION_BACKENDS[-1])
session.save()
force = Force.objects.filter(is_demo=True).order_by("slug").first()
inspection = force.inspections.published().first()
cases = AuditedCase.objects.filter(force=force).order_by("-pk").values_list("pk", flat=True)
print(session.session_key, force.slug, inspection.slug, force.pk, cases[60], cases.count())
"""


@dataclass(frozen=True)
class Installation:
    """`key` is the session of somebody who may see everything; `deep` a case shortly before the force's last."""

    engine: str
    cases: int
    folder: object
    environment: dict
    beside: tuple
    key: str
    force: str
    inspection: str
    force_pk: int
    deep: int
    of_force: int

    @property
    def cookie(self):
        return {"Cookie": f"sessionid={self.key}"}

    @property
    def file(self):
        """The SQLite database."""
        return self.folder / "findings.sqlite3"


def run(environment, *arguments, program="manage.py", **options):
    """What a command of the project prints."""
    command = [sys.executable, program, *arguments]
    options = {"stdout": subprocess.PIPE, **options}
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True, text=True, **options)
    return done.stdout


def environment_of(folder, database_url=""):
    return {
        "DATA_DIR": str(folder),
        "DATABASE_URL": database_url,
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "PYTHONPATH": str(ROOT),
    }


def prepare(folder, cases, cluster=None):
    """The installation of this size in `folder`: on SQLite, or in a database of `cluster`."""
    engine = "PostgreSQL" if cluster else "SQLite"
    folder = folder / f"{engine.lower()}-{cases}"
    folder.mkdir(parents=True, exist_ok=True)
    url = ""
    if cluster:
        name = f"findings_{cases}"
        url = cluster.url_of(name)
        if not cluster.ask(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            (folder / "ready").unlink(missing_ok=True)
            cluster.ask(f"CREATE DATABASE {name}")
    environment = environment_of(folder, url)
    run(environment, "migrate", "-v0")
    if not (folder / "ready").exists():
        run(environment, "load_reference", "-v0")
        sizes = ("--cases", str(cases), "--inspections", str(INSPECTIONS), "--findings", str(FINDINGS))
        run(environment, "generate_demo", *sizes, stderr=subprocess.DEVNULL)
        (folder / "ready").touch()
    if cluster:
        cluster.run(f"vacuumdb -h 127.0.0.1 -p {cluster.port} -U postgres -qz {name}")
    run(environment, "collectstatic", "-v0", "--no-input")
    key, force, inspection, *numbers = run(environment, "shell", "-v0", "-c", NAMES).split()
    beside = (cluster,) if cluster else ()
    return Installation(engine, cases, folder, environment, beside, key, force, inspection, *map(int, numbers))


def counted(installation, addresses, session=False):
    """What does not vary, by address: SQL statements, Python calls, steps of SQLite's machine, bytes."""
    key = ("--session", installation.key) if session else ()
    lines = run(installation.environment, *key, *addresses, program="benchmarks/invariants.py").splitlines()
    found = {line["address"]: line for line in map(json.loads, lines)}
    for address, line in found.items():
        if line["status"] != 200:
            raise SystemExit(f"{address} answers {line['status']}")
    return found
