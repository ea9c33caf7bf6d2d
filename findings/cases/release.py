"""A table computed from single cases made public on purpose, and taken back. What is released is frozen that day."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from findings.cases.pairs import grades_of, pairs_of
from findings.models import ReleasedTable
from findings.statistics.results import Refusal
from inspections.models import Inspection
from inspections.roles import PUBLISH, VIEW_CASES

LEAST_CASES = 10
SMALL_CELL = 5


class ReleaseError(Exception):
    """The table cannot be released, or not withdrawn; the message is a sentence for the person who asked."""


def release_refusal(pairs):
    """Why this table must not be released; "" where it may be. Of so few cases a pair of grades could name one."""
    if isinstance(pairs, Refusal):
        return pairs.sentence
    if pairs.n < LEAST_CASES:
        return f"A table of fewer than {LEAST_CASES} joint cases is not released: it could tell of single cases."
    return ""


def small_cells(table):
    """How many cells hold one to four cases: the publisher is told before releasing."""
    return sum(0 < cases < SMALL_CELL for row in table for cases in row)


def release_table(inspection, *, by, reason):
    """Freezes the cross-table of the whole joint sample and makes it public. Never by area, never of under ten cases.

    Needs the right to publish and the right to see cases: nobody releases what they cannot see.
    """
    if not (by.has_perm(PUBLISH) and by.has_perm(VIEW_CASES)):
        raise PermissionDenied
    reason = _reason(reason)
    with transaction.atomic():
        inspection = Inspection.objects.published().select_for_update(of=("self",)).get(pk=inspection.pk)
        grades = grades_of(inspection)
        pairs = pairs_of(inspection, grades=grades) if grades else Refusal("Its framework grades no cases.")
        if refusal := release_refusal(pairs):
            raise ReleaseError(refusal)
        if ReleasedTable.objects.filter(inspection=inspection, withdrawn_at=None).exists():
            raise ReleaseError("A table of this inspection is released already; withdraw it first.")
        return ReleasedTable.objects.create(
            inspection=inspection,
            figures={
                "grades": [grade.slug for grade in grades],
                "names": [grade.name for grade in grades],
                "table": [list(row) for row in pairs.table],
                "n": pairs.n,
            },
            reason=reason,
            released_at=timezone.now(),
            released_by=by,
        )


def withdraw_table(released, *, by, reason):
    """Takes a released table back: it is no longer shown, and that it was stays known."""
    if not by.has_perm(PUBLISH):
        raise PermissionDenied
    reason = _reason(reason)
    with transaction.atomic():
        released = ReleasedTable.objects.select_for_update().get(pk=released.pk)
        if released.withdrawn_at:
            raise ReleaseError("This table was withdrawn already.")
        released.withdrawn_at, released.withdrawn_by, released.withdrawn_reason = timezone.now(), by, reason
        released.save()
    return released


def _reason(reason):
    reason = reason.strip()
    if not reason:
        raise ReleaseError("Say why, in a sentence: the reason is kept with the table.")
    return reason
