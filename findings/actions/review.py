"""The way of a draft to a second person and back."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from findings.actions.draft import State, locked
from findings.actions.readiness import unready
from findings.actions.refusal import RefusedError, require_reason, require_right
from findings.documents.parts import changes_between
from findings.models import Comment
from findings.store import record
from inspections.roles import ENTER, PUBLISH


@transaction.atomic
def submit(inspection, *, by, reason=""):
    """Hands a draft over for review; while it is there nobody changes it."""
    require_right(by, ENTER)
    draft = locked(inspection.pk, State.DRAFT)
    if sentences := unready(draft):
        raise RefusedError(*sentences)
    # What got into the draft past the record is the submitter's from here on.
    changes = changes_between(record.recorded_state(draft), record.state_of(draft))
    return _move(draft, State.IN_REVIEW, record.What.SUBMITTED, by, reason, changes)


@transaction.atomic
def take_back(inspection, *, by, reason=""):
    """Makes a draft of it again, to go on working."""
    require_right(by, ENTER)
    return _move(locked(inspection.pk, State.IN_REVIEW), State.DRAFT, record.What.TAKEN_BACK, by, reason)


@transaction.atomic
def return_to_draft(inspection, *, by, reason=""):
    """Gives it back to those who entered it, with at least one comment that says what to do."""
    require_right(by, PUBLISH)
    draft = locked(inspection.pk, State.IN_REVIEW)
    if not comments_on(draft).filter(settled_at__isnull=True).exists():
        raise RefusedError("Say in at least one comment what is to be changed.")
    return _move(draft, State.DRAFT, record.What.RETURNED, by, reason)


@transaction.atomic
def comment(inspection, *, by, text, noun="", key=""):
    """A remark on one item of a draft, or on the whole where no item is named."""
    require_right(by, ENTER, PUBLISH)
    text = require_reason(text, "A comment says something.")
    draft = locked(inspection.pk, State.DRAFT, State.IN_REVIEW)
    name = f"{noun}/{key}" if key else noun
    if name and name not in record.state_of(draft):
        raise RefusedError("The item that the comment is about is not there any more.")
    return Comment.objects.create(
        row=draft.pk, slug=draft.slug, edition=draft.edition, noun=noun, key=key, text=text, by=by
    )


@transaction.atomic
def answer(inspection, number, *, by, text):
    """Says something to a comment that is not dealt with; whoever reads the comment reads it below."""
    require_right(by, ENTER, PUBLISH)
    text = require_reason(text, "An answer says something.")
    found = _comment(inspection, number)
    if found.settled_at is not None:
        raise RefusedError("The comment is dealt with already. Write another one, if there is more to say.")
    return _say(found, text, by)


@transaction.atomic
def settle(inspection, number, *, by, text=""):
    """Marks a comment as dealt with; `text` says how, if anything."""
    require_right(by, ENTER, PUBLISH)
    found = _comment(inspection, number)
    if found.settled_at is None:
        if text.strip():
            _say(found, text.strip(), by)
        found.settled_by, found.settled_at = by, timezone.now()
        found.save(update_fields=["settled_by", "settled_at"])
    return found


def comments_on(inspection):
    """What was asked of a draft; what was said to it stands below each (`said_to_it`)."""
    return Comment.objects.filter(row=inspection.pk, answers=None)


def open_comments(rows):
    """Comments on any of these rows that are not dealt with, each with `is_answered`."""
    said = Comment.objects.filter(answers=OuterRef("pk"))
    return Comment.objects.filter(row__in=rows, answers=None, settled_at=None).annotate(is_answered=Exists(said))


def _comment(inspection, number):
    draft = locked(inspection.pk, State.DRAFT, State.IN_REVIEW)
    found = comments_on(draft).select_for_update().filter(pk=number).first()
    if found is None:
        raise RefusedError("There is no such comment on this draft.")
    return found


def _say(found, text, by):
    return Comment.objects.create(
        row=found.row, slug=found.slug, edition=found.edition, answers=found, text=text, by=by
    )


def _move(draft, state, what, by, reason, changes=None):
    draft.state = state
    draft.save(update_fields=["state", "changed_at"])
    record.write(draft, what, by=by, reason=(reason or "").strip(), changes=changes)
    return draft
