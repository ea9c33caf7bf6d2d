"""The end of a file that was sent: by a person who may, or by itself; never unseen behind what is published."""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from findings.actions import reading_files
from findings.models import ReadingAddition, ReadingDecision, ReadingFile, ReadingJob, ReadingResult
from findings.reading.worker import work
from inspections.models import Inspection
from tests.dashboards.entry.reading_steps import LIST, SLUG, accept, page_of, see_all, send, text
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
CONTENT = (ReadingAddition, ReadingDecision, ReadingFile, ReadingResult)
OLD = timezone.now() - timedelta(days=91)


def is_gone(job):
    job = ReadingJob.objects.get(pk=job.pk)
    left = [model.__name__ for model in CONTENT if model.objects.filter(job=job).exists()]
    assert not left or job.deleted_at is None, left
    return job.deleted_at is not None


def test_who_sent_a_file_deletes_it_and_that_is_on_record(editor, job):
    editor.post(page_of(job), {"act": "seen", "field": "findings[1].summary"})
    added = {"kind": "revisit", "what": "A visit", "where": "line 2"}
    editor.post(page_of(job, "add/milestones/"), added)
    assert job.additions.count() == 1
    assert "cannot be undone" in text(editor.get(page_of(job, "delete/")))
    assert not is_gone(job)
    assert editor.post(page_of(job, "delete/")).headers["Location"] == page_of(job)
    assert is_gone(job)
    shown = text(editor.get(page_of(job)))
    assert "was deleted on" in shown
    assert "by editor" in shown
    assert job.sha256 in shown
    assert "File deleted" in text(editor.get(LIST))
    for rest, status in (("file/", 404), ("polarity/", 404), ("delete/", 302)):
        assert editor.get(page_of(job, rest)).status_code == status, rest
    for act in ("retry", "accept", "seen"):
        assert editor.post(page_of(job), {"act": act, "field": "findings[1].summary"}).status_code == 400, act
    assert "deleted already" in text(editor.post(page_of(job, "delete/")))


def test_others_do_not_delete_it_but_those_who_publish_do(job):
    other = client_of(somebody("editor", name="another"))
    assert "Delete the file" not in text(other.get(page_of(job)))
    assert other.post(page_of(job, "delete/")).status_code == 403
    assert not is_gone(job)
    publisher = client_of(somebody("publisher"))
    assert "Delete the file" in text(publisher.get(page_of(job)))
    publisher.post(page_of(job, "delete/"))
    assert is_gone(job)
    assert ReadingJob.objects.get().deleted_by.username == "publisher"


def test_what_waits_is_cancelled_first(exampleshire, editor):
    address = send(editor).headers["Location"]
    assert "Cancel it first" in text(editor.post(f"{address}delete/"))
    editor.post(address, {"act": "cancel"})
    editor.post(f"{address}delete/")
    assert is_gone(ReadingJob.objects.get())


def test_behind_a_published_inspection_it_is_deleted_only_knowingly(editor, job):
    see_all(editor, job)
    accept(editor, job)
    Inspection.objects.filter(slug=SLUG).update(state="published")
    item = f"/inspections/{SLUG}/recommendations/initial-contact-recommendation-1/"
    assert "Open the passage" in text(editor.get(item))
    assert "can no longer open the passages" in text(editor.get(page_of(job, "delete/")))
    refused = editor.post(page_of(job, "delete/"))
    assert refused.status_code == 400
    assert "leads back to this file" in text(refused)
    assert not is_gone(job)
    editor.post(page_of(job, "delete/"), {"knowing": "yes"})
    assert is_gone(job)
    assert "Open the passage" not in text(editor.get(item))
    assert Inspection.objects.get(slug=SLUG).recommendations.count()


def test_what_no_inspection_was_made_of_goes_by_itself_in_time(editor, job, settings):
    ReadingJob.objects.update(started_at=OLD)
    editor.post(page_of(job), {"act": "seen", "field": "findings[1].summary"})
    assert reading_files.expire() == 0  # somebody is at it
    ReadingDecision.objects.update(at=OLD)
    editor.post(page_of(job, "add/milestones/"), {"kind": "revisit", "what": "A visit", "where": "line 2"})
    assert reading_files.expire() == 0
    ReadingAddition.objects.update(at=OLD)
    settings.REPORT_KEEP_DAYS = 0
    assert reading_files.expire() == 0
    settings.REPORT_KEEP_DAYS = 90
    ReadingJob.objects.update(started_at=timezone.now())
    assert reading_files.expire() == 0
    ReadingJob.objects.update(started_at=OLD)
    work(threading.Event(), once=True)
    assert is_gone(job)
    assert "because no inspection was made of it in time" in text(editor.get(page_of(job)))


def test_what_an_inspection_was_made_of_stays_until_that_is_thrown_away(editor, job):
    see_all(editor, job)
    accept(editor, job)
    ReadingJob.objects.update(started_at=OLD)
    ReadingDecision.objects.update(at=OLD)
    assert reading_files.expire() == 0
    Inspection.objects.filter(slug=SLUG).delete()
    assert reading_files.expire() == 1
    assert is_gone(job)


def test_what_waits_never_expires(exampleshire, editor):
    send(editor)
    ReadingJob.objects.update(started_at=OLD)
    assert reading_files.expire() == 0
