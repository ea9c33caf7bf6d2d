"""What became of what was asked: due dates and states, derived from claims and never typed over."""

from findings.models import Claim
from findings.models.recommendation import MONTHS
from findings.statistics.deadlines import deadline

NOT_KNOWN = "not-known"
STATES = {NOT_KNOWN: "No follow-up known to us", "new": "New", **dict(Claim.State.choices)}


def due_of(recommendation):
    """The Deadline of a recommendation; None where it is due at once or no timescale is printed."""
    months = MONTHS.get(recommendation.timescale)
    if not months:
        return None
    inspection = recommendation.inspection
    return deadline(inspection.published_on, inspection.published_precision, months, "months")


def due_columns(recommendation):
    """The due date and its precision as a register prints them; a month is written as its first day."""
    inspection = recommendation.inspection
    if not recommendation.timescale:
        return None, ""
    due = due_of(recommendation)
    if due is None:
        return inspection.published_on, inspection.published_precision
    return due.earliest, due.precision


def state_of_recommendation(claims):
    """The overall state: the latest claim of HMICFRS where there is one, else the latest of the others."""
    claims = list(claims)
    if not claims:
        return NOT_KNOWN
    deciding = [claim for claim in claims if claim.voice == Claim.Voice.HMICFRS] or claims
    return max(deciding, key=lambda claim: (claim.on, claim.pk)).state
