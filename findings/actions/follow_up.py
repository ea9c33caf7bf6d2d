"""What people add to a published inspection without a new edition: claims, what happened to milestones, themes."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from findings.actions.draft import State, locked
from findings.actions.refusal import RefusedError, require_reason, require_right
from findings.documents.edits import free_key
from findings.documents.parts import changes_between
from findings.models import Claim, Finding, Illustration, Milestone, Recommendation, Theme
from findings.store import record
from findings.store.export import document_of
from findings.store.peoples_work import theme_given, theme_taken_off
from inspections.roles import FOLLOW_UP

CODED = {model.noun: model for model in (Finding, Illustration, Recommendation)}


@contextmanager
def following(inspection, *, by, reason=""):
    """One addition by a person to the current edition; what differs afterwards goes on record as theirs."""
    require_right(by, FOLLOW_UP)
    with transaction.atomic():
        row = locked(inspection.pk, State.PUBLISHED)
        before = record.state_of(row)
        yield row
        changes = changes_between(before, record.state_of(row))
        if changes:
            record.write(row, record.What.FOLLOWED_UP, by=by, reason=reason, changes=changes)


def record_claim(recommendation, *, by, voice, state, on, source, precision="day", note=""):
    """What one voice said on one day had become of a recommendation, and where it said so."""
    if state == Claim.State.CLOSED and voice != Claim.Voice.HMICFRS:
        raise RefusedError("Only the inspectorate closes a recommendation: choose its voice, and give its source.")
    source = require_reason(source, "Say where this was said: a claim needs a source.")
    _refuse_future(on)
    with following(recommendation.inspection, by=by) as row:
        asked = row.recommendations.filter(pk=recommendation.pk).first()
        if asked is None:
            raise RefusedError("This recommendation is not there any more.")
        if asked.claims.filter(voice=voice, state=state, on=on).exists():
            raise RefusedError("The same voice claims the same on the same day already.")
        claim = Claim(
            recommendation=asked,
            voice=voice,
            state=state,
            on=on,
            precision=precision,
            source=source,
            note=note.strip(),
            entered_by=by,
        )
        _checked(claim).save()
    return claim


def withdraw_claim(claim, *, by, reason):
    """Takes back a claim that a person entered; what a report says stays."""
    reason = require_reason(reason, "Say why the claim is withdrawn.")
    with following(claim.recommendation.inspection, by=by, reason=reason) as row:
        found = Claim.objects.filter(pk=claim.pk, recommendation__inspection=row).first()
        if found is None or found.entered_by_id is None:
            raise RefusedError("Only a claim that a person entered can be withdrawn.")
        found.delete()


def record_happened(milestone, *, by, on, source, precision="day", note=""):
    """When a promised step happened, and which source says so."""
    source = require_reason(source, "Say which source tells when it happened.")
    _refuse_future(on)
    with following(milestone.inspection, by=by) as row:
        found = row.milestones.filter(pk=milestone.pk).first()
        if found is None:
            raise RefusedError("This milestone is not there any more.")
        found.happened_on, found.happened_precision, found.happened_source = on, precision, source
        found.note, found.entered_by = note.strip() or found.note, by
        _checked(found).save()
    return found


def add_milestone(inspection, *, by, kind, what, on, source, precision="day", note=""):
    """A step that happened after publication and that the report did not foresee, and which source says so."""
    source = require_reason(source, "Say which source tells when it happened.")
    what = require_reason(what, "Say what happened.")
    _refuse_future(on)
    with following(inspection, by=by) as row:
        if row.milestones.filter(kind=kind, what=what, happened_on=on).exists():
            raise RefusedError("The same step is on record for the same day already.")
        made = Milestone(
            inspection=row,
            key=free_key(document_of(row), Milestone.noun, what),
            position=1 + (row.milestones.aggregate(last=Max("position"))["last"] or 0),
            kind=kind,
            what=what,
            happened_on=on,
            happened_precision=precision,
            happened_source=source,
            note=note.strip(),
            entered_by=by,
        )
        _checked(made).save()
    return made


def recode(item, themes, *, by, reason):
    """Gives an item exactly these themes. Those it keeps stay whose they were; the new ones are this person's.

    What is taken off stays off, and what is given stays, whatever document is loaded afterwards.
    """
    reason = require_reason(reason, "Say why the themes change.")
    wanted = {theme.pk: theme for theme in Theme.objects.current().filter(slug__in=themes)}
    if len(wanted) != len(set(themes)):
        raise RefusedError("Choose themes from the list.")
    with following(item.inspection, by=by, reason=reason) as row:
        found = type(item).objects.filter(pk=item.pk, inspection=row).first()
        if found is None:
            raise RefusedError("This item is not there any more.")
        has = {coding.theme_id: coding for coding in found.codings.select_related("theme")}
        for theme_id, coding in has.items():
            if theme_id not in wanted:
                coding.delete()
                theme_taken_off(found, coding.theme, by)
        link = found._meta.model_name
        for theme_id, theme in wanted.items():
            if theme_id not in has:
                found.codings.model.objects.create(**{link: found}, theme=theme, coded_by=by)
                theme_given(found, theme)
    return found


def _refuse_future(on):
    if on > localdate():
        raise RefusedError("This day is still to come: only what has been said or done is recorded.")


def _checked(row):
    try:
        row.full_clean()
    except ValidationError as error:
        raise RefusedError(*error.messages) from None
    return row
