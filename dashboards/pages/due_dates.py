"""The dates of promises and of what became of them, as entries of a calendar.

A calendar has days alone. Where only a month, a year or a range is known, the entry stands on the last day that it can
be, and its title and its text say what is known: nothing is called due before it was, and nobody takes the day for a
fact. What is asked for immediately has no date of its own; the force's six-week update has.
"""

import calendar
from dataclasses import dataclass
from datetime import date, datetime

from dashboards.pages.parameters import checked_parameters
from dashboards.templatetags.formatting import on_date
from findings.follow_up import due_of, due_of_milestone
from findings.models import Milestone, Recommendation
from findings.models.located import Wording
from findings.statistics.deadlines import phrase
from inspections.models import Force

NAMESPACE = "child-protection-inspection-findings"  # of identifiers, which never change; not the address of a host


@dataclass(frozen=True)
class Entry:
    """One day. `uid` survives new editions of the inspection; `stamp` is when the inspection was last changed here."""

    uid: str
    on: date
    title: str
    text: str
    path: str
    stamp: datetime
    edition: int
    category: str


def asked_of(parameters):
    """The slugs of the forces that were asked for; an unknown one is refused by name."""
    return checked_parameters(parameters, {"force": list(Force.objects.values_list("slug", flat=True))})["force"]


def entries(forces):
    """Every dated promise and what happened after it, of published inspections of these forces (all without any)."""
    found = []
    for row in _of(Milestone, forces):
        found += _milestone(row)
    for row in _of(Recommendation, forces):
        found += _recommendation(row)
    return sorted(found, key=lambda entry: (entry.on, entry.uid))


def _of(model, forces):
    rows = model.objects.published().select_related("inspection__force")
    return rows.filter(inspection__force__slug__in=forces) if forces else rows


def _recommendation(row):
    due = due_of(row)
    if due is None:
        return
    within = row.get_timescale_display().lower()
    said = [f"Asked {within} of publication.", *_why(due)]
    if row.wording == Wording.OWN:
        said.insert(0, row.text)
    said.append("A date says nothing of what was done by then; what is known stands at the address.")
    yield _entry(row, "due", due.latest, f"recommendation {row.number} due{_vague(due)}", said, "Due date")


def _milestone(row):
    due = due_of_milestone(row)
    if due:
        said = [f"{row.within} {row.unit} from publication.", *_why(due)]
        yield _entry(row, "due", due.latest, f"due{_vague(due)}: {row.what}", said, "Due date")
    if row.happened_on:
        when = on_date(row.happened_on, row.happened_precision)
        is_day = row.happened_precision == "day"
        title = f"happened: {row.what}" if is_day else f"happened in {when} (day not known): {row.what}"
        said = [f"Source: {row.happened_source}"]
        if not is_day:
            said.insert(0, f"Known is {when}; this entry stands on the last day that it can be.")
        yield _entry(row, "happened", _last_day(row.happened_on, row.happened_precision), title, said, "What happened")


def _entry(row, what, on, title, said, category):
    inspection = row.inspection
    report = f"{inspection.title}, published {on_date(inspection.published_on, inspection.published_precision)}."
    return Entry(
        uid=f"{inspection.slug}.{row.noun}.{row.key}.{what}@{NAMESPACE}",
        on=on,
        title=f"{inspection.force.name}: {title}",
        text="\n".join([*said, report]),
        path=row.get_absolute_url(),
        stamp=inspection.changed_at,
        edition=inspection.edition,
        category=category,
    )


def _vague(due):
    if due.precision == "day":
        return ""
    return f" {'in ' if due.precision == 'month' else ''}{phrase(due)} (day not known)"


def _why(due):
    if due.precision == "day":
        return []
    known = f"in {phrase(due)}" if due.precision == "month" else phrase(due)
    last = "this entry stands on the last day that it can be"
    return [f"Only the month of publication is known, so it was due {known}; {last}."]


def _last_day(known, precision):
    if precision == "day":
        return known
    month = 12 if precision == "year" else known.month
    return date(known.year, month, calendar.monthrange(known.year, month)[1])
