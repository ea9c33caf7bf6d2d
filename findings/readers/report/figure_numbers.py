"""Which numbers of a sentence are figures, and which are none and why."""

import re

from findings.readers.report.dates import dates_in
from findings.readers.report.figure_units import unit_after
from findings.readers.report.grades import GRADE
from findings.readers.report.milestones import WITHIN as MILESTONE
from findings.readers.report.numbers import NUMBER, value_of
from findings.readers.report.tally_sentences import LONGEST

FIGURE = re.compile(
    rf"(?<![\w.,/\u00a3$\u20ac:-])(?<!\d\()(?P<first>{NUMBER})(?P<scale>\s?(?:m|bn|k|million|billion|thousand)\b)?"
    rf"(?:\s*(?P<tie>to|and|or|[-\u2010-\u2015])\s*(?P<second>{NUMBER})(?P<scale2>\s?(?:m|bn|k|million|billion|thousand)\b)?)?"
    r"(?P<percent>\s*(?:%|per\s?cent\b))?(?!\w|[\u2010-\u2015/:]\w|-(?!(?:mile|minute|hour|day|week|month"
    r"|year)s?\b(?![- ]old))\w|,\d|\.\d)",
    re.I,
)
HYPHENED = re.compile(r"^-(mile|minute|hour|day|week|month|year)s?\b", re.I)
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_CHANGED_TO = re.compile(
    r"\b(?:fell|fallen|falls?|dropped|rose|risen|rises?|grew|grown|grows?|increas\w+|decreas\w+|reduc\w+|cut)\b"
    r"[^.;:]{0,80}\bto\s+$",
    re.I,
)
OF_THESE = re.compile(r"^\s+of (?:the|these|those|its|our|all|them|which|whom)\b", re.I)
_ALONE = re.compile(r"^\s+(?:were|was|had|have|are|is|did|involved|resulted)\b", re.I)
_OF = re.compile(
    rf"^\s+(?:\w+ )?(?:of|out of)(?: every)? (?:the|these|those|its|our|all)?\s*"
    rf"(?!(?:999|101|111)\b)(?P<base>{NUMBER})\b",
    re.I,
)
# Telephone numbers that a report speaks of by their digits.
_LINES = re.compile(r"^\s+(?:calls?|system|service|number|line|operators?|call handlers?)\b", re.I)
_SHARE = re.compile(r"^[\s-]+(?:thirds|quarters|fifths|sixths|eighths|tenths)\b", re.I)
_CHANGED = re.compile(
    r"\b(?:fell|fallen|falls?|dropped|rose|risen|rises?|grew|grown|grows?|increas\w+|decreas\w+|reduc\w+|went|gone|up|down"
    r"|chang\w+|improv\w+|cut|mov\w+)\b[^.;:]{0,80}\bfrom\s+$",
    re.I,
)
_NAMED_BEFORE = re.compile(
    r"\b(?:section|sections|part|page|annex|appendix|chapter|level|year|type|phase|tier|stage|schedule|table|figure|version|"
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
        "on",
        "during",
        "after",
        "before",
        "since",
        "until",
        "every",
        "each",
        "both",
        "just",
        "least",
        "most",
        "than",
        "fewer",
        "has",
        "had",
        "have",
        "was",
        "were",
        "is",
        "are",
    ]
)
LOOSE = frozenset({"one", "zero"})
LARGE = 10  # words for such numbers are no pronouns: what is not read of them is doubted


def numbers_in(sentence):
    """(match, base, reason) of each number: the reason is None for a figure, else why it is none.

    `base` is the match of the whole that it is one part of. Words such as "one" that count nothing are left out.
    """
    told = "a sentence that is too long" if len(sentence) > LONGEST else None
    told = told or ("the sentence names a step after publication" if MILESTONE.search(sentence) else None)
    dated = [(one.at, one.at + len(one.as_printed)) for one in dates_in(sentence)]
    bases = set()
    at = 0
    read = []
    while match := FIGURE.search(sentence, at):
        at = match.end()
        read.append((match.start(), match.end()))
        if match.start() in bases:
            continue
        if told or any(start <= match.start() < end for start, end in dated):
            if match["first"][0].isdigit():
                yield match, None, told or "part of a date"
            continue
        if match["second"] and (_is_list(sentence, match) or _is_change(sentence, match)):
            at = match.end("scale") if match["scale"] else match.end("first")
            match = FIGURE.match(sentence[:at], match.start())
        base = _OF.match(sentence[match.end() :]) or _one_in(sentence, match)
        why = _why_none(sentence, match, base)
        if why is None and base:
            bases.add(match.end() + base.start("base"))
        if why != NO_COUNT or match["first"].lower() not in LOOSE:
            is_large = why == NO_COUNT and value_of(match["first"]) >= LARGE
            yield match, base, OTHER_FORM if is_large else why
    for match in _DIGITS.finditer(sentence):
        if not any(start <= match.start() < end for start, end in read):
            yield match, None, OTHER_FORM if _is_odd(sentence, match) else "part of a word, a name or a date"


def _is_list(sentence, match):
    """Two numbers tied by "and" are a span only after "between"."""
    if match["tie"].lower() != "and":
        return False
    return not re.search(r"\bbetween\s*$", sentence[: match.start()], re.I)


def _is_change(sentence, match):
    """ "Fell from 210 to 186": two numbers and no span."""
    low, high = value_of(match["first"]), value_of(match["second"])
    if match["scale2"] or match["scale"] or low is None or high is None:
        return False
    return high < low or (match["tie"].lower() == "to" and bool(_CHANGED.search(sentence[: match.start()])))


OTHER_FORM = "it stands in a form that is not read"
A_GRADE = "a count of a grade"
_DIGITS = re.compile(r"\d[\d.,/]*")
_IN = re.compile(rf"^ in (?:every )?(?P<base>{NUMBER})\b(?! (?:minute|hour|day|week|month|year|second)s?\b)", re.I)


def _one_in(sentence, match):
    """ "1 in 10 doors": one part of a whole, where the second number is a round one and names no time."""
    found = _IN.match(sentence[match.end() :])
    return found if found and value_of(found["base"]) in (3, 4, 5, 6, 8, 10, 20, 50, 100, 1000) else None


def is_share(base):
    """Whether a base is that of "one in ten": what is counted need not follow it."""
    return bool(base) and base.re is _IN


def _is_odd(sentence, match):
    """Money, fractions and thousands parted by a space or a point, which must be looked at."""
    around = sentence[max(0, match.start() - 1) : match.end() + 1]
    is_named = re.search(r"[A-Za-z_:/(-]$", sentence[: match.start()]) or re.match(
        r"[A-Za-z(]|[-/]\w", sentence[match.end() :]
    )
    return bool(re.search(r"[\u00a3$\u20ac\u00bc-\u00be]", around)) or not is_named and "/" not in match.group()


_GRADED = re.compile(rf"\s+(?:as |were |was )?(?:{GRADE.pattern})(?!\s+(?!and\b|or\b|in\b)[a-z])", re.I)
NO_COUNT = "a word that counts nothing"
_PER = re.compile(r"^\s+[\w-]+ (?:per|each|every|an?)\b", re.I)
_SINGLE = re.compile(r"\b(?:there (?:is|was|has been|had been)(?: only| just)?|only(?: \w+)?|just|than|over)\s+$", re.I)
_TOP = re.compile(r"\btop\s*$", re.I)
_THINGS = re.compile(r"\s+(?!list|process|are\b|is\b|was\b|were\b|while\b)[a-z]")
_REMAINING = re.compile(r"\bthe (?:other|remaining)\s+$", re.I)


def _why_none(sentence, match, base):
    """Why a number is no figure, or None."""
    before, after = sentence[: match.start()], sentence[match.end() :]
    number = match["first"].lower()
    if _GRADED.match(after) and not match["percent"]:
        return A_GRADE
    if _is_parted(sentence, match) or re.match(r"\s?(?:[\u00bc-\u00be]|and a (?:half|quarter)\b)", after):
        return OTHER_FORM
    if re.fullmatch(r"(?:19|20)\d\d", number) and not match["percent"]:
        return "a year"
    if _is_age(before, match, after):
        return "the age of one person"
    if is_span_of_ages(before, match):
        return None
    if not before.strip() and re.match(r"[.)](?:\s|$)", after):
        return "the number of a list"
    if _SHARE.match(after):
        return OTHER_FORM
    if number in ("999", "101", "111") and _LINES.match(after):
        return "part of a name or a time of day"
    if _NAMED_BEFORE.search(before) or _AFTER.match(after) or (_TOP.search(before) and not _THINGS.match(after)):
        return "part of a name or a time of day"
    if number[0].isdigit():
        return "part of a name" if _follows_a_name(before) else None
    return None if _counts_in_words(before, number, match, base, after) else NO_COUNT


def _is_parted(sentence, match):
    """Whether a space stands where a comma could: "1 022" may be one number or two."""
    start = match.start("first")
    if not match["first"][0].isdigit() or re.fullmatch(r"(?:19|20)\d\d", match["first"]):
        return False
    after = bool(re.match(r"\d{1,3} \d{3}(?![\d,])", sentence[start:]))
    before = re.search(r"(?<![\d,.])(?P<head>\d{1,3}) $", sentence[:start])
    return after or bool(before and re.fullmatch(r"\d{3}", match["first"]))


def _follows_a_name(before):
    word = re.search(r"([A-Za-z][\w'\u2019-]*)\s*$", before)
    return bool(word and word[1][0].isupper() and word[1].lower() not in _FUNCTION and not _POSSESSIVE.search(word[1]))


def _counts_in_words(before, number, match, base, after):
    """Whether a number in words counts something: "one" only where it is plainly a number."""
    if is_share(base):
        return True
    if number not in LOOSE and (_MEASURED.search(before) or _CHANGED_TO.search(before)):
        return True
    alone = bool(_ALONE.match(after)) and bool(re.search(r"(?:^|[;,.]|\band|\bcases?,)\s*$", before))
    if alone or HYPHENED.match(after):
        return number != "zero"
    if number in LOOSE:
        return bool((_SINGLE.search(before) or _PER.match(after)) and unit_after(after, plural=False))
    if _REMAINING.search(before):
        return True
    return bool(base or OF_THESE.match(after) or unit_after(after, plural=True) or match["percent"])


_MEASURED = re.compile(r"\b(?:under|over|below|above|nearly|about|around|approximately|than)\s+$", re.I)
_LIMIT = re.compile(r"\b(?:under|over|below|above|up to|until|beyond)\b[^.,;]{0,12}$", re.I)
_AGED = re.compile(
    r"\b(?:aged?|ages)(?: of)?(?: between| from| under| over| below| above)?(?: \w+ (?:and|to|or))?\s*$", re.I
)
_OLD = re.compile(r"[- ](?:(?:years?|months?|weeks?|days?)-old\b|years? (?:old|of age)\b|months? of age\b)", re.I)


def is_span_of_ages(before, match):
    """ "Aged between 13 and 17", "under the age of 18": counted in years; the age of one person is no figure."""
    return bool(_AGED.search(before)) and bool(_LIMIT.search(before) or match["second"])


def _is_age(before, match, after):
    return bool(_AGED.search(before) or _OLD.match(after)) and not is_span_of_ages(before, match)
