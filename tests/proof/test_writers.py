"""Fifty writers at once, on both engines: no row is lost, and the longest wait is printed.

They write without a pause, which no fifty people do. SQLite lets one in after the other and is not fair: whoever is not
let in within twenty seconds is refused, asks again as a page tells its reader to, and is counted.
"""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.installation import ROOT

pytestmark = pytest.mark.proof
PROCESSES, THREADS, WRITES = 5, 10, 4
# As a worker of the service writes: threads, each with a connection of its own; they begin together. Every other one
# stores row and search entries in two steps, as a plain save does.
WRITE = f"""
import json, sys, time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from threading import Barrier
import django; django.setup()
from django.db import OperationalError, connection, transaction
from findings.models import GlossaryTerm
gate = Barrier({THREADS})

def write(thread):
    gate.wait()
    longest = refused = 0
    for number in range({WRITES}):
        name = f"writer-{{sys.argv[1]}}-{{thread}}-{{number}}"
        term = GlossaryTerm(slug=name, term=name, definition="invented")
        began = time.monotonic()
        while True:
            try:
                with transaction.atomic() if thread % 2 else nullcontext():
                    term.save()
                break
            except OperationalError:
                refused += 1
        longest = max(longest, time.monotonic() - began)
    connection.close()
    return longest, refused

with ThreadPoolExecutor({THREADS}) as pool:
    print(json.dumps(list(pool.map(write, range({THREADS})))))
"""
INDEXED = """
from findings.models import SearchEntry
print(SearchEntry.objects.filter(kind="glossary", key__startswith="writer-").count())
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
        told = [pair for pairs in pool.map(write, range(PROCESSES)) for pair in pairs]
    longest, refused = max(wait for wait, _ in told), sum(times for _, times in told)
    rows = PROCESSES * THREADS * WRITES
    print(f"\n{len(told)} writers on {place.engine}: {rows} rows, longest wait {longest:.1f} s, {refused} asked again")
    assert place.contents()["findings_glossaryterm"][0] == before + rows
    indexed = place.do("shell", "-v0", "-c", INDEXED)
    assert indexed.split() == [str(rows)]
