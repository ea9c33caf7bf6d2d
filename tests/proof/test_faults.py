"""Loads that are killed, and many writers at once: nothing is half-written and nothing is lost.

Each test has a database of its own in a temporary folder, so that processes can be killed without harm.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests import synthetic

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.proof
FINDINGS = 3000
WRITERS, WRITES = 10, 12


@pytest.fixture
def place(tmp_path):
    """A data folder with a migrated database, and the environment that points to it."""
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": ""}
    for command in ("migrate", "load_reference"):
        subprocess.run(
            [sys.executable, "manage.py", command], cwd=ROOT, env=environment, check=True, capture_output=True
        )
    return tmp_path, environment


def large_document(slug="cumbria-2020"):
    """A document that takes a few seconds to load."""
    return synthetic.as_yaml(
        synthetic.document(
            slug,
            inspection={"force": "cumbria"},
            findings=[
                synthetic.finding(f"finding-{number}", areas=["section-47", "missing-children"])
                for number in range(FINDINGS)
            ],
        )
    )


def count(folder, table):
    with sqlite3.connect(folder / "findings.sqlite3") as database:
        return database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]


def test_a_killed_load_leaves_nothing_behind_and_a_rerun_succeeds(place):
    folder, environment = place
    file = folder / "large.yaml"
    file.write_text(large_document())
    command = [sys.executable, "manage.py", "load_documents", str(file)]
    killed = 0
    for delay in sorted(random.Random(5).uniform(0.8, 3.0) for _ in range(6)):
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        assert count(folder, "findings_finding") in (0, FINDINGS)
        assert count(folder, "inspections_inspection") in (0, 1)
    assert killed
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    assert count(folder, "findings_finding") == FINDINGS


def test_many_writers_lose_nothing_on_sqlite(place):
    """Ten processes add rows to one file at once; every row that was acknowledged is there."""
    folder, environment = place
    script = (
        "import django; django.setup()\n"
        "from findings.models import GlossaryTerm\n"
        "import sys\n"
        f"for number in range({WRITES}):\n"
        "    name = f'writer-{sys.argv[1]}-{number}'\n"
        "    GlossaryTerm.objects.create(slug=name, term=name, definition='invented')\n"
    )
    settings = {**environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
    before = count(folder, "findings_glossaryterm")

    def write(writer):
        started = time.monotonic()
        subprocess.run([sys.executable, "-c", script, str(writer)], cwd=ROOT, env=settings, check=True)
        return time.monotonic() - started

    with ThreadPoolExecutor(WRITERS) as pool:
        longest = max(pool.map(write, range(WRITERS)))
    print(f"the slowest of {WRITERS} writers took {longest:.1f} seconds for {WRITES} rows")
    assert count(folder, "findings_glossaryterm") == before + WRITERS * WRITES
