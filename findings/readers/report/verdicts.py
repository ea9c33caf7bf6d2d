"""What a review says became of an earlier recommendation: the sentence as printed, and the state it seems to claim.

A claim belongs to the recommendation of the inspection that made it, so the document of a review has no verdicts; each
is listed with its place, for a person who records it there.
"""

import re

from findings.readers.report.openings import OPENS
from findings.readers.report.reading import Doubt
from findings.readers.report.tally_sentences import sentences_of

_DONE = r"(?:met|achieved|completed?|implemented|addressed|acted on|fulfilled)"
VERDICT = re.compile(
    r"^(?:progress|status|verdict|outcome|assessment|our judge?ment)\s*[:\u2013-]|\brecommendation (?:has|is"
    r"|was|remains)\b"
    rf"|\b(?:partially|partly|fully|not(?: yet)?) (?:been )?{_DONE}\b"
    r"|^(?:met|not met|partially met|partly met|closed|complete|ongoing)\.?$",
    re.I,
)
_PART = re.compile(r"\b(?:partially|partly|in part|some progress)\b", re.I)
_CLOSED = re.compile(r"\bclosed\b", re.I)
_MET = re.compile(rf"\b{_DONE}\b", re.I)
_NOT = re.compile(r"\b(?:not|no|never|nothing|yet to|without|fail(?:s|ed)?)\b|n['\u2019]t\b", re.I)
_UNSURE = re.compile(
    r"\b(?:not fully|not entirely|not completely|largely|mostly|nearly|almost|unless|until|if)\b", re.I
)
_TURN = re.compile(r"[,;]?\s+(?:but|although|though|however|while|and so)\b", re.I)


def verdict_in(blocks):
    """The sentence of the blocks that says what became of the recommendation, or None."""
    for block in blocks:
        for _, sentence in sentences_of(block.text):
            if VERDICT.search(sentence) and not OPENS.match(sentence):
                return sentence.strip()
    return None


def state_of(verdict):
    """`met`, `partly-met`, `not-met` or `closed`; None where the sentence is not plain enough."""
    clauses = [clause for clause in _TURN.split(verdict) if _MET.search(clause) or _CLOSED.search(clause)]
    if len(clauses) != 1 or _UNSURE.search(clauses[0]):
        return None
    clause = clauses[0]
    if _PART.search(clause):
        return None if _NOT.search(clause) else "partly-met"
    if _CLOSED.search(clause):
        return None if _NOT.search(clause) else "closed"
    return "not-met" if _NOT.search(clause) else "met"


def about_verdicts(earlier, parent, published):
    """One doubt for each recommendation that is repeated. `parent`: the inspection that made it, where it is known."""
    whose = f"of {parent}" if parent else "of the inspection before"
    when = f" of {published}" if published else ""
    for one in earlier:
        what = "A recommendation of an earlier inspection is repeated"
        if one.verdict is None:
            yield Doubt(one.place, what, f"no verdict is read beside it; it is {whose} and no item of this document")
            continue
        read = f"read as {state_of(one.verdict)}" if state_of(one.verdict) else "not plain enough to be read as a state"
        yield Doubt(
            one.place,
            what,
            f"“{one.verdict}” is {read}; a claim of HMICFRS{when}, to be recorded with the recommendation {whose}",
        )
