"""What became of what was asked: due dates and states, derived from claims and never typed over."""

from datetime import date

from findings.models import Claim
from findings.models.recommendation import MONTHS
from findings.statistics.deadlines import DeadlineState, deadline, due_on, phrase, state_of
from inspections.models.inspection import Precision

NOT_KNOWN = "not-known"
STATES = {NOT_KNOWN: "No follow-up known to us", "new": "New", **dict(Claim.State.choices)}


def due_of(recommendation):
    """The Deadline of a recommendation; None where it is due at once, no timescale is printed, or only a year known."""
    months = MONTHS.get(recommendation.timescale)
    return _deadline(recommendation.inspection, months, "months") if months else None


def due_columns(recommendation):
    """The due date and its precision as a register prints them, or None and nothing.

    Publication plus the timescale; where only the month of publication is known, counted from its last day (30
    September and three months: 30 December, known to the month). What is asked for immediately has no due date: the
    force reports on it after six weeks, which is a milestone.
    """
    due = due_of(recommendation)
    if due is None:
        return None, ""
    inspection = recommendation.inspection
    months = MONTHS[recommendation.timescale]
    return due_on(inspection.published_on, inspection.published_precision, months, "months"), due.precision


def state_of_recommendation(claims):
    """The overall state: the latest claim of HMICFRS where there is one, else the latest of the others."""
    claims = list(claims)
    if not claims:
        return NOT_KNOWN
    deciding = [claim for claim in claims if claim.voice == Claim.Voice.HMICFRS] or claims
    return max(deciding, key=lambda claim: (claim.on, claim.pk)).state


def due_phrase(recommendation):
    """By when, in words: "at once", "by 26 November 2021", "in December 2019"; else nothing."""
    if not recommendation.timescale:
        return ""
    if not MONTHS[recommendation.timescale]:
        return "at once"
    due = due_of(recommendation)
    return f"{'in' if due.precision == 'month' else 'by'} {phrase(due)}" if due else ""


def do_voices_disagree(claims):
    """Whether the latest claims of two voices give different states."""
    latest = {}
    for claim in sorted(claims, key=lambda claim: (claim.on, claim.pk)):
        latest[claim.voice] = claim.state
    return len(set(latest.values())) > 1


def due_of_milestone(milestone):
    """The Deadline of a promised step; None where no time was set, or only the year of publication is known."""
    return _deadline(milestone.inspection, milestone.within, milestone.unit) if milestone.within else None


def state_of_milestone(milestone, on):
    """Whether a promised step happened in time, as known on that day; None where there is no date to be in time for."""
    due = due_of_milestone(milestone)
    if due is None:
        return None
    if milestone.happened_on and milestone.happened_precision == Precision.YEAR:
        return _state_by_year(due, milestone.happened_on.year, on)
    return state_of(due, milestone.happened_on, milestone.happened_precision or None, on)


def has_happened(milestone, on):
    """Whether a source says that the step happened, as known on that day."""
    return milestone.happened_on is not None and milestone.happened_on <= on


def _deadline(inspection, amount, unit):
    if inspection.published_precision == Precision.YEAR:
        return None
    return deadline(inspection.published_on, inspection.published_precision, amount, unit)


def _state_by_year(due, year, on):
    """A step of which only the year is known: in time or late only where the whole year was."""
    if year > on.year:
        return state_of(due, None, None, on)
    said = f"It was due {'in' if due.precision == 'month' else 'by'} {phrase(due)} and happened in {year}"
    if date(year, 12, 31) <= due.earliest:
        return DeadlineState("in-time", None, None, f"{said}: in time.")
    if date(year, 1, 1) <= due.latest:
        return DeadlineState("cannot-tell", None, None, f"{said}: the dates known do not say whether that was in time.")
    least, most = (date(year, 1, 1) - due.latest).days, (date(year, 12, 31) - due.earliest).days
    return DeadlineState("late", least, most, f"{said}: late.")
