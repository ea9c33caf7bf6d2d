"""What became of what was asked: due dates and states, derived from claims and never typed over."""

from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Case, CharField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from findings.models import Claim, Timescale
from findings.models.recommendation import MONTHS
from findings.statistics.deadlines import DeadlineState, deadline, due_on, is_past, phrase, state_of
from inspections.models.inspection import Precision

NOT_KNOWN, NEW = "not-known", "new"
UPDATE_WEEKS = 6  # within which a force reports on what it was asked to do immediately
STATES = {NOT_KNOWN: "No follow-up known to us", NEW: "New", **dict(Claim.State.choices)}


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


def state_of_recommendation(recommendation, on):
    """The overall state, as known on that day, derived from its claims and typed by nobody.

    Without any claim it is new while its time is running (asked for immediately: the six weeks to the force's update),
    and then not known.
    """
    claims = [claim for claim in recommendation.claims.all() if claim.on <= on]
    if not claims:
        end = _end_of_time(recommendation)
        return NEW if end and not is_past(end, on) else NOT_KNOWN
    return deciding_claim(claims).state


def state_in_sql(on):
    """The same state as an expression over recommendations, by which a database can filter, sort and count."""
    claims = Claim.objects.filter(recommendation=OuterRef("pk"), on__lte=on).order_by("-on", "-pk").values("state")
    return Coalesce(
        Subquery(claims.filter(voice=Claim.Voice.HMICFRS)[:1]),
        Subquery(claims[:1]),
        Case(When(_is_running(on), then=Value(NEW)), default=Value(NOT_KNOWN)),
        output_field=CharField(),
    )


def _is_running(on):
    """The condition that a recommendation's time has not passed: published on a certain day or after it."""
    condition = Q(pk__in=[])
    for timescale in Timescale:
        for precision in (Precision.DAY, Precision.MONTH):
            since = _published_since(timescale, precision, on)
            condition |= Q(
                timescale=timescale, inspection__published_precision=precision, inspection__published_on__gte=since
            )
    return condition


@lru_cache(64)
def _published_since(timescale, precision, on):
    """The earliest day of publication from which this timescale is still running on a day."""
    day = on
    while not is_past(_end_of(timescale, day, precision), on):
        day -= timedelta(days=1)
    return day + timedelta(days=1)


def deciding_claim(claims):
    """The claim that the overall state follows: HMICFRS's latest where there is one, else the latest of any voice."""
    deciding = [claim for claim in claims if claim.voice == Claim.Voice.HMICFRS] or claims
    return max(deciding, key=lambda claim: (claim.on, claim.pk))


def _end_of_time(recommendation):
    """Until when silence is no silence yet; None where no timescale is printed, or only the year is known."""
    inspection = recommendation.inspection
    if not recommendation.timescale or inspection.published_precision == Precision.YEAR:
        return None
    return _end_of(recommendation.timescale, inspection.published_on, inspection.published_precision)


def _end_of(timescale, published_on, precision):
    months = MONTHS[timescale]
    amount, unit = (months, "months") if months else (UPDATE_WEEKS, "weeks")
    return deadline(published_on, precision, amount, unit)


def due_phrase(recommendation):
    """By when, in words: "at once", "by 26 November 2021", "in December 2019"; else nothing."""
    if not recommendation.timescale:
        return ""
    if not MONTHS[recommendation.timescale]:
        return "at once"
    due = due_of(recommendation)
    return f"{'in' if due.precision == 'month' else 'by'} {phrase(due)}" if due else ""


def latest_by_voice(claims):
    """Voice -> its latest claim, in the order in which voices are listed; a voice that is silent is not in it."""
    latest = {claim.voice: claim for claim in sorted(claims, key=lambda claim: (claim.on, claim.pk))}
    return {voice: latest[voice] for voice in Claim.Voice.values if voice in latest}


def do_voices_disagree(claims):
    """Whether the latest claims of two voices give different states."""
    return len({claim.state for claim in latest_by_voice(claims).values()}) > 1


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
