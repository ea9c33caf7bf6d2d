"""Numbers that are meant by a word and not printed as a number: how often, how many of one, none at all, half a day.

Each is proposed as a figure that a person must see. Rough shares, "a third of", are only pointed at.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from findings.readers.report.figure_units import unit_after

_PERIODS = {"hour": "an hour", "day": "a day", "week": "a week", "month": "a month", "quarter": "a quarter"}
_PERIODS |= {"year": "a year", "shift": "a shift"}
_ADVERBS = {"hourly": "an hour", "daily": "a day", "weekly": "a week", "monthly": "a month", "quarterly": "a quarter"}
_ADVERBS |= {"yearly": "a year", "annual": "a year", "annually": "a year"}
_TIMES = {"once": 1, "twice": 2}
_OFTEN = re.compile(
    rf"\b(once|twice)[ -](?:(?:a|an|per|each|every) ({'|'.join(_PERIODS)})|({'|'.join(_ADVERBS)}))\b", re.I
)
_INTERVALS = {"weekly": (1, "weeks"), "fortnightly": (2, "weeks"), "monthly": (1, "months"), "quarterly": (3, "months")}
_INTERVALS |= {"yearly": (1, "years"), "annually": (1, "years"), "six-monthly": (6, "months")}
_INTERVAL = re.compile(rf"(?<![\w-])({'|'.join(_INTERVALS)})\b(?! (?:and|or) \w+ly\b)", re.I)
_HALF = re.compile(r"\bhalf an? (hour|day|week|month|year)\b", re.I)
_SINGLE = re.compile(r"\bthere (?:is|was|has been) (?:only )?a (single) (?!process|place|point|approach|view)", re.I)
_COUNTED = (
    r"cases?|children|child|officers?|staff|reports?|incidents?|warrants?|referrals?|investigations?|calls?|visits?"
    r"|offenders?|suspects?|victims?|requests?|vacancies|posts?|assessments?|meetings?|detentions?|arrests?|backlog"
)
_NO = re.compile(
    r"\bthere (?:is|are|was|were|have been|had been) "
    rf"(no ((?:(?!of |record |evidence |to |the |in )[\w-]+ ){{0,3}}?(?:{_COUNTED})))\b",
    re.I,
)
_SHARES = re.compile(
    r"\b(?:(?:a |one[ -])?(?:third|quarter|fifth|half)s? of|(?:two|three)[ -](?:thirds|quarters|fifths)(?: of)?"
    r"|(?:a |several )?dozens?(?: of)?|(?:several )?(?:hundreds|thousands) of|a couple of)(?= )",
    re.I,
)


@dataclass(frozen=True)
class WordedFigure:
    """A number meant by the letters from `start` to `end` of a sentence."""

    start: int
    end: int
    value: Decimal
    unit: str | None


def worded_in(sentence):
    """The figures that words of the sentence mean, in their order."""
    found = [_often(match) for match in _OFTEN.finditer(sentence)]
    taken = [(one.start, one.end) for one in found]
    for match in _INTERVAL.finditer(sentence):
        if not any(start <= match.start() < end for start, end in taken):
            value, unit = _INTERVALS[match[1].lower()]
            found.append(WordedFigure(match.start(1), match.end(1), Decimal(value), unit))
    found += [_of(match, 0, Decimal("0.5"), f"{match[1].lower()}s") for match in _HALF.finditer(sentence)]
    for match in _SINGLE.finditer(sentence):
        found.append(_of(match, 1, Decimal(1), unit_after(sentence[match.end() - 1 :], plural=False)))
    found += [_of(match, 1, Decimal(0), match[2]) for match in _NO.finditer(sentence)]
    return sorted(found, key=lambda one: one.start)


def shares_in(sentence):
    """Matches of shares and numbers that are told roughly."""
    return _SHARES.finditer(sentence)


def _often(match):
    unit = _PERIODS.get((match[2] or "").lower()) or _ADVERBS[match[3].lower()]
    return WordedFigure(match.start(), match.end(), Decimal(_TIMES[match[1].lower()]), f"times {unit}")


def _of(match, group, value, unit):
    return WordedFigure(match.start(group), match.end(group), value, unit)
