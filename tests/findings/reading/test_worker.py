"""The worker: what was sent is read apart; whatever a file or a killed worker does, nothing else is harmed."""

import re
import sys
import threading
import zlib
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from findings.actions import reading_jobs
from findings.actions.refusal import NotAllowedError, RefusedError
from findings.documents.yaml_form import write_text
from findings.models import ReadingJob, ReadingResult
from findings.readers.report.extract import extract
from findings.readers.report.read import read_report
from findings.reading import apart, queue
from findings.reading.apart import Limits, read_apart
from findings.reading.worker import work
from findings.store.reader_vocabulary import reader_vocabulary
from tests.findings.readers.report.pdf_bytes import pdf_of
from tests.findings.reading.sent import REPORT
from tests.people import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return somebody("editor")


def sent(content, editor, name="report.txt"):
    return reading_jobs.start(content, name, by=editor)


def worked(job, **limits):
    work(threading.Event(), once=True, limits=Limits(**limits))
    job.refresh_from_db()
    return job


def test_what_is_sent_is_read_as_the_command_reads_it(editor):
    job = worked(sent(REPORT, editor))
    assert (job.state, job.attempts, job.percent, job.lease) == ("done", 1, 100, "")
    reading = read_report(extract(REPORT, "report.txt"), reader_vocabulary())
    assert job.result.document == write_text(reading.document)
    assert job.result.missing == list(reading.missing)
    assert [one["path"] for one in job.result.values] == [one.path for one in reading.values]
    assert len(job.result.doubts) == len(reading.doubts)
    text = REPORT.decode().split("\n")
    assert [line for line, _ in job.result.lines] == text


@pytest.mark.parametrize("name", ["report.pdf", "report.xlsx", "report"])
def test_the_name_of_a_file_says_nothing(editor, name):
    assert worked(sent(REPORT, editor, name)).state == "done"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Dear all, the lamps are lit. We hold a party on Friday.", "."),
        (b"PK\x03\x04 and so on", "neither a PDF nor text"),
        (b"%PDF-1.4\nnothing of the kind", "The PDF is broken"),
        (pdf_of([[]]), "."),
    ],
)
def test_what_is_no_report_is_refused_with_a_sentence(editor, content, sentence):
    job = worked(sent(content, editor, "report.pdf"))
    assert job.state == "refused"
    assert sentence in job.message
    assert not ReadingResult.objects.exists()


def bomb(size):
    """A PDF of a few kilobytes whose one page unpacks to this many bytes."""
    packed = zlib.compress(b"0 " * (size // 2), 9)
    made = pdf_of([["x"]])
    start = made.index(b"<< /Length", made.index(b"5 0 obj"))
    stop = made.index(b"endstream", start)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
    return made[:start] + head + packed + b"\n" + made[stop:]


def test_a_file_that_unpacks_without_end_costs_its_own_job(editor):
    harmful, good = sent(bomb(500_000_000), editor), sent(REPORT, editor)
    assert harmful.size < 1_000_000
    worked(harmful, memory=400_000_000, seconds=20)
    assert harmful.state == "failed"
    assert "400 MB of memory" in harmful.message
    good.refresh_from_db()
    assert good.state == "done"


def endless(monkeypatch, code):
    monkeypatch.setattr(apart.read_apart, "__kwdefaults__", {"limits": None, "command": (sys.executable, "-c", code)})


def test_a_file_that_is_read_without_end_is_stopped(editor):
    heavy = pdf_of([["word " * 100] * 18] * 60)
    job = worked(sent(heavy, editor), seconds=1)
    assert job.state == "failed"
    assert "more than 1 seconds of the processor" in job.message


def test_one_that_only_sleeps_is_stopped_by_the_clock(editor, monkeypatch):
    endless(monkeypatch, "import time; time.sleep(60)")
    assert "more than 1 seconds and was stopped" in worked(sent(REPORT, editor), clock=1).message


@pytest.mark.parametrize("code", ["import os; os._exit(3)", "print('x' * 5000)"])
def test_one_that_ends_without_an_answer_fails_with_a_sentence(editor, monkeypatch, code):
    endless(monkeypatch, code)
    assert "ended without an answer" in worked(sent(REPORT, editor), answer=2_000).message


def test_the_process_apart_knows_no_secrets(monkeypatch):
    code = "import json, os, sys; sys.stdin.buffer.readline(); print(json.dumps({'refused': repr(dict(os.environ))}))"
    monkeypatch.setenv("SECRET_KEY", "very-secret")
    ending = read_apart(b"x", "x", None, lambda *said: True, command=(sys.executable, "-c", code))
    assert "LANG" in ending.refused
    assert "very-secret" not in ending.refused
    assert "DATABASE_URL" not in ending.refused


def test_cancelled_while_it_runs_it_stops_and_can_be_tried_again(editor, monkeypatch):
    monkeypatch.setattr(apart, "BEAT", 0)
    endless(monkeypatch, "import time; time.sleep(60)")
    job = sent(REPORT, editor)
    beat = queue.beat

    def cancelled(held, stage, percent):
        reading_jobs.cancel(job, by=editor)
        return beat(held, stage, percent)

    monkeypatch.setattr(queue, "beat", cancelled)
    assert worked(job).state == "cancelled"
    monkeypatch.undo()
    with pytest.raises(RefusedError, match="has ended already"):
        reading_jobs.cancel(job, by=editor)
    reading_jobs.retry(job, by=editor)
    assert worked(job).state == "done"
    with pytest.raises(RefusedError, match="can be tried again"):
        reading_jobs.retry(job, by=editor)


def test_a_worker_told_to_stop_gives_its_job_back(editor, monkeypatch):
    job, stop = sent(REPORT, editor), threading.Event()
    beat = queue.beat

    def stopping(*said):
        stop.set()
        return beat(*said)

    monkeypatch.setattr(queue, "beat", stopping)
    monkeypatch.setattr("findings.reading.worker.close_old_connections", lambda: None)  # the test goes on with it
    monkeypatch.setattr(apart, "BEAT", 0)
    endless(monkeypatch, "import time; time.sleep(60)")
    work(stop)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("waiting", 0)


def test_a_silent_job_waits_again_and_fails_after_three_attempts(editor):
    job = sent(REPORT, editor)
    old = timezone.now() - 2 * queue.STALE
    for attempt in (1, 2, 3):
        held = queue.claim()
        assert (held.pk, held.attempts) == (job.pk, attempt)
        assert queue.claim() is None
        queue.take_back()
        assert ReadingJob.objects.get().state == "running"  # it has just been heard of
        ReadingJob.objects.update(heartbeat=old)
        queue.take_back()
    job.refresh_from_db()
    assert job.state == "failed"
    assert "broken off 3 times" in job.message


def test_who_lost_the_job_can_no_longer_write_to_it(editor):
    job = sent(REPORT, editor)
    first = queue.claim()
    ReadingJob.objects.update(heartbeat=timezone.now() - timedelta(hours=1))
    queue.take_back()
    second = queue.claim()
    assert not queue.beat(first, "late", 99)
    assert not queue.finish(first, {"document": "late"})
    assert not queue.end(first, "failed", "late")
    queue.give_back(first)
    job.refresh_from_db()
    assert (job.state, job.lease, job.stage) == ("running", second.lease, "")
    assert not ReadingResult.objects.exists()


def test_what_cannot_be_kept_is_refused(editor, monkeypatch):
    monkeypatch.setitem(reading_jobs.MOST, "pdf", 10)
    for content, sentence in ((b" \n", "empty"), (b"%PDF-1.4 and more", "a report as PDF has at most 10")):
        with pytest.raises(RefusedError, match=sentence):
            sent(content, editor)
    with pytest.raises(NotAllowedError):
        sent(REPORT, somebody("reader"))
    monkeypatch.setattr(reading_jobs, "MOST_OPEN", 1)
    job = sent(REPORT, editor)
    with pytest.raises(RefusedError, match="1 reports waiting"):
        sent(REPORT, editor)
    other = somebody("editor", name="another")
    for act in (reading_jobs.cancel, reading_jobs.retry):
        with pytest.raises(RefusedError, match="Somebody else"):
            act(job, by=other)


def test_two_workers_never_take_one_job(editor, django_assert_num_queries):
    sent(REPORT, editor)
    if connection.features.has_select_for_update_skip_locked:
        with connection.execute_wrapper(_skips):
            queue.claim()
    else:
        assert queue.claim()
    with django_assert_num_queries(1):
        assert queue.claim() is None


def _skips(execute, sql, params, many, context):
    if re.search(r"ORDER BY .*LIMIT 1 FOR UPDATE", sql):
        assert "SKIP LOCKED" in sql
    return execute(sql, params, many, context)
