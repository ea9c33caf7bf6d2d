"""Steps the report promises or requires after its publication: update, action plan, revisit."""

import re
from dataclasses import dataclass

from findings.readers.report.numbers import NUMBER, value_of
from findings.readers.report.reading import Place
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


def read_milestones(sections):
    """The last statement of each kind: the closing pages repeat what the summary announces."""
    found = {}
    for section in sections:
        if section.slug == "annex":
            continue
        for block in section.blocks:
            for start, sentence in sentences_of(block.text):
                for match in WITHIN.finditer(sentence):
                    step = next((step for step in _KINDS if re.search(step[1], sentence, re.I)), None)
                    within = value_of(match["number"])
                    if step and isinstance(within, int) and within:
                        place = block.place(start, start + len(sentence))
                        found[step[0]] = ReadMilestone(step[0], step[2], within, match["unit"].lower() + "s", place)
    return tuple(sorted(found.values(), key=lambda one: one.place.line))
