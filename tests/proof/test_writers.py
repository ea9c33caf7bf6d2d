"""Fifty writers at once, on both engines: every row that was acknowledged is there, and the longest wait is printed."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.installation import ROOT

pytestmark = pytest.mark.proof
PROCESSES, THREADS, WRITES = 5, 10, 12
# As a worker of the service writes: threads, each with a connection of its own; they begin together.
WRITE = f"""
import json, sys, time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
import django; django.setup()
from django.db import connection, transaction
from findings.models import GlossaryTerm
gate = Barrier({THREADS})

def write(thread):
    gate.wait()
    longest = 0
    for number in range({WRITES}):
        name = f"writer-{{sys.argv[1]}}-{{thread}}-{{number}}"
        began = time.monotonic()
        with transaction.atomic():
            GlossaryTerm.objects.create(slug=name, term=name, definition="invented")
        longest = max(longest, time.monotonic() - began)
    connection.close()
    return longest

with ThreadPoolExecutor({THREADS}) as pool:
    print(json.dumps(max(pool.map(write, range({THREADS})))))
"""


def test_fifty_writers_lose_nothing(make):
    place = make("writers")
    place.do("migrate", "-v0")
    before = place.contents()["findings_glossaryterm"][0]
    settings = {**place.environment, "DJANGO_SETTINGS_MODULE": "config.settings"}

    def write(process):
        command = [sys.executable, "-c", WRITE, str(process)]
        done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    with ThreadPoolExecutor(PROCESSES) as pool:
        longest = max(pool.map(write, range(PROCESSES)))
    rows = PROCESSES * THREADS * WRITES
    print(f"\n{PROCESSES * THREADS} writers on {place.engine}: {rows} rows, the longest wait for one {longest:.2f} s")
    assert place.contents()["findings_glossaryterm"][0] == before + rows
