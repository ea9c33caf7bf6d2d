"""Timescales of recommendations in the forms reports print them."""

import re
from dataclasses import dataclass

from findings.readers.report.dates import dates_in
from findings.readers.report.numbers import NUMBER, value_of

_IMMEDIATE = r"immediately|with immediate effect|immediate(?=\s*:|\s*$)|straight ?away"
_WITHIN = (
    rf"(?:with)?in (?:the )?(?:next |following )?(?P<number>{NUMBER})(?: \([\w ]{{1,12}}\))?"
    r" (?:calendar )?(?P<unit>day|week|month|year)s?"
)
_AFTER = rf"no later than (?P<number2>{NUMBER}) (?P<unit2>day|week|month|year)s?"
_FORM = re.compile(rf"\b(?:(?P<now>{_IMMEDIATE})|{_WITHIN}|{_AFTER})(?:\s+(?:of|from|after) [^,.;:]{{0,60}})?", re.I)
_BY = re.compile(r"\b[Bb]y (?:the end of )?(?=\d|[A-Z])")
_LATER = re.compile(
    r"\bas soon as (?:possible|practicable)\b|\burgently\b|\bas a matter of urgency\b|\bwithout delay\b", re.I
)
SLUGS = {(3, "month"): "three-months", (6, "month"): "six-months"}


@dataclass(frozen=True)
class Timescale:
    """`slug` is None for a timescale that the document has no name for; `as_printed` is always there."""

    slug: str | None
    as_printed: str
    at: int


def timescale_in(text):
    """The first timescale in a text, or None."""
    found = _FORM.search(text)
    by = next((_by(text, match) for match in _BY.finditer(text) if _by(text, match)), None)
    later = _LATER.search(text)
    candidates = [_made(found)] if found else []
    candidates += [by] if by else []
    candidates += [Timescale(None, later.group(), later.start())] if later else []
    return min(candidates, key=lambda one: one.at, default=None)


def _made(found):
    printed = found.group()
    if found["now"]:
        return Timescale("immediately", found["now"], found.start())
    number = value_of(found["number"] or found["number2"])
    unit = (found["unit"] or found["unit2"]).lower()
    short = re.sub(r"\s+(?:of|from|after) .*$", "", printed, flags=re.I)
    return Timescale(SLUGS.get((number, unit)), short, found.start())


def _by(text, match):
    later = [one for one in dates_in(text[match.end() : match.end() + 40]) if one.at == 0]
    if not later:
        return None
    return Timescale(None, text[match.start() : match.end()] + later[0].as_printed, match.start())


_NAMED = re.compile(
    r"^(?:time ?scale|time ?frame|deadline|due|when|to be (?:done|completed))\s*[:\u2013\u2014-]\s*", re.I
)
_BARE = re.compile(rf"(?P<number>{NUMBER}) (?P<unit>day|week|month|year)s?", re.I)


def as_heading(text):
    """The timescale of a line that is nothing but one: "Immediately:", "Within three months", "Timescale: 3 months"."""
    bare = text.strip().rstrip(":.").strip()
    named = _NAMED.match(bare)
    bare = bare[named.end() :] if named else bare
    if named and (short := _BARE.fullmatch(bare)):
        return Timescale(SLUGS.get((value_of(short["number"]), short["unit"].lower())), bare, 0)
    found = timescale_in(bare)
    if found is None or found.at > 3:
        return None
    rest = bare.replace(found.as_printed, "")
    rest = re.sub(
        r"\b(?:of|from|after|the|publication|date|this|report|recommendations?|for|action|to|be|completed|acted|on)\b",
        "",
        rest,
        flags=re.I,
    )
    return found if len(rest.strip(" ,.-")) <= 2 else None
