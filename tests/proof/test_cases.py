"""A million single cases: loaded, shown, sorted and exported without memory growing with them, on both engines. Prints
what it measured.

Everything runs in processes of its own, so that the peak of one is not the peak of another; figures of memory are the
largest resident set of a process, as the system counts it. Times are printed and never asserted.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import cases
from tests.proof.servers import postgres

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.proof
# PROOF_CASES makes it smaller, to see that every part runs; a record in docs/proof.md is of a million.
MANY = int(os.environ.get("PROOF_CASES", "1000000"))
FEW = MANY * 82 // 1_000
SLUG = "invented-1-inspection-0001"
FILTERED = "xlsx?area=missing-children&hmicfrs_grade=good&sample=joint"
MEGABYTE = 1024  # the system counts in kilobytes
# As an analyst asks: pages, their queries, the steps of SQLite's machine, and files drained portion by portion.
ASK = """
import json, sys
import django; django.setup()
from django.conf import settings; settings.ALLOWED_HOSTS.append("testserver")
plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment
from django.contrib.auth.models import Permission
from findings.models import AuditedCase
from inspections.models import Person
person, _ = Person.objects.get_or_create(username="analyst")
person.user_permissions.add(Permission.objects.get(codename="view_auditedcase"))
setup_test_environment()
client = Client(); client.force_login(person)
found = {}
if sys.argv[1] == "pages":
    last = AuditedCase.objects.order_by("-pk").values_list("pk", flat=True)[60]
    filtered = "area=missing-children&hmicfrs_grade=good"
    asked = {"first": "", "deep": f"after={last}", "filtered": filtered}
    asked |= {"reference": f"sort=reference&after={last}", "disagreement": f"sort=-disagreement&after={last}"}
    for name, query in asked.items():
        client.get(f"/cases/?{query}")
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/cases/?{query}")
        assert response.status_code == 200
        found[name] = {"queries": len(queries), "rows": len(response.context["page"].rows)}
    found["total"] = client.get("/cases/").context["page"].total
    page = client.post("/cases/look-up/", {"reference": "INV-000077"}).context["page"]
    found["looked up"] = [row["reference"] for row in page.rows][:1]
else:
    response = client.get(f"/cases.{sys.argv[1]}")
    found["bytes"] = sum(len(part) for part in response.streaming_content)
print(json.dumps(found))
"""


# A process of its own between this one and what is measured: the system counts the size of whoever starts a program as
# the program's, and this one is large.
APART = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[2:])
open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(done.returncode)
"""


def measured(place, *arguments):
    """Runs Python in a process of its own; returns what it printed, its peak memory in MB, and the seconds it took."""
    folder, database = place
    environment = {
        **os.environ,
        "DATA_DIR": str(folder),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    started = time.monotonic()
    command = [sys.executable, "-c", APART, str(folder / "peak"), sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2_000:]
    return done.stdout, int((folder / "peak").read_text()) / MEGABYTE, time.monotonic() - started


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request):
    """`database(number)`: the address of a database for so many cases; empty for SQLite."""
    if request.param == "sqlite":
        yield lambda number: ""
        return
    cluster = postgres()

    def database(number):
        cluster.ask(f"CREATE DATABASE cases_{number}")
        return cluster.url_of(f"cases_{number}")

    yield database
    cluster.remove()


@pytest.fixture(scope="module")
def loads(engine, tmp_path_factory):
    """Two databases, with few and with many cases, and what loading them took."""
    found = {}
    for number in (FEW, MANY):
        folder = tmp_path_factory.mktemp(f"cases-{number}")
        place = folder, engine(number)
        for command in (["migrate", "-v0"], ["load_reference", "-v0"]):
            measured(place, "manage.py", *command)
        demo = ("--cases", "0", "--inspections", "12", "--findings", "0")
        measured(place, "manage.py", "generate_demo", *demo, "-v0")
        file = cases.csv_file(folder / "cases.csv", cases.rows(number))
        said, peak, seconds = measured(place, "manage.py", "load_cases", str(file), "--inspection", SLUG)
        assert f"{number:,} added" in said
        print(f"\n{place[1] or 'sqlite'}: load of {number:,} cases: {seconds:.0f} s, peak {peak:.0f} MB")
        found[number] = place, peak, file
    return found


def test_loading_a_million_takes_bounded_memory(loads):
    few, many = loads[FEW][1], loads[MANY][1]
    assert many <= 300
    assert many - few <= 40


def test_loading_the_same_million_again_writes_nothing(loads):
    place, _, file = loads[MANY]
    said, peak, seconds = measured(place, "manage.py", "load_cases", str(file), "--inspection", SLUG)
    print(f"\nthe same {MANY:,} cases again: {seconds:.0f} s, peak {peak:.0f} MB")
    assert "nothing was written" in said
    assert peak <= 300


def test_pages_take_as_many_queries_at_a_million(loads):
    few, many = (json.loads(measured(loads[number][0], "-c", ASK, "pages")[0]) for number in (FEW, MANY))
    print(f"\npages at {FEW:,}: {few}\npages at {MANY:,}: {many}")
    assert (few.pop("total"), many.pop("total")) == (FEW, MANY)
    assert few == many
    assert many.pop("looked up") == ["INV-000077"]
    assert all(page["rows"] == 50 and page["queries"] <= 14 for page in many.values())


def test_a_workbook_of_a_million_is_read_in_bounded_memory(loads):
    """Read, checked and compared with what is there; writing is as from CSV."""
    found = {}
    for number in (FEW, MANY):
        place = loads[number][0]
        file = cases.large_workbook(place[0] / "cases.xlsx", cases.rows(number))
        said, peak, seconds = measured(place, "manage.py", "load_cases", str(file), "--inspection", SLUG, "--dry-run")
        assert f"{number:,} unchanged" in said
        print(f"\nworkbook of {number:,} cases: {seconds:.0f} s, peak {peak:.0f} MB")
        found[number] = peak
    assert found[MANY] <= 300
    assert found[MANY] - found[FEW] <= 40


def test_a_workbook_of_filtered_cases_takes_bounded_memory(loads):
    """As many rows as a workbook may have, out of a million, against a tenth of them out of few."""
    found = {number: measured(loads[number][0], "-c", ASK, FILTERED) for number in (FEW, MANY)}
    for number, (said, peak, seconds) in found.items():
        print(f"\n{FILTERED} of {number:,} cases: {said.strip()}, {seconds:.0f} s, peak {peak:.0f} MB")
    assert found[MANY][1] - found[FEW][1] <= 40
    assert json.loads(found[MANY][0])["bytes"] > 5 * json.loads(found[FEW][0])["bytes"]


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_files_of_a_million_take_bounded_memory(loads, ending):
    found = {number: measured(loads[number][0], "-c", ASK, ending) for number in (FEW, MANY)}
    for number, (said, peak, seconds) in found.items():
        print(f"\n{ending} of {number:,} cases: {said.strip()}, {seconds:.0f} s, peak {peak:.0f} MB")
    assert found[MANY][1] - found[FEW][1] <= 16
    assert json.loads(found[MANY][0])["bytes"] > 10 * json.loads(found[FEW][0])["bytes"]
