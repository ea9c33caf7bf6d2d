"""Parts and claims within the form of a recommendation: arranged by buttons, checked with the rest, taken back."""

import pytest
from django.http import QueryDict

from dashboards.entry.line_acts import rearranged
from findings.models import Revision
from findings.store.export import document_of
from tests import synthetic
from tests.dashboards.entry.test_items import address, form_of, text
from tests.people import client_of, somebody

CLAIM = {
    "claim-1-voice": "force",
    "claim-1-state": "action-reported",
    "claim-1-on": "2021-06-01",
    "claim-1-source": "A letter (invented).",
}


@pytest.fixture
def draft(db):
    synthetic.testshire()
    return synthetic.load_as_draft(synthetic.everything())


@pytest.fixture
def editor(db):
    return client_of(somebody("editor"))


@pytest.fixture
def url(draft):
    return address(draft, "recommendations", "key/one/")


def lines(act):
    sent = QueryDict(f"x=1&part-0-key=a&part-0-text=A&part-2-text=B&part-7-text=C&line={act}")
    changed = rearranged(sent, ("part", "claim"))
    return [
        (changed.get(f"part-{n}-key"), changed.get(f"part-{n}-text")) for n in range(8) if f"part-{n}-text" in changed
    ]


def test_a_button_moves_copies_or_takes_out_its_own_line():
    assert lines("part-0-down") == [(None, "B"), ("a", "A"), (None, "C")]
    assert lines("part-7-up") == [("a", "A"), (None, "C"), (None, "B")]
    assert lines("part-0-copy") == [("a", "A"), (None, "A"), (None, "B"), (None, "C")]
    assert lines("part-2-remove") == [("a", "A"), (None, "C")]


@pytest.mark.parametrize(
    "act", ["part-0-up", "part-7-down", "part-5-remove", "part-x-up", "other-0-up", "part-0-eat", ""]
)
def test_a_button_that_means_nothing_changes_nothing(act):
    assert sorted(lines(act), key=str) == sorted([("a", "A"), (None, "B"), (None, "C")], key=str)


def test_arranging_saves_nothing_and_loses_nothing_that_was_typed(editor, draft, url):
    before, revisions = document_of(draft), Revision.objects.count()
    answer = editor.post(url, form_of(editor, url) | {"text": "Half a sent", "number": "x", "line": "part-1-up"})
    assert answer.status_code == 200
    page = text(answer)
    assert "error-summary" not in page
    assert 'data-warn-on-leave="changed"' in page
    assert "Half a sent</textarea>" in page
    assert 'value="x"' in page
    keys = [part.key for part in before.recommendations[0].parts]
    assert [line.key for line in answer.context["lines"].parts][:2] == [keys[1], keys[0]]
    assert answer.context["seen"] == form_of(editor, url)["seen"]
    assert (document_of(draft), Revision.objects.count()) == (before, revisions)


def test_an_order_of_parts_is_saved_and_can_be_taken_back(editor, draft, url):
    before = document_of(draft)
    arranged = editor.post(url, form_of(editor, url) | {"line": "part-1-up"}).context["lines"].parts
    sent = form_of(editor, url)
    for line in arranged:
        sent |= {f"part-{line.number}-{name}": getattr(line, name) for name in ("key", "text", "where")}
    saved = editor.post(url, sent, follow=True)
    assert [part.key for part in document_of(draft).recommendations[0].parts] == ["b", "a"]
    undo = saved.context["undo"]
    editor.post(f"/entry/inspections/{draft.pk}/recommendations/undo/{undo.pk}/")
    assert document_of(draft) == before


def test_a_claim_is_added_changed_and_taken_out(editor, draft, url):
    more = editor.post(url, form_of(editor, url) | {"line": "claim-0-more"})
    assert [claim.prefix for claim in more.context["lines"].claims] == ["claim-0", "claim-1"]
    assert editor.post(url, form_of(editor, url) | CLAIM).status_code == 302
    claims = document_of(draft).recommendations[0].claims
    assert [(claim.voice, str(claim.on), claim.source) for claim in claims][-1] == (
        "force",
        "2021-06-01",
        "A letter (invented).",
    )
    kept = {name: value for name, value in form_of(editor, url).items() if not name.startswith("claim-1")}
    assert editor.post(url, kept).status_code == 302
    assert len(document_of(draft).recommendations[0].claims) == 1


def test_every_mistake_in_a_claim_is_told_with_its_number_and_field(editor, draft, url):
    wrong = CLAIM | {"claim-1-state": "closed", "claim-1-on": "June", "claim-1-source": ""}
    answer = editor.post(url, form_of(editor, url) | wrong)
    assert answer.status_code == 400
    assert "Claim 2, On: " in text(answer)
    assert "Claim 2, Source: " in text(answer)
    answer = editor.post(url, form_of(editor, url) | CLAIM | {"claim-1-state": "closed"})
    assert "Only HMICFRS closes a recommendation" in text(answer)
    empty = dict.fromkeys(CLAIM, "")
    assert editor.post(url, form_of(editor, url) | empty).status_code == 302  # a line that was left empty is no mistake
