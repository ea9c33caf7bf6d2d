"""An editor, a draft, and a report that was sent and read, for tests of what is done with them."""

import threading

import pytest

from findings.models import ReadingJob, ReadingResult
from findings.reading import queue
from findings.reading.worker import work
from inspections.models import Force
from tests import synthetic
from tests.dashboards.entry.reading_steps import page_of, send
from tests.people import client_of, somebody

READ = ("document", "missing", "values", "doubts", "ignored", "lines")


@pytest.fixture
def exampleshire():
    names = {"name": "Exampleshire (invented)", "official_name": "Exampleshire Police", "region": "Nowhere"}
    return Force.objects.create(slug="exampleshire", nation="England", is_demo=True, **names)


@pytest.fixture
def editor():
    return client_of(somebody("editor"))


@pytest.fixture
def draft():
    synthetic.testshire()
    return synthetic.load_as_draft(synthetic.everything())


@pytest.fixture(scope="session")
def kept():
    """What the worker put down when it read the report once; reading it again in every test says nothing more."""
    return {}


@pytest.fixture
def job(exampleshire, editor, kept):
    address = send(editor).headers["Location"]
    if kept:
        assert queue.finish(queue.claim(), kept)
    else:
        work(threading.Event(), once=True)
        kept |= ReadingResult.objects.values(*READ).get()
    job = ReadingJob.objects.get()
    assert address == page_of(job)
    assert job.state == "done"
    return job
