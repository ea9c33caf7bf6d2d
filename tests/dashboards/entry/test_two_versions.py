"""Two people at one item: the second chooses field by field, is proposed what only one changed, and loses nothing."""

from itertools import product

import pytest

from dashboards.entry.versions import Said, differing
from findings.actions.draft_document import document_seen, version_of
from findings.documents.edits import item_of
from findings.documents.parts import parts_of
from findings.store.export import document_of
from tests.dashboards.entry.test_drafts import TALLIES
from tests.dashboards.entry.test_items import address, form_of
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    return client_of(somebody("publisher"))


def sent_by(response, **chosen):
    """What the page of a conflict sends, with these choices besides those that it proposes."""
    page = response.content.decode()
    fields = {"csrfmiddlewaretoken": [""], "differs": []}
    for piece in page.split("<input ")[1:]:
        tag = piece.split(">")[0]
        named = dict(part.split('="', 1) for part in tag.split('" ') if '="' in part)
        name, value = named.get("name", ""), named.get("value", "").rstrip('"')
        if named.get("type") == "hidden" or (named.get("type") == "radio" and " checked" in tag):
            fields.setdefault(name, []).append(value)
    return fields | {f"choose-{name}": [value] for name, value in chosen.items()}


def sides(response, name):
    return {one.field: (one.stored, one.mine, one.proposed) for one in response.context[name]}


@pytest.fixture
def conflict(draft, editor, other):
    """A finding that both changed: the summary both, the note one, the themes the other."""
    url = address(draft, "findings", "key/first/")
    sent = form_of(editor, url)
    other.post(url, sent | {"summary": "Theirs.", "note": "Their note."})
    return url, editor.post(url, sent | {"summary": "Mine.", "themes": ["supervision"]})


def test_what_one_side_changed_is_proposed_and_what_both_changed_is_asked(conflict):
    _, response = conflict
    assert response.status_code == 409
    assert sides(response, "both") == {"summary": ("Theirs.", "Mine.", "")}
    proposed = sides(response, "proposed")
    assert proposed["note"] == ("Their note.", "", "stored")
    assert proposed["themes"][2] == "mine"
    assert set(proposed) == {"note", "themes"}


@pytest.mark.parametrize(("choice", "summary"), [("stored", "Theirs."), ("mine", "Mine.")])
def test_the_choice_is_saved_with_what_was_proposed(draft, editor, conflict, choice, summary):
    url, response = conflict
    assert editor.post(url, sent_by(response, summary=choice)).status_code == 302
    finding = item_of(document_of(draft), "findings", "first")
    assert (finding.summary, finding.note) == (summary, "Their note.")
    assert finding.themes == ["supervision"]


def test_a_field_without_a_choice_is_asked_for_again_and_nothing_is_lost(draft, editor, conflict):
    url, response = conflict
    again = editor.post(url, sent_by(response))
    assert again.status_code == 409
    assert again.context["errors"][0][1] == "#choose-summary"
    assert sides(again, "both") == {"summary": ("Theirs.", "Mine.", "")}
    assert item_of(document_of(draft), "findings", "first").summary == "Theirs."
    assert editor.post(url, sent_by(again, summary="mine")).status_code == 302
    finding = item_of(document_of(draft), "findings", "first")
    assert (finding.summary, finding.note) == ("Mine.", "Their note.")
    assert finding.themes == ["supervision"]


def test_all_of_ones_own_can_be_saved(draft, editor, conflict):
    url, response = conflict
    assert editor.post(url, sent_by(response) | {"all-mine": "yes"}).status_code == 302
    finding = item_of(document_of(draft), "findings", "first")
    assert (finding.summary, finding.note) == ("Mine.", None)


def test_a_third_change_meanwhile_asks_again(draft, editor, other, conflict):
    url, response = conflict
    other.post(url, form_of(other, url) | {"title": "A third title"})
    again = editor.post(url, sent_by(response, summary="mine"))
    assert again.status_code == 409
    assert sides(again, "both") == {}
    assert sides(again, "proposed")["title"] == ("A third title", "An invented heading", "stored")
    assert editor.post(url, sent_by(again)).status_code == 302
    finding = item_of(document_of(draft), "findings", "first")
    assert (finding.title, finding.summary, finding.note) == ("A third title", "Mine.", "Their note.")


def test_parts_and_claims_of_a_recommendation_are_chosen_each_as_a_whole(draft, editor, other):
    url = address(draft, "recommendations", "key/one/")
    sent = form_of(editor, url)
    other.post(url, sent | {"part-0-text": "Their part.", "number": "7"})
    response = editor.post(url, sent | {"text": "My text."})
    assert set(sides(response, "proposed")) == {"part", "number", "text"}
    assert editor.post(url, sent_by(response)).status_code == 302
    item = item_of(document_of(draft), "recommendations", "one")
    assert (item.number, item.text, item.parts[0].text) == (7, "My text.", "Their part.")
    assert len(item.parts) == 2
    assert len(item.claims) == 1


def test_cells_of_the_grid_are_merged_one_by_one(draft, editor, other):
    url = f"/entry/inspections/{draft.pk}/case-audits/"
    seen = editor.get(url).context["seen"]
    other.post(url, TALLIES | {"seen": seen})
    seen = editor.get(url).context["seen"]
    other.post(url, TALLIES | {"seen": seen, "hmicfrs-all.good": "17", "force-joint.note": "Theirs"})
    mine = TALLIES | {"hmicfrs-all.good": "16", "force-joint.good": "8", "where-all": "page 13", "seen": seen}
    response = editor.post(url, mine)
    assert sides(response, "both") == {"hmicfrs-all.good": ("17", "16", "")}
    proposed = {field: side for field, (*_, side) in sides(response, "proposed").items()}
    assert proposed["force-joint.good"] == "mine"
    assert proposed["force-joint.note"] == "stored"
    assert editor.post(url, sent_by(response, **{"hmicfrs-all.good": "stored"})).status_code == 302
    audits = {audit.key: audit for audit in document_of(draft).case_audits}
    assert audits["hmicfrs-all"].counts[0].cases == 17
    assert audits["force-joint"].counts[0].cases == 8
    assert audits["force-joint"].note == "Theirs"
    assert {audit.locator.page for audit in audits.values()} == {13}


def test_the_details_are_merged_one_by_one(draft, editor, other):
    url = f"/entry/inspections/{draft.pk}/details/"
    form = editor.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    assert other.post(url, sent | {"isbn": "1234"}).status_code == 302
    response = editor.post(url, sent | {"title": "My title"})
    assert set(sides(response, "proposed")) == {"isbn", "title"}
    assert editor.post(url, sent_by(response)).status_code == 302
    draft.refresh_from_db()
    header = document_of(draft).inspection
    assert (header.isbn, header.title) == ("1234", "My title")


def test_a_state_that_was_seen_is_found_on_record(draft, editor):
    url, name = address(draft, "findings", "key/first/"), "findings/first"
    before = document_of(draft)
    editor.post(url, form_of(editor, url) | {"summary": "Newer."})
    for document in (before, document_of(draft)):
        assert parts_of(document_seen(draft, version_of(document, name), name)) == parts_of(document)
    assert document_seen(draft, "another", name) is None


def test_every_difference_is_shown_and_only_a_lone_change_is_proposed():
    for theirs, own, first in product(["", "x", "y", "z"], repeat=3):
        versions = [{"a": Said("A", text)} if text else {} for text in (theirs, own, first)]
        found = differing(*versions)
        assert len(found) == (theirs != own)
        for one in found:
            assert (one.stored, one.mine) == (theirs, own)
            assert one.proposed == ("mine" if theirs == first else "stored" if own == first else "")
        assert not [one for one in differing(*versions[:2]) if one.proposed]
