"""By when was something due, counted from a publication date of which only the month may be known, and was it in time?

A date that passed without news is "no follow-up known to us": not knowing is not the same as nothing having happened.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "month"]
Unit = Literal["days", "weeks", "months"]

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Deadline:
    """The days on which the timescale may have ended: one ("day"), within one named month ("month"), or a "range"."""

    earliest: date
    latest: date
    precision: Literal["day", "month", "range"]


@dataclass(frozen=True)
class DeadlineState:
    """What can be said on a day about one deadline and what is known to have happened.

    `state`: "due" (the date has not passed), "in-time", "late", "cannot-tell" (the dates known are too coarse), or
    "not-known" (the date passed and no follow-up is known to us). The days late are bounds, None unless "late".
    """

    state: Literal["due", "in-time", "late", "cannot-tell", "not-known"]
    days_late_least: int | None
    days_late_most: int | None
    sentence: str


def deadline(published_on: date, published_precision: Precision, amount: int, unit: Unit) -> Deadline:
    """Publication plus a timescale; publication on the 31st plus months ends on the last day of a shorter month.

    From a day: a day. From a month, in months: that later month, first to last day. From a month, in days or weeks:
    the range between counting from the month's first and from its last day. "Immediately" has no deadline.
    """
    first, last = _span(published_on, published_precision)
    earliest, latest = _later(first, amount, unit), _later(last, amount, unit)
    if published_precision == "day":
        return Deadline(earliest, latest, "day")
    if unit == "months":
        return Deadline(*_span(earliest, "month"), "month")
    return Deadline(earliest, latest, "range")


def due_on(published_on: date, published_precision: Precision, amount: int, unit: Unit) -> date:
    """The one date a register prints and sorts by: counted from the day, or from the last day of the month.

    September 2019 plus three months is 30 December 2019, although the deadline is said as "December 2019".
    """
    return _later(_span(published_on, published_precision)[1], amount, unit)


def is_past(due: Deadline, on: date) -> bool:
    """Whether the deadline has passed on any reading: only after the latest day on which it may have ended."""
    return due.latest < on


def phrase(due: Deadline) -> str:
    """The deadline in words: "26 February 2022", "December 2019", "between 13 October and 11 November 2019"."""
    if due.precision == "month":
        return _month(due.earliest)
    if due.earliest == due.latest:
        return _day(due.earliest)
    start = str(due.earliest.day)
    if (due.earliest.year, due.earliest.month) != (due.latest.year, due.latest.month):
        start += f" {MONTHS[due.earliest.month - 1]}"
    if due.earliest.year != due.latest.year:
        start += f" {due.earliest.year}"
    return f"between {start} and {_day(due.latest)}"


def state_of(due: Deadline, happened_on: date | None, happened_precision: Precision | None, on: date) -> DeadlineState:
    """Whether it happened in time, as known on the day `on`; what happened after `on` is not known yet.

    In time: at the latest on the earliest day the timescale may have ended. Late: after the latest such day. Between
    the two the dates known do not decide, and the sentence says so instead of giving either side the benefit.
    """
    if happened_on is None or _span(happened_on, happened_precision or "day")[0] > on:
        if is_past(due, on):
            return _state("not-known", f"It was due {_due(due)}; that date has passed: no follow-up known to us.")
        return _state("due", f"It is due {_due(due)}.")
    first, last = _span(happened_on, happened_precision or "day")
    happened = f"in {_month(first)}" if happened_precision == "month" else f"on {_day(first)}"
    start = f"It was due {_due(due)} and happened {happened}"
    if last <= due.earliest:
        return _state("in-time", f"{start}: in time.")
    if first <= due.latest:
        return _state("cannot-tell", f"{start}: the dates known do not say whether that was in time.")
    least, most = (first - due.latest).days, (last - due.earliest).days
    return DeadlineState("late", least, most, f"{start}: {_late(least, most)} late.")


def _state(state: Literal["due", "in-time", "cannot-tell", "not-known"], sentence: str) -> DeadlineState:
    return DeadlineState(state, None, None, sentence)


def _late(least: int, most: int) -> str:
    """Days where both dates are days; otherwise weeks from the middle of what is possible."""
    if least == most:
        return f"{least} {'day' if least == 1 else 'days'}"
    weeks = max(1, round((least + most) / 14))
    return f"about {weeks} {'week' if weeks == 1 else 'weeks'}"


def _due(due: Deadline) -> str:
    if due.precision == "month":
        return f"in {phrase(due)}"
    return f"by {phrase(due)}" if due.earliest == due.latest else f"by a day {phrase(due)}"


def _later(start: date, amount: int, unit: Unit) -> date:
    if amount < 1:
        raise ValueError("A timescale is at least one day, week or month; what is due immediately has no deadline.")
    if unit == "months":
        year, month = divmod(start.year * 12 + start.month - 1 + amount, 12)
        return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
    if unit not in ("days", "weeks"):
        raise ValueError(f"A timescale is counted in days, weeks or months, not in {unit!r}.")
    return start + timedelta(days=amount * (7 if unit == "weeks" else 1))


def _span(known: date, precision: Precision) -> tuple[date, date]:
    """The first and last day that a date known to this precision may be."""
    if precision == "day":
        return known, known
    if precision != "month":
        raise ValueError(f"A date is known to the day or to the month, not to {precision!r}.")
    return known.replace(day=1), known.replace(day=calendar.monthrange(known.year, known.month)[1])


def _day(day: date) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
