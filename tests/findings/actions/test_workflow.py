"""From draft to published: by two people, with a ledger that holds, and with everything on record."""

import pytest

from findings.actions import draft as drafts
from findings.actions import review, waivers
from findings.actions.publication import publish
from findings.actions.refusal import RefusedError
from findings.models import Claim, Comment, Finding, FindingTheme, Revision, SearchEntry, Theme, Waiver
from findings.models.kept import KeptForGoodError
from findings.store.export import document_of
from findings.store.load import load_sources
from inspections.models import Inspection
from tests import synthetic
from tests.people import somebody

pytestmark = pytest.mark.django_db
State = Inspection.State


def sound(**fields):
    """A document whose ledger holds."""
    return synthetic.whole(figures=[synthetic.figure("officers", 4), synthetic.figure("detectives", 4)], **fields)


def make(by, data=None):
    synthetic.testshire()
    source = synthetic.source(data or sound())
    return load_sources([source], as_draft=True, by=by, reason="From the report.")[0].inspection


def said(action, *arguments, **named):
    with pytest.raises(RefusedError) as caught:
        action(*arguments, **named)
    return " ".join(caught.value.sentences)


def whats(slug="testshire-2020"):
    return list(Revision.objects.filter(slug=slug).values_list("what", "by__username"))


def test_two_people_publish_a_first_edition(editor, publisher):
    draft = make(editor)
    review.submit(draft, by=editor)
    assert not SearchEntry.objects.filter(inspection=draft).exists()
    row = publish(draft, by=publisher, reason="Checked against the report.")
    assert (row.pk, row.state, row.edition) == (draft.pk, State.PUBLISHED, 1)
    assert SearchEntry.objects.filter(inspection=row).exists()
    assert whats() == [("created", "editor"), ("submitted", "editor"), ("published", "publisher")]


def test_nobody_publishes_what_they_worked_on(editor, publisher):
    draft = make(publisher)
    review.submit(draft, by=editor)
    assert "worked on this draft yourself" in said(publish, draft, by=publisher)
    assert "does not have the right" in said(publish, draft, by=editor)
    draft.refresh_from_db()
    assert draft.state == State.IN_REVIEW


def test_who_submits_has_worked_on_it(editor, publisher):
    draft = make(None)  # loaded by a command: nobody is on record
    review.submit(draft, by=publisher)
    assert "yourself" in said(publish, draft, by=publisher)
    assert publish(draft, by=somebody("publisher", name="other")).state == State.PUBLISHED


def test_a_draft_is_not_published_before_review(editor, publisher):
    draft = make(editor)
    assert "still a draft" in said(publish, draft, by=publisher)


def test_nothing_is_changed_in_review_or_after(editor, publisher):
    draft = make(editor)

    def change():
        with drafts.changing(draft, by=editor) as row:
            row.findings.filter(key="first").update(summary="Other words.")

    review.submit(draft, by=editor)
    assert "in review" in said(change)
    publish(draft, by=publisher)
    assert "never changed in place" in said(change)
    assert draft.findings.get(key="first").summary == "An invented finding."


def test_a_change_goes_on_record_with_what_it_changed_and_why(editor):
    draft = make(editor)
    other = somebody("editor", name="second")
    with drafts.changing(draft, by=other, reason="A slip.") as row:
        row.findings.filter(key="first").update(summary="Other words.")
    revision = Revision.objects.of(draft).last()
    assert (revision.what, revision.by, revision.reason) == ("changed", other, "A slip.")
    assert list(revision.changes) == ["findings/first"]
    before, after = revision.changes["findings/first"]
    assert (before["summary"], after["summary"]) == ("An invented finding.", "Other words.")


def test_a_change_that_changes_nothing_leaves_no_trace(editor):
    draft = make(editor)
    with drafts.changing(draft, by=editor):
        pass
    assert whats() == [("created", "editor")]


def test_a_change_that_no_document_could_hold_is_refused(editor):
    draft = make(editor)

    def blank():
        with drafts.changing(draft, by=editor) as row:
            row.findings.filter(key="first").update(summary="")

    assert "summary" in said(blank)
    assert draft.findings.get(key="first").summary == "An invented finding."


def test_a_draft_is_set_back_to_any_state(editor):
    draft = make(editor)
    document = document_of(draft)
    first = Revision.objects.of(draft).first()
    with drafts.changing(draft, by=editor) as row:
        row.findings.get(key="second").delete()
        row.findings.filter(key="first").update(summary="Other words.")
        FindingTheme.objects.create(finding=row.findings.get(key="first"), theme=Theme.objects.first(), coded_by=editor)
    drafts.revert(draft, first, by=editor, reason="All wrong.")
    assert document_of(Inspection.objects.get(pk=draft.pk)) == document
    assert [what for what, _ in whats()] == ["created", "changed", "reverted"]
    assert "Say why" in said(drafts.revert, draft, first, by=editor, reason=" ")


def test_comments_are_anchored_and_needed_to_return(editor, publisher):
    draft = make(editor)
    review.submit(draft, by=editor)
    assert "at least one comment" in said(review.return_to_draft, draft, by=publisher)
    assert "not there any more" in said(review.comment, draft, by=publisher, text="?", noun="findings", key="none")
    made = review.comment(draft, by=publisher, text="Which page?", noun="findings", key="first")
    review.return_to_draft(draft, by=publisher)
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    review.settle(draft, made.pk, by=editor)
    assert Comment.objects.get().settled_by == editor
    review.submit(draft, by=editor)
    assert publish(draft, by=publisher).state == State.PUBLISHED


WRONG = {"case_audits": [synthetic.audit("hmicfrs", "all", synthetic.grades(3, 2, 1), total=7)]}


def test_a_ledger_that_fails_needs_a_reason(editor, publisher):
    draft = make(editor, sound(**WRONG))
    assert "Correct the numbers" in said(review.submit, draft, by=editor)
    line = waivers.unwaived(draft)[0]
    assert "Say why" in said(waivers.waive, draft, line.key, by=editor, reason="")
    assert "does not fail" in said(waivers.waive, draft, "no-such", by=editor, reason="x")
    waivers.waive(draft, line.key, by=editor, reason="The report prints seven.")
    review.submit(draft, by=editor)
    assert publish(draft, by=publisher).waivers.get().reason == "The report prints seven."


def test_a_waiver_holds_only_for_the_numbers_it_was_made_for(editor):
    draft = make(editor, sound(**WRONG))
    waivers.waive(draft, waivers.unwaived(draft)[0].key, by=editor, reason="The report prints seven.")
    with drafts.changing(draft, by=editor) as row:
        row.case_audits.update(printed_total=9)
    assert "Correct the numbers" in said(review.submit, draft, by=editor)


def test_whoever_waives_has_worked_on_the_draft(editor, publisher):
    draft = make(editor, sound(**WRONG))
    waivers.waive(draft, waivers.unwaived(draft)[0].key, by=publisher, reason="The report prints seven.")
    review.submit(draft, by=editor)
    assert "yourself" in said(publish, draft, by=publisher)


def published(editor, publisher, data=None):
    draft = make(editor, data)
    review.submit(draft, by=editor)
    return publish(draft, by=publisher)


def test_a_corrected_edition_supersedes_and_keeps_ids_and_peoples_work(editor, publisher):
    row = published(editor, publisher)
    ids = set(Finding.objects.filter(inspection=row).values_list("key", "pk"))
    asked = row.recommendations.get(key="one")
    Claim.objects.create(
        recommendation=asked, voice="force", state="accepted", on="2021-01-01", source="A letter.", entered_by=editor
    )
    draft = drafts.start_correction(row.slug, by=editor, reason="One word was wrong.")
    assert (draft.edition, draft.state, draft.pk != row.pk) == (2, State.DRAFT, True)
    assert "being worked on already" in said(drafts.start_correction, row.slug, by=editor, reason="x")
    assert "says the same" in said(review.submit, draft, by=editor)
    with drafts.changing(draft, by=editor) as changed:
        changed.findings.filter(key="first").update(summary="Other words.")
    review.submit(draft, by=editor)
    current = publish(draft, by=publisher)
    assert (current.pk, current.edition, current.edition_note) == (row.pk, 2, "One word was wrong.")
    assert set(Finding.objects.filter(inspection=current).values_list("key", "pk")) == ids
    assert current.findings.get(key="first").summary == "Other words."
    assert Claim.objects.get(entered_by=editor).recommendation_id == asked.pk
    old = Inspection.objects.get(slug=row.slug, edition=1)
    assert old.state == State.SUPERSEDED
    assert old.findings.get(key="first").summary == "An invented finding."
    assert Inspection.objects.filter(slug=row.slug).count() == 2
    assert "findings/first" in Revision.objects.of(current).last().changes


def test_waivers_stay_with_the_edition_they_were_made_for(editor, publisher):
    draft = make(editor, sound(**WRONG))
    waivers.waive(draft, waivers.unwaived(draft)[0].key, by=editor, reason="The report prints it so.")
    review.submit(draft, by=editor)
    row = publish(draft, by=publisher)
    correction = drafts.start_correction(row.slug, by=editor, reason="The total was misread.")
    with drafts.changing(correction, by=editor) as changed:
        changed.case_audits.update(printed_total=6)
    review.submit(correction, by=editor)
    current = publish(correction, by=publisher)
    assert [waiver.inspection.edition for waiver in Waiver.objects.all()] == [1]
    assert not current.waivers.exists()


def test_what_got_in_past_the_record_is_seen(editor, publisher):
    draft = make(editor)
    review.submit(draft, by=editor)
    Finding.objects.filter(inspection=draft, key="first").update(summary="Slipped in.")
    assert "not on record" in said(publish, draft, by=publisher)
    review.take_back(draft, by=editor)
    review.submit(draft, by=editor)
    assert Revision.objects.of(draft).last().changes["findings/first"][1]["summary"] == "Slipped in."
    assert publish(draft, by=publisher).state == State.PUBLISHED


def test_a_draft_thrown_away_stays_on_record(editor):
    draft = make(editor)
    drafts.discard(draft, by=editor, reason="Entered twice.")
    assert not Inspection.objects.filter(slug="testshire-2020").exists()
    assert whats() == [("created", "editor"), ("discarded", "editor")]


def test_the_record_is_kept_for_good(editor):
    revision = Revision.objects.of(make(editor)).first()
    revision.reason = "Another."
    for attempt in (revision.save, revision.delete, Revision.objects.all().delete):
        with pytest.raises(KeptForGoodError):
            attempt()
    with pytest.raises(KeptForGoodError):
        Revision.objects.update(by=None)


def test_readers_and_strangers_do_nothing(editor):
    draft = make(editor)
    reader = somebody("reader")
    closed = somebody("editor", name="closed")
    closed.is_active = False
    for person in (reader, closed, None):
        assert "right" in said(review.submit, draft, by=person)
        assert "right" in said(drafts.discard, draft, by=person, reason="x")
        assert "right" in said(review.comment, draft, by=person, text="x")
        assert "right" in said(waivers.waive, draft, "x", by=person, reason="x")
