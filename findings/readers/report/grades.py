"""Grades and the counts beside them, as words in a sentence or an item of a list."""

import re
from dataclasses import dataclass

from findings.readers.report.numbers import NUMBER, value_of

FORMS = {
    "outstanding": r"outstanding",
    "good": r"good",
    "adequate": r"adequate",
    "requires-improvement": r"(?:requir(?:es?|ed|ing)|need(?:s|ed|ing)?|in need of)\s+(?:some\s+|further\s+"
    r"|of\s+)?improvements?"
    r"|requires?[- ]improvement|RI",
    "inadequate": r"inadequate",
}
_ANY_GRADE = "|".join(f"(?P<g{place}>{pattern})" for place, pattern in enumerate(FORMS.values()))
GRADE = re.compile(rf"\b(?:{_ANY_GRADE})\b", re.I)
_PERCENT = r"\s*(?:%|per\s?cent\b)"
_NOTHING = r"none|nil|no(?=\s+(?:cases?|audits?|files?|records?)\b)"
COUNT = re.compile(rf"(?<![\w.,/-])(?P<number>{_NOTHING}|{NUMBER})(?P<percent>{_PERCENT})?(?![\w/]|-\w|,\d|\.\d)", re.I)
_BASE = re.compile(rf"\b(?:out\s+)?of\s+(?:the|these|those|our|all|its)?\s*(?P<number>{NUMBER})\b", re.I)
_JOINED = re.compile(r"^\s*(?:cases?\s+)?(?:,?\s*or|/|to|and|&)\s+(?:as\s+|were\s+|was\s+)*$", re.I)


# A grade before any other word is a plain adjective: "7 good letters" grades no case.
_MAY_FOLLOW = re.compile(
    r"cases?|files?|audits?|records?|practice|and|or|in|of|at|to|as|but|with|for|by|on|from|than|only|because|overall|"
    r"respectively|each|compared|against|although|though|however|while|where|whereas|which|that|this|these|those|the|was|"
    r"were|is|are|be|when|if|so|then",
    re.I,
)


def is_adjective(text, mention):
    """Whether a grade's word describes the noun after it."""
    following = re.match(r"\s+([A-Za-z]+)", text[mention.end :])
    return bool(following) and not _MAY_FOLLOW.fullmatch(following[1])


@dataclass(frozen=True)
class GradeMention:
    """A grade, or a run of grades that one count lumps together."""

    grades: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True)
class CountMention:
    """A number that may count cases; a base ("of the 33") and a percentage are marked as such."""

    value: object
    start: int
    end: int
    is_percent: bool = False
    is_base: bool = False


@dataclass(frozen=True)
class GradeCount:
    """So many cases (or per cent of them) of one grade, or of a run of grades."""

    grades: tuple[str, ...]
    value: object
    start: int
    end: int
    is_percent: bool = False


def slug_of(match):
    return next(slug for place, slug in enumerate(FORMS) if match[f"g{place}"])


def grades_in(text, *, lumped=True):
    """The grades a text mentions; those joined by "or" are one mention where `lumped`."""
    found = []
    for match in GRADE.finditer(text):
        between = text[found[-1].end : match.start()] if found else None
        if lumped and between is not None and _JOINED.match(between) and re.search(r"or|/|&|and|to", between):
            before = found.pop()
            found.append(GradeMention((*before.grades, slug_of(match)), before.start, match.end()))
        else:
            found.append(GradeMention((slug_of(match),), match.start(), match.end()))
    return found


def counts_in(text):
    """The numbers of a text that may count cases."""
    bases = {match.start("number") for match in _BASE.finditer(text) if not _is_total_of(text, match)}
    return [
        CountMention(
            value_of(match["number"]),
            match.start(),
            match.end(),
            bool(match["percent"]),
            match.start("number") in bases,
        )
        for match in COUNT.finditer(text)
        if not _counts_something_else(text, match)
    ]


def _is_total_of(text, match):
    return bool(re.search(r"\btotal\s*$", text[: match.start()], re.I))


def _counts_something_else(text, match):
    """Ages, times, sections, years and ordinary uses of "one"."""
    before, after = text[: match.start()], text[match.end() :]
    if re.search(r"\b(?:section|annex|chapter|page|table|figure|type|level)\s*$", before, re.I):
        return True
    if re.match(r"\s*(?:years?|months?|weeks?|days?|hours?)\b|(?:st|nd|rd|th)\b", after, re.I):
        return True
    if re.fullmatch(r"(?:19|20)\d\d", match["number"]):
        return True
    return match["number"].lower() == "one" and bool(re.match(r"\s+of\s+the\b(?!\s+\d)", after, re.I))


def listed_count(text):
    """The count of a list item like "12 inadequate", "Good: 5" or "Good 5 (24%)"; None where it is no such item."""
    bare = text.strip().rstrip(".;,").strip()
    bare = re.sub(r"[;,]?\s+and$", "", bare)
    if len(bare) > 110:
        return None
    grades, counts = grades_in(bare), [count for count in counts_in(bare) if not count.is_base]
    if len(grades) != 1:
        return None
    rest = _rest(bare, grades, counts_in(bare))
    if len(re.findall(r"[a-z]+", rest)) > 6 or re.search(r"\b(?:the|is|are|not)\b", rest) and len(rest.split()) > 3:
        return None
    whole = [count for count in counts if not count.is_percent]
    share = [count for count in counts if count.is_percent]
    chosen = whole[0] if len(whole) == 1 else share[0] if not whole and len(share) == 1 else None
    if chosen is None:
        return None
    return GradeCount(grades[0].grades, chosen.value, chosen.start, chosen.end, chosen.is_percent)


def _rest(text, *groups):
    letters = list(text)
    for mention in (mention for group in groups for mention in group):
        letters[mention.start : mention.end] = " " * (mention.end - mention.start)
    return re.sub(r"[()\[\]:=\u2013\u2014-]", " ", "".join(letters)).lower()
