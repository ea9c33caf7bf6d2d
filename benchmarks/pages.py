"""CPU of a request as a ratio to the floor, a view of one line under the same settings, middleware and gunicorn.

Usage: python benchmarks/pages.py [--cases 82000] [--pairs 5] [--requests 40] [--peers]

Makes invented data in a folder of its own (kept in --folder for the next run), starts gunicorn with two workers of four
threads, and asks for each page and for the floor in turn: A B A B. Printed are medians of the pairs' ratios; what does
not vary (SQL statements, Python calls, bytes) is counted by `invariants.py`. --peers installs Datasette into an
environment of its own and asks it for the same rows of the same SQLite file.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.processes import ROOT, Server, cost  # noqa: E402

FORCE = "invented-force-1"
SIGN_IN = """
from importlib import import_module
from django.conf import settings
from django.contrib.auth import login
from django.test import RequestFactory
from inspections.models import Force, Person
person, _ = Person.objects.get_or_create(username="benchmark", defaults={"is_superuser": True})
request = RequestFactory().get("/")
request.session = session = import_module(settings.SESSION_ENGINE).SessionStore()
login(request, person, "django.contrib.auth.backends.ModelBackend")
session.save()
force = Force.objects.filter(is_demo=True).order_by("slug").first()
inspection = force.inspections.published().first()
print(session.session_key, force.slug, inspection.slug)
"""
GZIP = {"Accept-Encoding": "gzip"}


def django(environment, *arguments, **options):
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True, text=True, **options)
    return done.stdout


def prepare(folder, cases):
    """An installation with invented data of this size; returns its environment and names to ask for."""
    environment = {"DATA_DIR": str(folder), "DATABASE_URL": os.environ.get("DATABASE_URL", ""), "LOG_LEVEL": "ERROR"}
    environment |= {"DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
    folder.mkdir(parents=True, exist_ok=True)
    django(environment, "migrate", "-v0")
    if not (folder / "ready").exists():
        django(environment, "load_reference", "-v0")
        django(environment, "generate_demo", "--cases", str(cases), "--inspections", "40", "--findings", "2000")
        (folder / "ready").touch()
    django(environment, "collectstatic", "-v0", "--no-input")
    names = django(environment, "shell", "-v0", "-c", SIGN_IN, stdout=subprocess.PIPE).split()
    return environment, *names


def addresses(force, inspection):
    """What is measured: `(name, address, with an account)`."""
    return [
        ("single cases, 50 rows, filtered", f"/cases/?force={force}&size=50", True),
        ("single cases, 50 rows, all", "/cases/?size=50", True),
        ("case grades, 50 rows, filtered", f"/case-grades/?force={force}&size=50", False),
        ("findings, 50 rows", "/findings/?size=50", False),
        ("case grades as JSON, 100 rows", "/api/v1/case-grades/?size=100", False),
        ("dashboard of one force", f"/forces/{force}/", False),
        ("one inspection", f"/inspections/{inspection}/", False),
        ("overview of all forces", "/", False),
        ("areas of all forces", "/areas/", False),
        ("search, a word found everywhere", "/search/?q=invented", False),
    ]


def ratio(server, path, headers, floor_headers, pairs, requests):
    """The median over A B A B pairs of CPU per request against the floor's."""
    server.get(path, headers)
    found = []
    for _ in range(pairs):
        page = cost(server, path, headers, requests)
        found.append(page / cost(server, "/floor/", floor_headers, requests * 4))
    return statistics.median(found)


def measure_pages(environment, key, force, inspection, options):
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py"]
    cookie = {"Cookie": f"sessionid={key}"}
    pages = addresses(force, inspection)
    counted = _counted(environment, key, pages)
    server = Server(gunicorn, {**environment, "PAGE_CACHE": "no"}, "/livez")
    print(f"{'page, not cached':40} {'x floor':>8} {'SQL':>5} {'calls':>8} {'KB':>6}")
    for name, path, has_account in pages:
        headers = GZIP | (cookie if has_account else {})
        times = ratio(server, path, headers, GZIP, options.pairs, options.requests)
        line = counted[path]
        print(f"{name:40} {times:8.1f} {line['sql']:5} {line['calls']:8,} {line['bytes'] / 1000:6.1f}", flush=True)
    signed_in = ratio(server, "/floor/", GZIP | cookie, GZIP, options.pairs, options.requests * 4)
    print(f"{'the floor, signed in':40} {signed_in:8.1f}")
    print(f"{'memory of all processes, MB':40} {server.memory():8.0f}")
    server.stop()
    server = Server(gunicorn, environment, "/livez")
    path = f"/forces/{force}/"
    held = GZIP | {"If-None-Match": server.get(path, GZIP)[2]["ETag"]}
    for name, headers in (("dashboard of one force, from the cache", GZIP), ("the same, unchanged (304)", held)):
        times = ratio(server, path, headers, GZIP, options.pairs, options.requests * 4)
        print(f"{name:40} {times:8.1f}", flush=True)
    return server


def _counted(environment, key, pages):
    lines = {}
    for has_account in (True, False):
        paths = [path for _, path, with_account in pages if with_account == has_account]
        session = ["--session", key] if has_account else []
        command = [sys.executable, "benchmarks/invariants.py", *session, *paths]
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **environment}, check=True, text=True, stdout=subprocess.PIPE
        )
        for line in map(json.loads, done.stdout.splitlines()):
            if line["status"] != 200:
                raise SystemExit(f"{line['address']} answers {line['status']}")
            lines[line["address"]] = line
    return lines


def measure_peer(server, folder, options):
    """Datasette at its best and as it comes, upon the same file and for the same rows."""
    place = folder / "datasette"
    python = place / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "datasette"], check=True)
    file = folder / "findings.sqlite3"
    rows = "/findings/findings_auditedcase.json?_size=50&force_id=1"
    best = ["--setting", "suggest_facets", "off", "--immutable", str(file)]
    for name, arguments, query in (
        ("Datasette at its best, 50 rows as JSON", best, "&_nocount=1&_nofacet=1"),
        ("Datasette as it comes, 50 rows as a page", [str(file)], None),
    ):
        path = rows + query if query else rows.replace(".json", "")
        peer = Server([str(python), "-m", "datasette", "serve", "-p", "{port}", *arguments], ready="/-/versions.json")
        peer.get(path)
        found = []
        for _ in range(options.pairs):
            theirs = cost(peer, path, {"Connection": "close"}, options.requests)
            found.append(theirs / cost(server, "/floor/", GZIP, options.requests * 4))
        print(f"{name:40} {statistics.median(found):8.1f}", flush=True)
        peer.stop()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=82_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--requests", type=int, default=40)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    folder = (options.folder or ROOT / "var" / f"benchmark-{options.cases}").resolve()
    environment, key, force, inspection = prepare(folder, options.cases)
    engine = "PostgreSQL" if environment["DATABASE_URL"] else "SQLite"
    print(
        f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {engine}, ",
        end="",
    )
    print(f"{options.cases:,} invented cases; medians of {options.pairs} pairs\n")
    server = measure_pages(environment, key, force, inspection, options)
    if options.peers and engine == "SQLite":
        measure_peer(server, folder, options)
    server.stop()


if __name__ == "__main__":
    main()
