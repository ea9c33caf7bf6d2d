"""From a file to a draft: sent, read, looked at, decided upon, accepted; by those who may, and nothing of it public."""

import threading
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from findings.documents.yaml_form import read_text
from findings.models import ReadingJob, Revision
from findings.reading import queue
from findings.reading.decided import item_of
from findings.reading.worker import work
from findings.store.export import document_of
from inspections.models import Inspection
from tests.dashboards.entry.reading_steps import LIST, SLUG, accept, page_of, see_all, send, text
from tests.findings.reading.sent import REPORT
from tests.people import client_of, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exampleshire")]


def test_while_it_waits_the_page_asks_again_and_can_be_cancelled(editor):
    address = send(editor).headers["Location"]
    waiting = editor.get(address)
    assert waiting.headers["Refresh"] == "3"
    assert "It waits and is taken next" in text(waiting)
    assert "report.txt" in text(editor.get(LIST))
    editor.post(address, {"act": "cancel"})
    ended = editor.get(address)
    assert "Refresh" not in ended.headers
    assert "Read it after all" in text(ended)
    assert editor.post(address, {"act": "cancel"}).status_code == 400
    editor.post(address, {"act": "retry"})
    assert ReadingJob.objects.get().state == "waiting"
    assert editor.post(address, {"act": "explode"}).status_code == 400


def test_a_refusal_is_a_sentence_on_the_page(editor):
    address = send(editor, b"PK\x03\x04 a workbook", "report.pdf").headers["Location"]
    work(threading.Event(), once=True)
    page = text(editor.get(address))
    assert "it seems to be a word processor" in page
    assert "send it in another form" in page


def test_the_page_says_how_many_are_before_it_and_when_nobody_works(editor):
    send(editor)
    address = send(editor, REPORT, "second.txt").headers["Location"]
    assert "1 report is read before it" in text(editor.get(address))
    long_ago = timezone.now() - timedelta(minutes=5)
    ReadingJob.objects.update(waits_since=long_ago)
    assert "Nobody works at the queue" in text(editor.get(address))
    first = queue.claim()
    assert "1 report is read before it" in text(editor.get(address))
    ReadingJob.objects.filter(pk=first.pk).update(heartbeat=long_ago)
    assert "Nobody works at the queue" in text(editor.get(address))
    assert "has not been heard of since" in text(editor.get(page_of(first)))
    queue.take_back()
    again = text(editor.get(page_of(first)))
    assert "It waits and is taken next" in again  # it waits anew, and no worker had time to take it


@pytest.mark.parametrize(("content", "sentence"), [(b"  ", "The file is empty"), (None, "Choose a file")])
def test_what_is_no_file_is_told(editor, content, sentence):
    response = send(editor, content) if content else editor.post(LIST, {})
    assert response.status_code == 400
    assert sentence in text(response)


def test_one_that_is_too_large_is_read_away_and_told(editor, monkeypatch):
    monkeypatch.setattr("dashboards.entry.readings.MAX_BYTES", 100)
    response = send(editor)
    assert response.status_code == 400
    assert "larger than 100 bytes" in text(response)
    assert not ReadingJob.objects.exists()


def test_the_file_stands_with_what_was_read_and_with_the_draft_for_those_who_enter(editor, job):
    see_all(editor, job)
    accept(editor, job)
    draft = ReadingJob.objects.get().draft
    publisher = client_of(somebody("publisher"))
    for page in (page_of(job), f"/entry/inspections/{draft.pk}/"):
        shown = text(editor.get(page))
        assert job.sha256 in shown
        assert "sent by editor on" in shown
    assert f'href="{page_of(job)}"' in shown
    reader = client_of(somebody("reader"))
    for client, status in ((reader, 403), (Client(), 302)):
        for rest in ("", "file/", "polarity/", "add/findings/"):
            there, missing = client.get(page_of(job, rest)), client.get(f"{LIST}9999/{rest}")
            assert (there.status_code, missing.status_code) == (status, status)
            assert job.name not in text(there)
    assert publisher.get(f"/entry/inspections/{draft.pk}/").status_code == 200


def test_what_a_report_prints_is_text_and_never_markup(editor, job):
    job.result.lines[0][0] = "<script>alert(1)</script>"
    job.result.save()
    page = text(editor.get(page_of(job), {"line": 1}))
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("query", [{"field": "nothing[1].x"}, {"line": "0"}, {"line": "x"}, {"line": "999999"}, {}])
def test_an_unknown_place_shows_the_first_doubt(editor, job, query):
    assert editor.get(page_of(job), query).status_code == 200


def test_the_queries_of_the_desk_do_not_grow_with_what_was_read(editor, job, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        editor.get(page_of(job))


def test_no_draft_before_every_polarity_was_seen_and_then_all_of_what_was_read(editor, job):
    early = accept(editor, job)
    assert early.status_code == 400
    assert "not been seen by a person" in text(early)
    assert not Inspection.objects.filter(slug=SLUG).exists()
    see_all(editor, job)
    response = accept(editor, job)
    draft = Inspection.objects.get(slug=SLUG)
    assert response.headers["Location"] == f"/entry/inspections/{draft.pk}/"
    assert draft.state == "draft"
    assert document_of(draft) == read_text(job.result.document).document
    revision = Revision.objects.of(draft).get()
    assert (revision.by.username, revision.reason) == ("editor", "Read from the report report.txt")
    assert "A draft of exampleshire-2019 was made" in text(editor.get(page_of(job)))
    again = accept(editor, job)
    assert again.status_code == 400
    assert "made of this reading already" in text(again)
    assert b"".join(editor.get(page_of(job, "file/"))) == REPORT


def test_what_is_changed_and_left_out_is_so_in_the_draft(editor, job):
    def value(path):
        return next(one["value"] for one in job.result.values if one["path"] == path)

    assert value("findings[1].polarity") != "mixed"
    for act, field, new in (
        ("edit", "findings[1].polarity", "mixed"),
        ("edit", "inspection.title", "Exampleshire Police (invented): put right"),
        ("leave-out", "recommendations[1]", ""),
        ("leave-out", "findings[2]", ""),
    ):
        assert editor.post(page_of(job), {"act": act, "field": field, "value": new}).status_code == 302, field
    see_all(editor, job)
    assert accept(editor, job).status_code == 302
    draft = document_of(Inspection.objects.get(slug=SLUG))
    read = read_text(job.result.document).document
    assert draft.inspection.title == "Exampleshire Police (invented): put right"
    assert draft.findings[0].polarity == "mixed"
    assert [one.key for one in draft.findings] == [one.key for one in read.findings if one != read.findings[1]]
    assert [(one.key, one.number) for one in draft.recommendations] == [(read.recommendations[1].key, 1)]
    assert draft.case_audits == read.case_audits


def test_a_decision_can_be_taken_back(editor, job):
    for act in ("leave-out", "take-back"):
        editor.post(page_of(job), {"act": act, "field": "findings[2]", "back": "findings[2].summary"})
    assert not job.decisions.exists()


def test_an_error_in_the_header_keeps_the_draft_from_being_made_and_is_told(editor, job):
    see_all(editor, job)
    editor.post(page_of(job), {"act": "edit", "field": "inspection.published_precision", "value": "year"})
    response = accept(editor, job)
    assert response.status_code == 400
    assert "published_on must be 1 January where only the year is known" in text(response)
    assert not Inspection.objects.filter(slug=SLUG).exists()
    assert not ReadingJob.objects.get().accepted_slug


def test_a_draft_that_is_there_is_left_as_it_is(editor, job):
    see_all(editor, job)
    accept(editor, job)
    send(editor)
    work(threading.Event(), once=True)
    second = ReadingJob.objects.first()
    see_all(editor, second)
    response = accept(editor, second)
    assert response.status_code == 400
    assert "There is a draft of exampleshire-2019 already" in text(response)


def test_another_editor_looks_and_decides_nothing(job):
    other = client_of(somebody("editor", name="another"))
    assert "report.txt" not in text(other.get(LIST))
    assert "only they decide" in text(other.get(page_of(job)))
    assert other.get(page_of(job, "polarity/")).status_code == 200
    assert other.get(page_of(job, "file/")).status_code == 200
    for act in ("cancel", "retry", "accept", "seen", "polarities"):
        response = other.post(page_of(job), {"act": act, "field": "findings[1].polarity"})
        assert response.status_code == 403, act
    assert not job.decisions.exists()


@pytest.mark.parametrize(("role", "status"), [(None, 302), ("reader", 403), ("analyst", 403), ("administrator", 403)])
def test_readings_are_for_those_who_enter(client, job, role, status):
    if role:
        client.force_login(somebody(role, name="them"))
    for address in (LIST, page_of(job), page_of(job, "polarity/"), page_of(job, "file/")):
        for method in ("get", "post"):
            assert getattr(client, method)(address).status_code == status, address


def test_every_item_of_a_reading_has_a_place_in_the_text(job):
    count = len(job.result.lines)
    assert all(1 <= one["line"] <= count for one in job.result.values)
    assert {item_of(one["path"]) for one in job.result.values} > {"inspection", "case_audits[1]", "findings[1]"}


def test_a_published_item_leads_back_to_its_passage_for_those_who_may(client, editor, job):
    see_all(editor, job)
    accept(editor, job)
    Inspection.objects.filter(slug=SLUG).update(state="published")
    address = f"/inspections/{SLUG}/recommendations/initial-contact-recommendation-1/"
    public = text(client.get(address))
    place = next(one["line"] for one in job.result.values if one["path"] == "recommendations[1].text")
    link = f'<a href="{page_of(job)}?line={place}#line-{place}">Open the passage</a>'
    assert link in text(editor.get(address))
    reader = client_of(somebody("reader", name="them"))
    ReadingJob.objects.update(name="another.txt")
    for someone in (client, reader, editor):
        assert "Open the passage" not in text(someone.get(address))
    ReadingJob.objects.all().delete()
    assert text(client.get(address)) == public  # nothing that the public gets knows of readings
