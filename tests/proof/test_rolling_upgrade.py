"""Two servers of the release before are brought to today's code one after the other, while people read and write."""

import csv
import io
import re
import subprocess
import sys
import time
import urllib.request
from collections import Counter

import pytest

from benchmarks.processes import ROOT
from tests.proof.readers import Readers
from tests.proof.servers import Nginx, Service, ask, installation, postgres

pytestmark = pytest.mark.proof
# The last commit of release 0.1.0: its migrations end before those of today.
RELEASE, COMMIT = "0.1.0", "6686cd0"
FIGURES = "/case-grades.csv"
ADD_TERM = """
import django; django.setup()
from findings.models import GlossaryTerm, Theme
GlossaryTerm.objects.create(slug="in-between", term="In between", definition="Written by old code in a new database.")
Theme.objects.create(slug="in-between", name="In between", definition="The same.", order=900, group="other")
"""


@pytest.fixture
def old(tmp_path):
    """The code of the release before, with the packages that it pins."""
    code, packages = tmp_path / "old", tmp_path / "packages"
    code.mkdir()
    told = subprocess.run(["git", "archive", COMMIT], cwd=ROOT, capture_output=True)
    if told.returncode:
        pytest.skip(f"the code of release {RELEASE} is not in the history here: {told.stderr.decode().strip()}")
    subprocess.run(["tar", "-x", "-C", code], input=told.stdout, check=True)
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-input", "--require-hashes", "--no-deps"]
    command += ["--target", str(packages), "-r", str(code / "requirements.txt")]
    if subprocess.run(command, capture_output=True).returncode:
        pytest.skip(f"the packages of release {RELEASE} cannot be had")
    return code, {"PYTHONPATH": str(packages)}


@pytest.fixture
def two_old_servers(old, tmp_path):
    code, packages = old
    database = postgres()
    servers, nginx = [], None
    try:
        (tmp_path / "data").mkdir()
        environment = installation(tmp_path / "data", database.url, code, packages)
        servers = [Service(environment, code), Service(environment, code)]
        nginx = Nginx(tmp_path, [server.port for server in servers])
        yield servers, f"http://127.0.0.1:{nginx.port}", environment
    finally:
        if nginx:
            nginx.stop()
        for server in servers:
            server.kill()
        database.remove()


def test_servers_are_brought_to_a_new_release_one_after_the_other(two_old_servers, old):
    servers, base, environment = two_old_servers
    today = {**environment}
    del today["PYTHONPATH"]
    before, readers = figures(base), Readers(base)
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=today, check=True, capture_output=True)
    time.sleep(3)
    assert figures(base) == before, "old servers upon the new database say what they said"
    writes_with_old_code(old[0], environment)
    shown = Counter()
    for server in servers:
        server.stop()
        server.root, server.environment = ROOT, {**today, "PORT": str(server.port)}
        server.start()
        shown.update(looked_at(base))
        assert figures(base) == before
    statuses = readers.stop()
    print(
        f"\n{sum(statuses.values())} requests during the upgrade: {dict(statuses)}, {readers.slowest:.1f} s the slowest"
    )
    print(f"files that pages name: {dict(shown)}")
    assert set(statuses) == {200}
    assert statuses[200] > 50
    assert set(shown) == {200}, "a file that a page names is found, whichever of the two is asked"


def figures(base):
    """What every case audit says, by its place; columns that a release adds are not looked at."""
    with urllib.request.urlopen(base + FIGURES, timeout=60) as answer:
        rows = csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig")))
        names = ("inspection", "assessor", "sample", "area", "grade", "grade_to", "cases", "of", "printed")
        found = sorted(tuple(row[name] for name in names) for row in rows)
    assert found
    return found


def looked_at(base, times=12):
    """The statuses of the files that pages name, asked for as a browser does: from whichever server answers."""
    for _ in range(times):
        with urllib.request.urlopen(f"{base}/glossary/", timeout=30) as answer:
            text = answer.read().decode()
        for address in set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', text)):
            yield ask(base + address)


def writes_with_old_code(code, environment):
    """Old code upon the new database writes too: what it does not know of may be empty."""
    run = {**environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run([sys.executable, "-c", ADD_TERM], cwd=code, env=run, check=True, capture_output=True)
