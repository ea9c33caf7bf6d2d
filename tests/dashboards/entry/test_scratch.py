"""Unsaved text: kept for the one who typed it, offered again, gone when saved; never history, never public."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from findings.actions import scratch as actions
from findings.data_version.current import data_version
from findings.models import Revision, Scratch
from findings.store.export import document_of
from inspections.models import Inspection, Person
from tests import synthetic
from tests.dashboards.entry.test_items import NEW, address, form_of, text
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
KEEP = "/entry/scratch/"


def keep(client, page, fields):
    return client.post(KEEP, {**fields, "scratch-form": page})


def test_half_a_text_is_offered_taken_and_gone_when_it_is_saved(editor, draft):
    page = address(draft, "findings", "key/first/")
    before, revisions, version = document_of(draft), Revision.objects.count(), data_version()
    typed = form_of(editor, page) | {"summary": "Half a <b>sentence", "chapter": "", "themes": ["supervision"]}
    assert "kept" in keep(editor, page, typed).json()
    assert (document_of(draft), Revision.objects.count(), data_version()) == (before, revisions, version)
    offered = text(editor.get(page))
    assert "You have unsaved text of" in offered
    assert "Half a" not in offered
    taken = editor.get(f"{page}?scratch=take")
    assert taken.status_code == 200
    assert "Half a &lt;b&gt;sentence" in text(taken)
    assert "error-summary" not in text(taken)  # it is not judged before it is sent
    assert taken.context["form"]["themes"].value() == ["supervision"]
    assert editor.post(page, typed | {"chapter": "initial-contact"}).status_code == 302
    assert document_of(draft).findings[0].summary == "Half a <b>sentence"
    assert not Scratch.objects.exists()
    assert "unsaved text" not in text(editor.get(page))


def test_a_new_recommendation_keeps_its_parts_and_can_be_thrown_away(editor, draft):
    page = address(draft, "recommendations", "new/")
    keep(editor, page, NEW["recommendations"])
    taken = text(editor.get(f"{page}?scratch=take"))
    assert all(words in taken for words in ("Do a third invented thing.", "One part.", "Another part.", "page 9"))
    assert keep(editor, page, {"scratch-act": "throw"}).headers["Location"] == page
    assert not Scratch.objects.exists()
    assert "One part." not in text(editor.get(f"{page}?scratch=take"))


def test_older_text_that_nobody_decided_upon_survives_buttons_mistakes_and_a_save(editor, draft):
    page = address(draft, "recommendations", "key/one/")
    sent = form_of(editor, page)
    keep(editor, page, sent | {"text": "Older text."})
    assert 'name="scratch-undecided"' in text(editor.get(page))
    sent |= {"scratch-undecided": "yes"}
    for act in ({"line": "part-0-down"}, {"chapter": ""}):
        answer = text(editor.post(page, sent | act))
        assert "data-undecided" in answer  # the script keeps nothing over the older text until this is decided
        assert 'name="scratch-undecided"' in answer
    assert editor.post(page, sent | {"text": "Newer text."}).status_code == 302
    assert "Older text." in text(editor.get(f"{page}?scratch=take"))
    seen = {"seen": form_of(editor, page)["seen"]}
    assert editor.post(page, sent | seen | {"text": "Newest text."}).status_code == 302
    taken = {name: value for name, value in sent.items() if name != "scratch-undecided"}
    seen = {"seen": form_of(editor, page)["seen"]}
    assert editor.post(page, taken | seen | {"text": "Older text."}).status_code == 302
    assert not Scratch.objects.exists()


def test_the_first_form_and_the_details_keep_what_is_not_saved(editor, draft):
    begin, details = "/entry/inspections/new/", f"/entry/inspections/{draft.pk}/details/"
    before, version = document_of(draft), data_version()
    assert "kept" in keep(editor, begin, {"force": "testshire", "published_on": "2020-0", "title": "Half a ti"}).json()
    assert "You have unsaved text of" in text(editor.get(begin))
    taken = text(editor.get(f"{begin}?scratch=take"))
    assert 'value="2020-0"' in taken
    assert 'value="Half a ti"' in taken
    assert "error-summary" not in taken
    typed = form_of(editor, details) | {"abstract": "Half an abstract"}
    assert "kept" in keep(editor, details, typed).json()
    assert (document_of(draft), data_version()) == (before, version)
    other = client_of(somebody("publisher"))
    assert other.post(details, typed | {"abstract": "Theirs."}).status_code == 302
    old = form_of(editor, f"{details}?scratch=take")
    assert old["abstract"] == "Half an abstract"
    assert editor.post(details, old).status_code == 409  # somebody was faster than the unsaved text
    assert editor.post(details, old | {"seen": form_of(other, details)["seen"]}).status_code == 302
    assert list(Scratch.objects.values_list("address", flat=True)) == [begin]


def test_somebody_who_was_faster_is_not_overwritten_by_old_text(editor, draft):
    page = address(draft, "findings", "key/first/")
    typed = form_of(editor, page)
    keep(editor, page, typed | {"summary": "Mine."})
    client_of(somebody("publisher")).post(page, typed | {"summary": "Theirs."})
    form = editor.get(f"{page}?scratch=take").context
    response = editor.post(page, typed | {"summary": form["form"]["summary"].value(), "seen": form["seen"]})
    assert response.status_code == 409
    assert [(one.stored, one.mine) for one in response.context["both"]] == [("Theirs.", "Mine.")]
    assert Scratch.objects.count() == 1  # nothing is saved yet


def test_the_grid_keeps_what_is_no_number_yet(editor, draft):
    page = f"/entry/inspections/{draft.pk}/case-audits/"
    seen = editor.get(page).context["seen"]
    keep(editor, page, {"hmicfrs-all.good": "3x", "hmicfrs-all.where": "page 4", "seen": seen})
    assert "3x" not in text(editor.get(page))
    assert 'value="3x"' in text(editor.get(f"{page}?scratch=take"))
    sent = {"hmicfrs-all.good": "3", "where-all": "page 4", "seen": seen}
    assert editor.post(page, sent | {"do": "check"}).status_code == 200
    assert Scratch.objects.exists()
    assert editor.post(page, sent | {"do": "save"}).status_code == 302
    assert not Scratch.objects.exists()


def test_topic_grades_keep_what_was_chosen(editor):
    synthetic.testshire()
    draft = synthetic.load_as_draft(synthetic.topical())
    page = f"/entry/inspections/{draft.pk}/topic-grades/"
    keep(editor, page, {"leadership-note": "Half a note", "seen": "x"})
    assert "Half a note" in text(editor.get(f"{page}?scratch=take"))


def test_a_person_sees_and_throws_away_only_their_own(editor, draft):
    page = address(draft, "findings", "new/")
    keep(editor, page, {"summary": "Private words"})
    other = client_of(somebody("publisher"))
    assert "unsaved text" not in text(other.get(page))
    assert "Private words" not in text(other.get(f"{page}?scratch=take"))
    keep(other, page, {"scratch-act": "throw", "person": Person.objects.get(username="editor").pk})
    other.post(page, NEW["findings"])
    assert Scratch.objects.get().person.username == "editor"


@pytest.mark.parametrize(
    "form", ["", "/nowhere/", "/entry/", "/inspections/dorset-2021/", "/entry/inspections/999999/case-audits/", "//x"]
)
def test_only_a_form_of_a_draft_is_kept(editor, form):
    assert keep(editor, form, {"summary": "x"}).status_code == 404
    assert keep(editor, form, {"scratch-act": "throw"}).status_code == 404
    assert not Scratch.objects.exists()


def test_nothing_is_kept_for_a_draft_in_review_or_without_bounds(editor, draft):
    page = address(draft, "findings", "new/")
    assert keep(editor, page, {"summary": "x" * 200_001}).status_code == 413
    assert keep(editor, page, {f"name-{n}": "" for n in range(1_000)}).status_code == 400
    assert keep(editor, page, {"summary": "nothing\0here"}).status_code == 200
    assert Scratch.objects.get().fields == [["summary", "nothinghere"]]
    Inspection.objects.filter(pk=draft.pk).update(state="in-review")
    assert keep(editor, page, {"summary": "x"}).status_code == 404


def test_old_text_and_the_oldest_of_very_many_are_cleared_away(editor, draft, monkeypatch):
    person, page = Person.objects.get(username="editor"), address(draft, "findings", "new/")
    Scratch.objects.create(person=person, address=page, changed_at=timezone.now() - timedelta(days=31))
    assert "unsaved text" not in text(editor.get(page))
    keep(editor, address(draft, "figures", "new/"), {"figure": "x"})
    assert [row.address for row in Scratch.objects.all()] == [address(draft, "figures", "new/")]
    monkeypatch.setattr(actions, "MOST_OF_A_PERSON", 2)
    for number in range(3):
        keep(editor, address(draft, "findings", f"key/f{number}/"), {"summary": "x"})
    assert [row.address[-3:] for row in Scratch.objects.all()] == ["f1/", "f2/"]


def test_the_database_keeps_one_of_a_form(editor, draft):
    person = Person.objects.get(username="editor")
    Scratch.objects.create(person=person, address="/a/")
    for wrong in ("/a/", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            Scratch.objects.bulk_create([Scratch(person=person, address=wrong)])
