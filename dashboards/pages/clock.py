"""Promised and actual dates of an inspection side by side, and where they lie on one scale of time.

A date of which only the month is known is a stretch as long as that month, not a point: the picture is as exact as what
is known. The picture repeats the words beside it and is drawn without a script.
"""

import calendar
from dataclasses import dataclass
from datetime import date

from dashboards.templatetags.formatting import on_date
from findings.follow_up import due_of, due_of_milestone, has_happened, state_of_milestone
from findings.models import Timescale
from findings.statistics.deadlines import phrase

NARROWEST = 1.2  # percent of the width: a single day is still seen


@dataclass(frozen=True)
class Stretch:
    """A part of the scale, in percent of its width."""

    x: float
    width: float


@dataclass(frozen=True)
class Line:
    """One promise or event. `promised` and `happened` are words, empty where there is no such date."""

    what: str
    href: str
    promised: str
    happened: str
    state: str
    promised_at: Stretch | None
    happened_at: Stretch | None


@dataclass(frozen=True)
class Clock:
    """Rows in the order of time, and the years that begin within the scale: (x, year)."""

    rows: tuple[Line, ...]
    years: tuple[tuple[float, int], ...]


def clock(inspection, milestones, asked, on):
    """The clock of one inspection on a day; None where nothing was promised and nothing happened."""
    found = [_published(inspection), *(_milestone(row, on) for row in milestones), *_recommended(inspection, asked)]
    found = [one for one in found if one[1] or one[2]]
    if len(found) < 2:
        return None
    days = [day for _, *spans in found for span in spans[:2] if span for day in span]
    scale = _Scale(min(days), max(days))
    found.sort(key=lambda one: min(span[0] for span in one[1:3] if span))
    return Clock(tuple(_line(*one, scale) for one in found), scale.years())


class _Scale:
    """From the first to the last day, in percent, with a margin so that no mark is cut off."""

    def __init__(self, first, last):
        self.first, self.days = first, max(1, (last - first).days)

    def at(self, day):
        return 1 + 96 * (day - self.first).days / self.days

    def stretch(self, span):
        if span is None:
            return None
        x = self.at(span[0])
        return Stretch(round(x, 2), round(max(NARROWEST, self.at(span[1]) - x), 2))

    def years(self):
        last = self.first.toordinal() + self.days
        years = range(self.first.year + 1, date.fromordinal(last).year + 1)
        return tuple((round(self.at(date(year, 1, 1)), 2), year) for year in years)


def _line(words, promised, happened, scale):
    return Line(*words, scale.stretch(promised), scale.stretch(happened))


def _published(inspection):
    when = on_date(inspection.published_on, inspection.published_precision)
    span = _span(inspection.published_on, inspection.published_precision)
    return ("Report published", "", "", when, ""), None, span


def _milestone(row, on):
    due = due_of_milestone(row)
    is_known = has_happened(row, on)
    happened = on_date(row.happened_on, row.happened_precision) if is_known else ""
    state = state_of_milestone(row, on).sentence if due else ""
    words = (row.what, row.get_absolute_url(), phrase(due) if due else "", happened, state)
    span = _span(row.happened_on, row.happened_precision) if is_known else None
    return words, (due.earliest, due.latest) if due else None, span


def _recommended(inspection, asked):
    """One row for the recommendations that fall due together; those to be acted on at once have no date."""
    address = f"{inspection.get_absolute_url()}#recommendations"
    for timescale in (Timescale.THREE_MONTHS, Timescale.SIX_MONTHS):
        group = [one for one in asked if one.recommendation.timescale == timescale]
        due = due_of(group[0].recommendation) if group else None
        if due is None:
            continue
        numbers = ", ".join(str(one.recommendation.number) for one in group)
        what = f"{'Recommendation' if len(group) == 1 else 'Recommendations'} {numbers}, {timescale.label.lower()}"
        states = "; ".join(dict.fromkeys(one.state_text for one in group))
        yield (what, address, phrase(due), "", f"{states}."), (due.earliest, due.latest), None


def _span(known, precision):
    """The first and last day that a date known to this precision may be."""
    if precision == "day":
        return known, known
    first, last = (1, 12) if precision == "year" else (known.month, known.month)
    return date(known.year, first, 1), date(known.year, last, calendar.monthrange(known.year, last)[1])
