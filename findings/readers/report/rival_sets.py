"""Whose cases a tally in prose counts: what its own words name is taken, and where they leave it open the sets that
compete for its numbers are named.
"""

import re
from dataclasses import replace

from findings.readers.report.tally_words import ADDITIONAL, ALL, FORCE, HMICFRS, JOINT, THESE

FORCE_JOINT = ("force", "joint")
EVERY = (FORCE_JOINT, ("hmicfrs", "joint"), ("hmicfrs", "additional"), ("hmicfrs", "all"))
_SAMPLES = (("joint", JOINT), ("additional", ADDITIONAL), ("all", ALL))
_GRADING = (
    r"(?:grad|assess|rat(?:ed|ing)|judg|audit|review|look|read|mark|consider|thought|thinks?|put\b|gave|scor|found)"
)
_INSPECTORS = r"\b(?:we|us|our|inspectors?|hmicfrs|hmic|inspectorate)\b"
# Somebody of the force does something like grading, however it is said.
_FORCE_ACTS = re.compile(
    r"(?:\b(?:the|this) (?:force|constabulary)\b|(?-i:\b(?:Police|Constabulary)\b)(?! custody| protection| detention)"
    r"|\b(?:supervisors|reviewers|assessors|auditors)\b)"
    rf"(?:(?!{_INSPECTORS})[^.;:]){{0,60}}?\b{_GRADING}"
    r"|\bits own\b|\bself-\w+",
    re.I,
)
_INSPECTORS_ACT = re.compile(
    rf"\b(?:we|inspectors|hmicfrs|hmic|the inspectorate)\b[^.;:]{{0,40}}?\b(?:{_GRADING}|disagree|differ|moderat|check"
    r"|pick|chose|select|took)|\bour\b|\b(?:by|from) (?:us|inspectors|hmicfrs|hmic)\b",
    re.I,
)
# Words in which the other side is named without grading anything: when it was, for whom, and whose the files are.
_ASIDE = re.compile(
    r"\b(?:before|after|during|ahead of|prior to|until|when|at the time of) (?:our|the) (?:visit|inspection|fieldwork"
    r"|arrival|review)\b"
    r"|\b(?:before|after|until|when) (?:we|inspectors) (?:\w+ )?(?:arrived|came|visited|inspected|began|started|left)\b"
    r"|\b(?:we|inspectors|hmicfrs|hmic) (?:had )?(?:asked|invited|required) (?=the|[A-Z])|\bfor us\b"
    r"|, (?:whose|which|who|whom)\b[^,.;:]{3,60}(?=,)"
    r"|\b(?:the (?:force|constabulary)|(?-i:Police|Constabulary))['\u2019]s? (?:\w+ )?(?:cases|files|audits|records)\b",
    re.I,
)
# Two sets as one, which "both" alone would take for the cases of both assessors.
_BOTH_SETS = re.compile(r"\bboth (?:sets|samples|groups)\b|\btaken together\b", re.I)


def with_rivals(text, tallies, unread):
    """The tallies of a paragraph, each with the assessor and sample that its own words name and, where they do not
    say both, with `rivals`: the sets, as (assessor, sample), that its numbers may belong to. `unread`: where sentences
    with grades end that no tally is made of; their words are not those of the tally after them.
    """
    settled, words = [], [_own_words(text, tallies, place, unread) for place in range(len(tallies))]
    for tally, said in zip(tallies, words, strict=True):
        who, which = assessors_named(said), samples_named(said)
        assessor = next(iter(who)) if len(who) == 1 else tally.assessor
        if not who and which == {"additional"}:
            assessor = "hmicfrs"  # the force graded none of them
        sample = next(iter(which)) if len(which) == 1 else _same_as_before(said, tally, settled)
        if who == {"force"} and not which:
            sample = "joint"
        settled.append(replace(tally, assessor=assessor, sample=sample))
    if not _is_contested(text, len(tallies) + len(unread)):
        return settled
    told = [_is_told(said, one) for said, one in zip(words, settled, strict=True)]
    known = {(one.assessor, one.sample) for one, is_told in zip(settled, told, strict=True) if is_told}
    return [
        one if is_told else replace(one, rivals=_left(known, one)) for one, is_told in zip(settled, told, strict=True)
    ]


def assessors_named(said):
    """Who grades, in these words: the force, the inspectorate, both or nobody."""
    shown = _ASIDE.sub(" ", said)
    named = {"force"} if FORCE.search(shown) or _FORCE_ACTS.search(shown) else set()
    return named | ({"hmicfrs"} if HMICFRS.search(shown) or _INSPECTORS_ACT.search(shown) else set())


def samples_named(said):
    is_sum = bool(_BOTH_SETS.search(said))
    return {name for name, pattern in _SAMPLES if pattern.search(said) and not (is_sum and name == "joint")} | (
        {"all"} if is_sum else set()
    )


def _own_words(text, tallies, place, unread):
    """From the end of the tally before to the end of this one's sentence, or of its last count where more follow."""
    tally = tallies[place]
    before = tallies[place - 1] if place else None
    after = tallies[place + 1] if place + 1 < len(tallies) else None
    start = max((end for end in unread if end <= tally.start), default=0)
    if before is not None:
        start = max(start, before.counts[-1].end if before.start == tally.start else before.end)
    shares_sentence = after is not None and after.start == tally.start
    return text[start : tally.counts[-1].end if shares_sentence else tally.end]


def _same_as_before(said, tally, settled):
    """ "These cases" are those of the tally before, if there is one."""
    if tally.sample == "these" and settled and settled[-1].sample:
        return settled[-1].sample
    return "joint" if THESE.search(said) and tally.assessor == "force" else tally.sample


def _is_contested(text, statements):
    """Whether the paragraph speaks of more than one set, so that a tally without a name may be either's."""
    named = assessors_named(text)
    return "force" in named or len(samples_named(text)) + (statements > 1) > 1


def _is_told(said, tally):
    """Whether a tally's own words name its assessor and its sample, and no other."""
    who, which = assessors_named(said), samples_named(said)
    if who == {"force"}:
        return which <= {"joint"}
    if who == {"hmicfrs"}:
        return len(which) == 1
    return not who and which == {"additional"}


def _left(known, tally):
    """The sets that may be meant: the one it is read as first, and every other that no other tally is told to be."""
    first = (tally.assessor or "hmicfrs", tally.sample or "all")
    return tuple(one for one in dict.fromkeys((first, *EVERY)) if one == first or one not in known)
