"""Dates in the forms reports use, each with the precision it is printed in."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = (
    r"(?P<{0}>january|february|march|april|may|june|july|august|september|october|november|december|jan"
    r"|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
)
_DAY = r"(?:the )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_OF = r"\s+(?:of\s+)?"
_DASH = r"\s*(?:[-\u2010-\u2015]|\bto\b|\band\b|\buntil\b|\btill\b)\s*"


def _pattern(text):
    return re.compile(text, re.I)


def _day(name):
    return _DAY.format(name)


def _month(name):
    return _MONTH.format(name)


def _year(name):
    return _YEAR.format(name)


RANGES = (
    # Two spells with one year: from the first day to the last.
    _pattern(
        rf"\b{_day('d1')}(?:{_DASH}\d{{1,2}}(?:st|nd|rd|th)?)?{_OF}{_month('m1')}\s*(?:,|&|\band\b)\s*"
        rf"\d{{1,2}}(?:st|nd|rd|th)?(?:{_OF}[A-Z][a-z]+)?{_DASH}{_day('d2')}{_OF}{_month('m2')},?\s+{_year('y2')}"
    ),
    _pattern(
        rf"{_day('d1')}{_OF}{_month('m1')},?\s+{_year('y1')}{_DASH}{_day('d2')}{_OF}{_month('m2')},?\s+{_year('y2')}"
    ),
    _pattern(rf"{_day('d1')}{_OF}{_month('m1')}{_DASH}{_day('d2')}{_OF}{_month('m2')},?\s+{_year('y2')}"),
    _pattern(rf"\b{_day('d1')}{_DASH}{_day('d2')}{_OF}{_month('m2')},?\s+{_year('y2')}"),
    _pattern(rf"{_month('m1')}\s+{_year('y1')}{_DASH}{_month('m2')}\s+{_year('y2')}"),
    _pattern(rf"{_month('m1')}{_DASH}{_month('m2')}\s+{_year('y2')}"),
)
SINGLES = (
    _pattern(rf"\b{_day('d2')}(?:\s+day)?\s+(?:of\s+)?{_month('m2')},?\s+{_year('y2')}"),
    _pattern(rf"\b{_month('m2')}\s+{_day('d2')},\s+{_year('y2')}"),
    _pattern(r"\b(?P<y2>(?:19|20)\d\d)-(?P<n2>\d\d)-(?P<d2>\d\d)\b"),
    _pattern(r"\b(?P<d2>\d{1,2})(?P<part>[/.])(?P<n2>\d{1,2})(?P=part)(?P<y2>(?:19|20)\d\d)\b"),
    _pattern(rf"\b{_month('m2')},?\s+{_year('y2')}"),
    _pattern(rf"\b{_year('y2')},\s+{_month('m2')}(?![\w.]* \d)"),
)


@dataclass(frozen=True)
class PrintedDate:
    """A day, a month or a span of them. `start` and `end` are its first and last day at the printed precision."""

    start: date
    end: date
    precision: str
    as_printed: str
    at: int

    @property
    def is_span(self):
        return self.precision == "day" and self.start != self.end

    def agrees(self, other):
        """Whether the two can be the same time, as printed."""
        return self.first() <= other.last() and other.first() <= self.last()

    def first(self):
        return self.start

    def last(self):
        if self.precision == "month":
            return self.end.replace(day=monthrange(self.end.year, self.end.month)[1])
        return self.end


def _number(found, place):
    name = found.groupdict().get(f"m{place}")
    if name:
        return next(n for n, month in enumerate(MONTHS, start=1) if month.startswith(name.lower().rstrip(".")[:3]))
    number = found.groupdict().get(f"n{place}")
    return int(number) if number else None


def _made(found):
    parts = found.groupdict()
    year = int(parts["y2"])
    month = _number(found, 2)
    first_month = _number(found, 1) or month
    first_year = int(parts.get("y1") or year)
    has_days = bool(parts.get("d2"))
    try:
        end = date(year, month, int(parts["d2"]) if has_days else 1)
        if parts.get("d1") or parts.get("m1"):
            start = date(first_year, first_month, int(parts["d1"]) if parts.get("d1") else 1)
        else:
            start = end
    except ValueError:
        return None
    if start > end:
        return None
    return PrintedDate(start, end, "day" if has_days else "month", found.group().strip(), found.start())


def dates_in(text):
    """Every date in the text, spans before single dates, in the order of the text and none inside another."""
    taken, found = [], []
    for pattern in (*RANGES, *SINGLES):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            made = _made(match)
            if made:
                taken.append(match.span())
                found.append(made)
    return sorted(found, key=lambda one: one.at)
