"""Printed numbers that are no case grades: value, qualifier, unit and the words around, each with its line."""

import re
from dataclasses import dataclass
from decimal import Decimal

from findings.readers.report.dates import dates_in
from findings.readers.report.figure_units import unit_after
from findings.readers.report.milestones import WITHIN as MILESTONE
from findings.readers.report.numbers import NUMBER, value_of
from findings.readers.report.reading import Place
from findings.readers.report.sections import FRONT
from findings.readers.report.tally_sentences import LONGEST, sentences_of
from findings.readers.report.titles import areas_of

SKIPPED = frozenset({FRONT, "foreword", "contents", "annex", "recommendations", "next-steps"})
QUALIFIERS = (
    (
        "about",
        r"approximately|around|about|roughly|nearly|almost|just (?:over|under)|in the region of|circa|an estimated",
    ),
    ("more-than", r"more than|over|above|exceeding|in excess of|longer than"),
    ("at-least", r"at least|no fewer than|no less than|a minimum of"),
    ("less-than", r"less than|fewer than|under|below"),
    ("up-to", r"up to|maximum (?:\w+ ){0,2}of|no more than|at most|a limit of"),
)
_QUALIFIER = re.compile("|".join(f"(?P<q{n}>\\b(?:{words}))" for n, (_, words) in enumerate(QUALIFIERS)), re.I)
_SCALE = {"m": 1_000_000, "million": 1_000_000, "bn": 10**9, "billion": 10**9, "k": 1000, "thousand": 1000}
_FIGURE = re.compile(
    rf"(?<![\w.,/\u00a3$\u20ac:-])(?P<first>{NUMBER})(?P<scale>\s?(?:m|bn|k|million|billion|thousand)\b)?"
    rf"(?:\s*(?P<tie>to|and|or|[-\u2010-\u2015])\s*(?P<second>{NUMBER})(?P<scale2>\s?(?:m|bn|k|million|billion|thousand)\b)?)?"
    r"(?P<percent>\s*(?:%|per\s?cent\b))?(?!\w|[\u2010-\u2015/:]\w|-(?!(?:mile|minute|hour|day|week|month"
    r"|year)s?\b(?![- ]old))\w|,\d|\.\d)",
    re.I,
)
_HYPHENED = re.compile(r"^-(mile|minute|hour|day|week|month|year)s?\b", re.I)
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_OF_THESE = re.compile(r"^\s+of (?:the|these|those|its|our|all|them)\b", re.I)
_ALONE = re.compile(r"^\s+(?:were|was|had|have|are|is|did|involved|resulted)\b", re.I)
_OF = re.compile(rf"^\s+(?:\w+ )?of (?:the|these|those|its|our|all)?\s*(?P<base>{NUMBER})\b", re.I)
_NAMED_BEFORE = re.compile(
    r"\b(?:section|sections|part|page|annex|appendix|chapter|level|year|type|phase|tier|stage|schedule|table|figure|top|version|"
    r"volume|paragraph|article|operation|act|aged?|ages|covid|isbn|no\.?|number)\s*$",
    re.I,
)
_AFTER = re.compile(r"^\s*(?:am|pm|\(\d\))\b|^\s*(?:call|calls) about\b|^(?:st|nd|rd|th)\b|^\s+of this\b", re.I)
_FUNCTION = frozenset(
    [
        "in",
        "of",
        "the",
        "these",
        "those",
        "at",
        "by",
        "for",
        "from",
        "to",
        "with",
        "only",
        "around",
        "about",
        "over",
        "under",
        "up",
        "between",
        "approximately",
        "some",
        "nearly",
        "almost",
        "more",
        "less",
        "there",
        "all",
        "our",
        "its",
        "a",
        "an",
        "and",
        "or",
        "but",
        "we",
        "they",
        "another",
        "just",
        "least",
        "most",
        "than",
        "than",
        "fewer",
        "these",
        "has",
        "had",
        "have",
        "was",
        "were",
        "is",
        "are",
        "at",
    ]
)
LOOSE = frozenset({"one", "zero"})


@dataclass(frozen=True)
class ReadFigure:
    """One figure. `said` is the clause it stands in; `unit` is None where no noun follows it."""

    chapter: str
    value: Decimal
    value_to: Decimal | None
    of: Decimal | None
    unit: str | None
    qualifier: str | None
    as_printed: str
    said: str
    areas: tuple[str, ...]
    place: Place


def read_figures(section, taken, areas):
    """The figures of one section outside the blocks in `taken`, which hold tallies, boxes and recommendations."""
    if section.slug in SKIPPED:
        return ()
    found, lead = [], None
    for index, block in enumerate(section.blocks):
        if block.kind == "text":
            lead = block.text if block.text.endswith(":") else None
        if index in taken or block.kind == "row" or section.is_heading(index):
            continue
        qualifier = _qualifier_at_end(lead) if block.kind == "item" and lead else None
        for start, sentence in sentences_of(block.text):
            found += [
                _figure(section, block, start, sentence, match, base, qualifier, areas)
                for match, base in _matches(sentence)
            ]
    return tuple(found)


def _matches(sentence):
    """The numbers of a sentence that are figures, each with its base if it is one part of a whole."""
    if len(sentence) > LONGEST or MILESTONE.search(sentence):
        return
    dated = [(one.at, one.at + len(one.as_printed)) for one in dates_in(sentence)]
    bases = set()
    at = 0
    while match := _FIGURE.search(sentence, at):
        at = match.end()
        if match.start() in bases or any(start <= match.start() < end for start, end in dated):
            continue
        if match["second"] and _is_list(sentence, match):
            at = match.end("scale") if match["scale"] else match.end("first")
            match = _FIGURE.match(sentence[:at], match.start())
        base = _OF.match(sentence[match.end() :])
        if _is_figure(sentence, match, base):
            if base:
                bases.add(match.end() + base.start("base"))
            yield match, base


def _is_list(sentence, match):
    """Two numbers tied by "and" are a span only after "between"."""
    if match["tie"].lower() != "and":
        return False
    return not re.search(r"\bbetween\s*$", sentence[: match.start()], re.I)


def _is_figure(sentence, match, base):
    before, after = sentence[: match.start()], sentence[match.end() :]
    number = match["first"].lower()
    if re.fullmatch(r"(?:19|20)\d\d", number) and not match["percent"]:
        return False
    if _NAMED_BEFORE.search(before) or _AFTER.match(after) or _is_age(before, after):
        return False
    word = re.search(r"([A-Za-z][\w'\u2019-]*)\s*$", before)
    is_digits = number[0].isdigit()
    if (
        is_digits
        and word
        and word[1][0].isupper()
        and word[1].lower() not in _FUNCTION
        and not _POSSESSIVE.search(word[1])
    ):
        return False
    if is_digits:
        return True
    alone = bool(_ALONE.match(after)) and bool(re.search(r"(?:^|[;,.]|\band|\bcases?,)\s*$", before))
    if alone or _HYPHENED.match(after):
        return number != "zero"
    if number in LOOSE:
        return bool(word and word[1].lower() in ("only", "just", "than", "over") and unit_after(after, plural=False))
    return bool(base or _OF_THESE.match(after) or unit_after(after, plural=True) or match["percent"])


def _is_age(before, after):
    if re.search(r"\baged?(?: between| of| under| over)?(?: \w+ (?:and|to|or))?\s*$", before, re.I):
        return True
    return bool(
        re.match(r"[- ](?:(?:years?|months?|weeks?|days?)-old\b|years? (?:old|of age)\b|months? of age\b)", after, re.I)
    )


def _qualifier_at_end(lead):
    """A list can take its qualifier from its lead: "a workforce of approximately:"."""
    found = re.search(rf"(?:{'|'.join(words for _, words in QUALIFIERS[:1])})\s*:$", lead, re.I)
    return "about" if found else None


def _qualifier(before, given):
    found = None
    for match in _QUALIFIER.finditer(before):
        found = match
    if found is None or before[found.end() :].strip().lower() not in ("", "a", "the", "an average of"):
        return given
    return next(QUALIFIERS[n][0] for n in range(len(QUALIFIERS)) if found[f"q{n}"])


def _value(number, scale):
    value = Decimal(value_of(number)) * (_SCALE[scale.strip().lower()] if scale else 1)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _figure(section, block, start, sentence, match, base, qualifier, areas):
    before, after = sentence[: match.start()], sentence[match.end() :]
    second = match["second"]
    low = _value(match["first"], match["scale"] or (match["scale2"] if second else None))
    high = _value(second, match["scale2"]) if second else None
    if high is not None and high < low:
        high = None
    at, end = start + match.start(), start + match.end()
    unit = "percent" if match["percent"] else _unit(after, base, low)
    return ReadFigure(
        section.slug,
        low,
        high,
        _value(base["base"], None) if base else None,
        unit,
        _qualifier(before, qualifier),
        match.group().strip()
        if not match["percent"]
        else match.group()[: match.start("percent") - match.start()].strip(),
        _said(sentence, match),
        tuple(areas_of(sentence, areas))[:1],
        block.place(at, end),
    )


def _unit(after, base, value):
    hyphened = _HYPHENED.match(after)
    if hyphened:
        return hyphened[1].lower() + "s"
    these = None if base else _OF_THESE.match(after)
    tail = after[(base or these).end() :] if base or these else after
    return unit_after(tail, plural=value != 1 or bool(base))


def _said(sentence, match, most=240):
    """The sentence, or as much of it around the number as a line holds."""
    if len(sentence) <= most:
        return sentence.strip()
    first = max(0, match.start() - most // 2)
    part = sentence[first : first + most - 10]
    part = part[part.index(" ") + 1 :] if first and " " in part else part
    cut = first + most - 10 < len(sentence)
    return ("\u2026 " if first else "") + (
        part[: part.rindex(" ")] + " \u2026" if cut and " " in part else part
    ).strip()
