"""When a figure holds: the one time that its sentence prints for it."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from findings.readers.report.dates import dates_in

_VISIT = re.compile(
    r"\b(?:at the time of|during|at) (?:the|our|this) (?:inspection|visit|fieldwork)\b"
    r"|\bat the time of (?:inspection|fieldwork)\b|\b(?:at the time|when) we (?:inspected|visited)\b",
    re.I,
)
_YEAR = re.compile(
    r"\b(?:in|during|this year \() ?(?P<year>(?:19|20)\d\d)\b(?!\s*(?:[-\u2013/]|and\b|to\b)\s*\d)", re.I
)
_HOLDS = re.compile(r"\b(?:in|between|on|as at|as of|at|from|during|for|at the end of|at the start of)\s+$", re.I)


@dataclass(frozen=True)
class Held:
    """First and last day at a precision; without a day it is the time of the inspection."""

    start: date | None = None
    end: date | None = None
    precision: str | None = None


def held_in(sentence):
    """The Held of a sentence that prints one time and one only, else None: "since" and "by" are no such time."""
    found = [Held() for _ in _VISIT.finditer(sentence)]
    dates = dates_in(sentence)
    for one in dates:
        if not _HOLDS.search(sentence[: one.at]):
            return None
        found.append(Held(one.first(), one.last() if one.start != one.end else None, one.precision))
    for match in _YEAR.finditer(sentence):
        if not any(one.at <= match.start("year") < one.at + len(one.as_printed) for one in dates):
            found.append(Held(date(int(match["year"]), 1, 1), None, "year"))
    return found[0] if len(found) == 1 else None


def as_of(held, header):
    """The fields of a document for a Held, or none. `header` has the dates of the inspection, where printed."""
    if held is None:
        return {}
    start, end, precision = held.start, held.end, held.precision
    if start is None:
        start, end = getattr(header, "inspected_from", None), getattr(header, "inspected_to", None)
        if start is None:
            return {}
        is_one_month = end is None or (start.year, start.month) == (end.year, end.month)
        last = None if is_one_month else end.replace(day=monthrange(end.year, end.month)[1])
        start, end, precision = start.replace(day=1), last, "month"
    return {"as_of": start, "as_of_to": end, "as_of_precision": precision}
