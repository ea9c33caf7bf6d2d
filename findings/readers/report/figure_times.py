"""When a figure holds: the one time that its sentence prints for it."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from findings.readers.report.dates import dates_in

_VISIT = re.compile(
    r"\b(?:at the time of|during|at) (?:the|our|this) (?:inspection|visit|fieldwork)\b"
    r"|\bat the time of (?:inspection|fieldwork)\b|\b(?:at the time|when) we (?:inspected|visited)\b",
    re.I,
)
_YEAR = re.compile(
    r"\b(?:in|during|this year \() ?(?P<year>(?:19|20)\d\d)\b(?!\s*(?:[-\u2013/]|and\b|to\b)\s*\d)", re.I
)
_HOLDS = re.compile(
    r"\b(?:in|between|on|as at|as of|at|from|during|for|at the end of|at the start of"
    r"|(?P<year_to>(?:in|for|over|during) the (?:(?:financial|calendar) )?(?:year|12 months|twelve months)"
    r" (?:to|ending|ended|up to)(?: the end of)?))\s+$",
    re.I,
)
# A sentence that compares two times prints one of them, and not the time of every number in it.
_COMPARES = re.compile(
    r"\b(?:now|currently|at present|today|compared (?:with|to)|whereas|up from|down from|than in|rose|fell|fallen|risen"
    r"|increased?|decreased?|the year before|previous year)\b",
    re.I,
)

# When the inspectorate went, came back or published is the time of its own act, and not of what it counts beside it.
_OWN_ACT = re.compile(
    r"\b(?:we|inspectors|hmicfrs|hmic)\s+(?:then\s+|first\s+|also\s+)?"
    r"(?:went|returned|revisited|visited|came back|published|reported|carried out)\b",
    re.I,
)
_AS_OF = re.compile(r"\b(?:as at|as of|position at|(?:in|for) the year (?:to|ending|ended))\s+$", re.I)


@dataclass(frozen=True)
class Held:
    """First and last day at a precision; without a day it is the time of the inspection."""

    start: date | None = None
    end: date | None = None
    precision: str | None = None


def held_in(sentence):
    """The Held of a sentence that prints one time and one only, else None: "since" and "by" are no such time, a
    sentence that compares tells of two, and one that tells what the inspectorate did tells when it did it.
    """
    if _COMPARES.search(sentence):
        return None
    found = [Held() for _ in _VISIT.finditer(sentence)]
    dates = dates_in(sentence)
    if dates and _OWN_ACT.search(sentence):
        return None
    for one in dates:
        before = _HOLDS.search(sentence[: one.at])
        if before is None:
            return None
        found.append(_year_to(one) if before["year_to"] else _on(one))
    for match in _YEAR.finditer(sentence):
        if not any(one.at <= match.start("year") < one.at + len(one.as_printed) for one in dates):
            found.append(Held(date(int(match["year"]), 1, 1), None, "year"))
    return found[0] if len(found) == 1 else None


def _on(printed):
    return Held(printed.first(), printed.last() if printed.start != printed.end else None, printed.precision)


def _year_to(printed):
    """The twelve months that end with a printed day or month."""
    last = printed.last()
    first = last + timedelta(days=1)
    if (first.month, first.day) == (2, 29):
        first += timedelta(days=1)
    return Held(first.replace(year=first.year - 1), last, printed.precision)


def held_of_title(title):
    """The Held that a title or a lead prints for what stands under it: "Workforce as at 31 March 2020"."""
    dates = [one for one in dates_in(title) if _AS_OF.search(title[: one.at])]
    if len(dates) != 1:
        return None
    return _year_to(dates[0]) if _HOLDS.search(title[: dates[0].at])["year_to"] else _on(dates[0])


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
