"""Two workers on one database, one of them killed while it reads: each report is read once, and none by half."""

import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing

import pytest

from tests.installation import ROOT

pytestmark = pytest.mark.proof
SHORT = 8
SEND = f"""
import django; django.setup()
from findings.actions import reading_jobs
from tests.findings.reading.sent import REPORT
from tests.findings.readers.report.pdf_bytes import pdf_of
from tests.people import somebody
reading_jobs.MOST_OPEN = 100
person = somebody("editor")
for number in range({SHORT}):
    if number in (0, 1):
        reading_jobs.start(pdf_of([["word " * 40] * 18] * 40), f"long-{{number}}.pdf", by=person)
    else:
        reading_jobs.start(REPORT, f"report-{{number}}.txt", by=person)
"""


@pytest.fixture(scope="module")
def place(make):
    place = make("workers")
    for command in (["migrate", "-v0"], ["load_reference", "-v0"], ["sync_roles", "-v0"]):
        place.do(*command)
    sent = place.python("-c", SEND)
    assert sent.returncode == 0, sent.stderr
    return place


def asked(place, sql):
    with closing(place.connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute(sql)
        found = cursor.fetchall() if cursor.description else []
        connection.commit()
        return found


def until(is_so, what, seconds=120):
    end = time.monotonic() + seconds
    while not (found := is_so()):
        assert time.monotonic() < end, what
        time.sleep(0.05)
    return found


def worker(place, *more):
    command = [sys.executable, "manage.py", "work", *more]
    return subprocess.Popen(command, cwd=ROOT, env=place.environment, stderr=subprocess.DEVNULL)


def test_two_workers_share_the_queue_and_one_that_is_killed_leaves_its_job_to_be_read_anew(place):
    running = "SELECT name, lease FROM findings_readingjob WHERE state = 'running' AND percent > 0"
    with worker(place) as first, worker(place) as second:
        held = until(lambda: len(rows := asked(place, running)) == 2 and rows, "both hold a job")
        assert {name for name, _ in held} == {"long-0.pdf", "long-1.pdf"}
        assert len({lease for _, lease in held}) == 2
        first.send_signal(signal.SIGKILL)
        first.wait()
        assert asked(place, "SELECT count(*) FROM findings_readingresult") == [(0,)]
        ended = "SELECT count(*) FROM findings_readingjob WHERE state IN ('done', 'refused')"
        until(lambda: asked(place, ended)[0][0] == SHORT - 1, "the other reads all but the job of the killed one")
        assert asked(place, "SELECT count(*) FROM findings_readingjob WHERE state = 'running'") == [(1,)]
        asked(place, "UPDATE findings_readingjob SET heartbeat = '2020-01-01 12:00:00+00:00' WHERE state = 'running'")
        until(lambda: asked(place, ended)[0][0] == SHORT, "the job of the killed one is taken back")
        second.terminate()
        assert second.wait() == 0
    rows = asked(place, "SELECT name, state, attempts FROM findings_readingjob ORDER BY name")
    assert {name: state for name, state, _ in rows if name.startswith("long")} == dict.fromkeys(
        ("long-0.pdf", "long-1.pdf"), "refused"
    )  # words and words: no report
    assert {state for name, state, _ in rows if name.startswith("report")} == {"done"}
    assert Counter(attempts for _, _, attempts in rows) == {1: SHORT - 1, 2: 1}
    assert asked(place, "SELECT count(*) FROM findings_readingresult") == [(SHORT - 2,)]
    assert asked(place, "SELECT count(*) FROM inspections_inspection") == [(0,)]
