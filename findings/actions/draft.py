"""Acts upon a draft: change it, correct a published inspection, set it back, throw it away."""

from contextlib import contextmanager

from django.db import transaction
from pydantic import ValidationError

from findings.actions.refusal import RefusedError, require_reason, require_right
from findings.documents.parts import changes_between
from findings.store import record
from findings.store.export import document_of
from findings.store.load import create_draft, rewrite_draft
from inspections.models import Inspection
from inspections.roles import ENTER

State = Inspection.State
OPEN = (State.DRAFT, State.IN_REVIEW)
BUSY = {
    State.IN_REVIEW: "This inspection is in review. Take it back from review before you change it.",
    State.PUBLISHED: "A published inspection is never changed in place. Start a corrected edition.",
    State.SUPERSEDED: "This edition has been superseded and stays as it is.",
}


def locked(pk, *states):
    """The row as it is now, locked until the transaction ends; refused where it is in another state, or gone."""
    row = Inspection.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise RefusedError("This draft is not there any more.")
    if row.state not in states:
        raise RefusedError(BUSY.get(row.state, "This inspection is still a draft."))
    return row


@contextmanager
def changing(inspection, *, by, reason="", what=record.What.CHANGED):
    """One change of a draft by a person: whatever is written inside is put on record as theirs, or not written at all.

    Yields the row, locked and read anew. In a draft, leave `entered_by` and `coded_by` of items empty: the record says
    who did what, and what a draft says becomes part of the edition. An item that no document could hold is refused.
    """
    require_right(by, ENTER)
    with transaction.atomic():
        draft = locked(inspection.pk, State.DRAFT)
        before = _state(draft)
        if not record.has_begun(draft):
            record.begin(draft, record.What.FOUND)
        yield draft
        changes = changes_between(before, _state(draft))
        if changes:
            record.write(draft, what, by=by, reason=reason, changes=changes)
            Inspection.objects.get(pk=draft.pk).save(update_fields=["changed_at"])


def begin_draft(inspection, *, by, reason=""):
    """Puts a draft on record that has just been made, in the same transaction, as made by this person."""
    require_right(by, ENTER)
    if inspection.state != State.DRAFT:
        raise RefusedError(BUSY[inspection.state])
    return record.begin(inspection, record.What.CREATED, by=by, reason=reason)


@transaction.atomic
def start_correction(slug, *, by, reason):
    """A draft of the next edition of a published inspection, with everything that the reports brought.

    Claims, milestones and codings that people added stay with the row of the current edition, also after publication.
    """
    require_right(by, ENTER)
    reason = require_reason(reason, "Say what the new edition is to correct.")
    current = Inspection.objects.select_for_update().filter(slug=slug, state=State.PUBLISHED).first()
    if current is None:
        raise RefusedError("Only a published inspection can be corrected.")
    if Inspection.objects.filter(slug=slug, state__in=OPEN).exists():
        raise RefusedError("A corrected edition of this inspection is being worked on already.")
    document = document_of(current, with_peoples_work=False)
    header = document.inspection.model_copy(update={"edition_note": reason})
    draft = create_draft(document.model_copy(update={"inspection": header}), current.edition + 1)
    record.begin(draft, record.What.CREATED, by=by, reason=reason)
    return draft


def revert(inspection, revision, *, by, reason):
    """Sets a draft back to what it said after this revision; what came between stays on record."""
    reason = require_reason(reason, "Say why the draft is set back.")
    if revision.row != inspection.pk:
        raise RefusedError("This state belongs to another draft.")
    with changing(inspection, by=by, reason=reason, what=record.What.REVERTED) as draft:
        rewrite_draft(draft, record.recorded_document(draft, revision))


@transaction.atomic
def discard(inspection, *, by, reason):
    """Throws a draft away. What it said stays on record."""
    require_right(by, ENTER)
    reason = require_reason(reason, "Say why the draft is thrown away.")
    draft = locked(inspection.pk, State.DRAFT)
    if not record.has_begun(draft):
        record.begin(draft, record.What.FOUND)
    record.write(draft, record.What.DISCARDED, by=by, reason=reason)
    if draft.follow_ups.exists():
        raise RefusedError("Another inspection follows up this draft; change that one first.")
    draft.delete()


def invalid(error):
    """What keeps rows from being a document, in sentences."""
    return [f"{' › '.join(map(str, each['loc']))}: {each['msg']}." for each in error.errors()]


def _state(draft):
    try:
        return record.state_of(draft)
    except ValidationError as error:
        raise RefusedError(*invalid(error)) from None
