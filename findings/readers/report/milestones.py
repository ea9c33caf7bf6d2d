"""Steps the report promises or requires after its publication: update, action plan, revisit."""

import re
from dataclasses import dataclass

from findings.readers.report.numbers import NUMBER, value_of
from findings.readers.report.reading import Doubt, Place
from findings.readers.report.tally_sentences import sentences_of

WITHIN = re.compile(
    rf"\b(?:within|no later than|in)\s+(?:the next\s+)?(?P<number>{NUMBER})\s+(?P<unit>day|week|month)s?"
    r"\s+(?:of|after|from)\s+(?:the\s+)?(?:date of\s+)?(?:publi\w+|this report)",
    re.I,
)
_KINDS = (
    ("revisit", r"\brevisit\b|\bre-?inspect\b|\breturn to the force\b", "Revisit by the inspectorate"),
    ("action-plan", r"\baction plan\b", "Action plan of the force"),
    (
        "immediate-update",
        r"\bupdate\b|\bprogress\b|\breport back\b",
        "Update by the force on immediate recommendations",
    ),
)


@dataclass(frozen=True)
class ReadMilestone:
    """A step within so many units of the publication."""

    kind: str
    what: str
    within: int
    unit: str
    place: Place


def _named(sentence):
    """The steps that a sentence names; a plan that is sent with an update is a step of its own."""
    named = [(kind, what) for kind, pattern, what in _KINDS if re.search(pattern, sentence, re.I)]
    is_both = re.search(r"\bupdate\b.{0,80}\band\b.{0,40}\baction plan\b", sentence, re.I)
    return named[::-1] if is_both and named[0][0] == "action-plan" else named[:1]


_PERIOD = re.compile(rf"(?<![\w.,])(?P<number>{NUMBER})\s+(?:working\s+|calendar\s+)?(?:day|week|month)s?\b", re.I)


def doubts_of_steps(sections):
    """Times in the closing pages of which no step was made."""
    why = "a time after publication may be meant, and no step is read from it"
    return [
        Doubt(block.place(start, start + len(sentence)), f"“{match.group()}”", why)
        for section in sections
        if section.slug == "next-steps"
        for block in section.blocks
        for start, sentence in sentences_of(block.text)
        for match in _PERIOD.finditer(sentence)
        if not any(step.start() <= match.start() < step.end() for step in WITHIN.finditer(sentence))
    ]


def read_milestones(sections):
    """The last statement of each kind: the closing pages repeat what the summary announces."""
    found = {}
    for section in sections:
        if section.slug == "annex":
            continue
        for block in section.blocks:
            for start, sentence in sentences_of(block.text):
                for match in WITHIN.finditer(sentence):
                    within = value_of(match["number"])
                    place = block.place(start, start + len(sentence))
                    for kind, what in _named(sentence) if isinstance(within, int) and within else ():
                        found[kind] = ReadMilestone(kind, what, within, match["unit"].lower() + "s", place)
    return tuple(sorted(found.values(), key=lambda one: one.place.line))
