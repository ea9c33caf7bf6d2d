"""What a new item begins with: chapter and place of the item that the same person entered last, in plain sight."""

import pytest

from dashboards.entry.item_form import AS_BEFORE
from tests.dashboards.entry.test_items import NEW, address, form_of, keys, text
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
PLACE = "page 12; paragraph 4; An invented heading"


def begun(client, draft, kind):
    """Chapter and place that the form of a new item begins with."""
    form = client.get(address(draft, kind, "new/")).context["form"]
    return form["chapter"].value() or "" if "chapter" in form.fields else "", form["where"].value() or ""


def enter(client, draft, kind="findings", **fields):
    assert client.post(address(draft, kind, "new/"), NEW[kind] | {"where": PLACE} | fields).status_code == 302


def test_a_new_item_begins_where_the_one_entered_last_stands(editor, draft):
    assert begun(editor, draft, "figures") == ("", "")
    enter(editor, draft)
    assert begun(editor, draft, "figures") == ("initial-contact", "page 12; An invented heading")
    assert begun(editor, draft, "judgments") == ("", "page 12; An invented heading")
    enter(editor, draft, "figures", chapter="summary", where="page 2")
    assert begun(editor, draft, "findings") == ("summary", "page 2")


def test_what_is_carried_over_is_seen_and_said(editor, draft):
    enter(editor, draft)
    before = keys(draft, "figures")
    page = text(editor.get(address(draft, "figures", "new/")))
    assert page.count(AS_BEFORE) == 2
    field = page.split('name="where"')[1].split(">")[0]
    assert 'value="page 12; An invented heading"' in field
    assert 'data-carried="page 12; An invented heading"' in field
    assert keys(draft, "figures") == before
    first = text(editor.get(address(draft, "findings", "key/first/")))
    assert AS_BEFORE not in first
    assert "data-carried" not in first


def test_a_place_that_a_person_empties_is_asked_for_and_not_filled_in(editor, draft):
    enter(editor, draft)
    response = editor.post(address(draft, "figures", "new/"), NEW["figures"] | {"where": ""})
    assert response.status_code == 400
    assert "Enter where in the report it stands." in text(response)
    assert not response.context["form"]["where"].value()


def test_a_place_that_may_be_missing_is_not_carried_over(editor, draft):
    enter(editor, draft)
    assert begun(editor, draft, "milestones") == ("", "")


def test_what_others_entered_is_not_carried_over(editor, draft):
    enter(editor, draft)
    assert begun(client_of(somebody("publisher")), draft, "findings") == ("", "")


def test_the_place_is_that_of_today_and_of_what_is_still_there(editor, draft):
    enter(editor, draft, "figures", where="page 2")
    enter(editor, draft)
    last = address(draft, "findings", "key/a-heading/")
    editor.post(last, form_of(editor, last) | {"where": "page 14"})
    assert begun(editor, draft, "figures")[1] == "page 14"
    editor.post(f"{last}act/", {"act": "delete", "seen": form_of(editor, last)["seen"]})
    assert begun(editor, draft, "figures")[1] == "page 2"


def test_a_place_of_lines_alone_is_not_carried_over(editor, draft):
    enter(editor, draft, where="lines 4–9")
    assert begun(editor, draft, "figures") == ("initial-contact", "")


def test_an_item_that_is_saved_again_leads_to_the_next_as_well(editor, draft):
    url = address(draft, "findings", "key/first/")
    sent = editor.post(url, form_of(editor, url) | {"summary": "Said anew.", "add": "another"})
    assert sent.headers["Location"] == f"{address(draft, 'findings', 'new/')}?after=first"
    assert editor.get(sent.headers["Location"]).context["form"]["wording"].value() == "own words"
