"""The pages on which a draft is checked, returned, published and corrected, and on which its record is read."""

import csv
import json
from io import StringIO

import pytest
from django.test import Client

from findings.models import Comment, Revision
from findings.store.export import document_of
from findings.store.load import load_sources
from inspections.models import Inspection
from tests import synthetic
from tests.findings.actions.test_workflow import WRONG, sound
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
State = Inspection.State


@pytest.fixture
def editor():
    return somebody("editor")


@pytest.fixture
def publisher():
    return somebody("publisher")


def make(by, **fields):
    synthetic.testshire()
    return load_sources([synthetic.source(sound(**fields))], as_draft=True, by=by, reason="x")[0].inspection


def state(draft):
    return Inspection.objects.get(pk=draft.pk).state


def test_returned_once_and_then_published(editor, publisher):
    draft, mine, theirs = make(editor), client_of(editor), client_of(publisher)
    review, publish = f"/entry/inspections/{draft.pk}/review/", f"/entry/inspections/{draft.pk}/publish/"
    assert mine.post(review, {"act": "submit"}).status_code == 302
    assert state(draft) == State.IN_REVIEW
    assert mine.post(publish).status_code == 403
    assert "at least one comment" in theirs.post(review, {"act": "return"}).content.decode()
    theirs.post(review, {"act": "comment", "item": "findings/first", "text": "Which <b>page</b>?"})
    assert theirs.post(review, {"act": "return"}).status_code == 302
    page = mine.get(review).content.decode()
    assert "Which &lt;b&gt;page&lt;/b&gt;?" in page
    assert "Finding: An invented heading" in page
    mine.post(review, {"act": "settle", "comment": Comment.objects.get().pk})
    mine.post(review, {"act": "submit", "reason": "The <b>second</b> chapter is new."})
    for page in (review, publish):
        told = theirs.get(page).content.decode()
        assert "Submitted by editor on " in told
        assert "The &lt;b&gt;second&lt;/b&gt; chapter is new." in told
    assert "Take back from review" not in theirs.get(review).content.decode()
    assert "Publish edition 1" in theirs.get(publish).content.decode()
    assert Client().get("/inspections/testshire-2020/").status_code == 404
    assert theirs.post(publish, {"reason": "Compared."}).status_code == 302
    assert Client().get("/inspections/testshire-2020/").status_code == 200
    told = theirs.get("/entry/inspections/testshire-2020/history/").content.decode()
    for words in ("Returned with comments", "Published", "Compared.", "By publisher", "By editor"):
        assert words in told


def test_the_author_is_who_is_signed_in_whatever_is_sent(editor, publisher):
    """Forged authors and states: nothing but the act and its words is taken from what is sent."""
    draft, theirs = make(editor), client_of(publisher)
    forged = {"by": editor.pk, "by_id": editor.pk, "person": "editor", "state": "published", "edition": "9"}
    client_of(editor).post(f"/entry/inspections/{draft.pk}/review/", {"act": "submit", **forged})
    assert state(draft) == State.IN_REVIEW
    theirs.post(f"/entry/inspections/{draft.pk}/review/", {"act": "comment", "text": "Mine.", **forged})
    assert Comment.objects.get().by == publisher
    assert set(Revision.objects.of(draft).values_list("by__username", flat=True)) == {"editor"}
    assert Inspection.objects.get(pk=draft.pk).edition == 1


def test_comments_stand_on_the_page_of_what_they_are_about_until_they_are_dealt_with(editor, publisher):
    draft, mine, theirs = make(editor), client_of(editor), client_of(publisher)
    at = f"/entry/inspections/{draft.pk}/"
    places = {
        "inspection": f"{at}details/",
        "findings/first": f"{at}findings/items/key/first/",
        f"case_audits/{document_of(draft).case_audits[0].key}": f"{at}case-audits/",
    }
    for item, place in places.items():
        sent = theirs.post(f"{at}review/", {"act": "comment", "item": item, "text": f"About {place}"})
        assert sent.status_code == 302
        assert f"About {place}" in mine.get(place).content.decode()
        assert f'href="{place}"' in mine.get(f"{at}review/").content.decode()
    assert "3 comments not dealt with" in mine.get(at).content.decode()
    for comment in Comment.objects.all():
        mine.post(f"{at}review/", {"act": "settle", "comment": comment.pk})
    assert all("About /entry/" not in mine.get(place).content.decode() for place in places.values())


def test_a_publisher_who_worked_on_it_is_told_and_stopped(editor, publisher):
    draft, theirs = make(publisher), client_of(publisher)
    theirs.post(f"/entry/inspections/{draft.pk}/review/", {"act": "submit"})
    assert "Go on to publish" not in theirs.get(f"/entry/inspections/{draft.pk}/review/").content.decode()
    page = theirs.get(f"/entry/inspections/{draft.pk}/publish/").content.decode()
    assert "worked on this draft yourself" in page
    assert "Publish edition" not in page
    assert theirs.post(f"/entry/inspections/{draft.pk}/publish/").status_code == 400
    assert state(draft) == State.IN_REVIEW


def test_a_failing_equation_is_accepted_with_a_reason(editor):
    draft, mine = make(editor, **WRONG), client_of(editor)
    address = f"/entry/inspections/{draft.pk}/review/"
    page = mine.get(address).content.decode()
    key = page.split('name="equation" value="')[1].split('"')[0]
    refused = mine.post(address, {"act": "submit", "reason": "A note to keep."})
    assert refused.status_code == 400
    assert "A note to keep.</textarea>" in refused.content.decode()
    assert "Submitted by" not in refused.content.decode()
    assert mine.post(address, {"act": "waive", "equation": key, "reason": " "}).status_code == 400
    page = mine.post(address, {"act": "waive", "equation": key, "reason": "x"})
    assert page.status_code == 400
    assert "One word is no reason" in page.content.decode()
    assert mine.post(address, {"act": "waive", "equation": key, "reason": "Printed so."}).status_code == 302
    assert "Accepted by editor: Printed so." in mine.get(address).content.decode()
    assert mine.post(address, {"act": "submit"}).status_code == 302


def test_the_record_says_what_was_added_deleted_and_withdrawn(editor):
    draft, mine = make(editor, **WRONG), client_of(editor)
    address = f"/entry/inspections/{draft.pk}/review/"
    key = mine.get(address).content.decode().split('name="equation" value="')[1].split('"')[0]
    mine.post(address, {"act": "waive", "equation": key, "reason": "Printed like this."})
    mine.post(address, {"act": "withdraw", "equation": key})
    more = sound(findings=[*sound()["findings"], synthetic.finding("third", title="A third heading")], **WRONG)
    load_sources([synthetic.source(more)], as_draft=True, by=editor)
    load_sources([synthetic.source(sound(**WRONG))], as_draft=True, by=editor)
    told = mine.get("/entry/inspections/testshire-2020/history/").content.decode()
    for heading in (
        "Added: Finding: A third heading",
        "Deleted: Finding: A third heading",
        "Reason for a failing equation withdrawn",
    ):
        assert heading in told


def test_a_correction_is_started_and_an_earlier_state_comes_back(editor, publisher):
    synthetic.load(sound())
    mine = client_of(editor)
    address = "/entry/inspections/testshire-2020/correct/"
    assert mine.post(address, {"reason": ""}).status_code == 400
    sent = mine.post(address, {"reason": "A slip."})
    draft = Inspection.objects.get(slug="testshire-2020", state=State.DRAFT)
    assert sent.headers["Location"] == f"/entry/inspections/{draft.pk}/"
    changed = synthetic.source(sound(inspection={"title": "Another title"}))
    load_sources([changed], as_draft=True, by=editor)
    first = Revision.objects.of(draft).first()
    back = f"/entry/inspections/{draft.pk}/states/{first.pk}/"
    shown = mine.get(back).content.decode()
    assert "Details of the inspection" in shown
    assert "<td>Another title</td><td>Synthetic inspection testshire-2020</td>" in shown
    compared = mine.get(f"/entry/inspections/{draft.pk}/differences/?state={first.pk}").content.decode()
    assert "<td>Synthetic inspection testshire-2020</td><td>Another title</td>" in compared
    for other in ("x", "999999"):
        assert mine.get(f"/entry/inspections/{draft.pk}/differences/?state={other}").status_code == 404
    assert mine.post(back, {"reason": "Wrong report."}).status_code == 302
    assert Inspection.objects.get(pk=draft.pk).title == "Synthetic inspection testshire-2020"
    assert mine.post(f"/entry/inspections/{draft.pk}/discard/", {"reason": "Not needed."}).status_code == 302
    assert not Inspection.objects.filter(pk=draft.pk).exists()


def test_the_record_is_a_file_with_harmless_cells(editor):
    make(editor, findings=[synthetic.finding("first", "=1+1"), synthetic.finding("second")])
    mine = client_of(editor)
    files = "/entry/inspections/testshire-2020/history"
    rows = list(csv.DictReader(StringIO(mine.get(f"{files}.csv").getvalue().decode())))
    assert {"findings/first"} <= {row["part"] for row in rows}
    assert "'=1+1" in {row["after"] for row in rows}
    acts = json.loads(mine.get(f"{files}.json").getvalue())
    assert [(act["by"], act["what"]) for act in acts] == [("editor", "created")]
    assert mine.get(f"{files}.xml").status_code == 404
    assert mine.get("/entry/inspections/nowhere/history/").status_code == 404


def test_a_published_inspection_is_no_draft_to_these_pages(editor, publisher):
    row = Inspection.objects.get(slug="dorset-2021", state=State.PUBLISHED)
    theirs = client_of(publisher)
    for page in ("review", "publish", "discard"):
        assert theirs.get(f"/entry/inspections/{row.pk}/{page}/").status_code == 404
        assert theirs.post(f"/entry/inspections/{row.pk}/{page}/").status_code == 404


def test_what_is_sent_without_a_token_is_refused(editor):
    draft, mine = make(editor), client_of(editor, enforce_csrf_checks=True)
    assert mine.post(f"/entry/inspections/{draft.pk}/review/", {"act": "submit"}).status_code == 403
    assert state(draft) == State.DRAFT


def test_the_record_costs_the_same_for_one_act_and_for_many(editor, django_assert_max_num_queries):
    draft, mine = make(editor), client_of(editor)
    for number in range(5):
        review = {"act": "comment", "text": f"Comment {number}"}
        mine.post(f"/entry/inspections/{draft.pk}/review/", review)
        load_sources([synthetic.source(sound(inspection={"title": f"T{number}"}))], as_draft=True, by=editor)
    with django_assert_max_num_queries(12):
        mine.get("/entry/inspections/testshire-2020/history/")
    with django_assert_max_num_queries(98):  # the document is read twice
        mine.get(f"/entry/inspections/{draft.pk}/review/")
