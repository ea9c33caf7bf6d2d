"""A worker that is killed in the middle, for real: no half result, no process left over, and the job is read anew."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from findings.actions.reading_jobs import start
from tests.findings.readers.report.pdf_bytes import pdf_of
from tests.people import somebody

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]


def until(asked, seconds=60):
    end = time.monotonic() + seconds
    while not (found := asked()):
        assert time.monotonic() < end
        time.sleep(0.05)
    return found


def test_a_worker_killed_in_the_middle_leaves_nothing_half_done(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("the same statements; here the database of the test is copied to a file")
    start(pdf_of([["word " * 40] * 18] * 30), "long.pdf", by=somebody("editor"))
    file = tmp_path / "copy.sqlite3"
    file.write_bytes(connection.connection.serialize())

    def asked(sql):
        with closing(sqlite3.connect(file, timeout=20, isolation_level=None)) as other:
            return other.execute(sql).fetchone()

    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{file}", "DATA_DIR": str(tmp_path)}
    command = [sys.executable, "manage.py", "work"]
    quiet = {"cwd": ROOT, "env": environment, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, **quiet) as worker:
        until(lambda: asked("SELECT pk FROM (SELECT id AS pk, percent FROM findings_readingjob) WHERE percent > 0"))
        children = Path(f"/proc/{worker.pid}/task").glob("*/children")
        apart = [int(pid) for listed in children for pid in listed.read_text().split()]
        worker.send_signal(signal.SIGKILL)
    assert asked("SELECT state, attempts FROM findings_readingjob") == ("running", 1)
    assert asked("SELECT count(*) FROM findings_readingresult") == (0,)
    assert len(apart) == 1
    until(lambda: not Path(f"/proc/{apart[0]}/cmdline").exists() or not Path(f"/proc/{apart[0]}/cmdline").read_bytes())
    asked("UPDATE findings_readingjob SET heartbeat = '2020-01-01 12:00:00'")
    assert subprocess.run([*command, "--once"], **quiet).returncode == 0
    state, attempts, message = asked("SELECT state, attempts, message FROM findings_readingjob")
    assert (state, attempts) == ("refused", 2), message  # words and words: no report
