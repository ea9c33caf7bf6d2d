"""What running text may ask of the force, outside everything that is read as a recommendation: each becomes a doubt."""

import re

from findings.readers.report.draft import line_of
from findings.readers.report.reading import Doubt
from findings.readers.report.tally_sentences import sentences_of
from findings.readers.report.timescales import timescale_in

_ASKS = re.compile(
    r"\bwe (?:also |therefore |further )?recommend\b"
    r"|\b(?:force|constabulary|police|chief constable|it)\b[^.;]{0,40}?\b(?:should|must)\b",
    re.I,
)
_LABEL = re.compile(r"^recommendations?\s*(?:\d+\s*)?[:.\u2013\u2014-]", re.I)
WHY = "it may be a recommendation, and is read as none"


def asked_in_passing(section, read):
    """Sentences that ask by a time, or behind the word “Recommendation”, in blocks outside `read`, the indexes of those
    that some stage took. The closing steps and the title page speak of plans and visits, which are read apart."""
    if section.slug in ("front", "next-steps", "recommendations"):
        return []
    doubts = []
    for index, block in enumerate(section.blocks):
        if index in read or section.is_heading(index) or block.kind == "row":
            continue
        is_labelled = bool(_LABEL.match(block.text))
        for start, sentence in sentences_of(block.text):
            asks = _ASKS.search(sentence)
            by_when = timescale_in(sentence) if asks else None
            if asks and (is_labelled or (by_when and by_when.slug)):
                place = block.place(start, start + len(sentence))
                doubts.append(Doubt(place, f"“{line_of(sentence, 80)}”", WHY))
    return doubts
