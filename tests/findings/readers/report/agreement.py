"""What a reading must share with a transcription made by people, and what must stand in the text it was read from."""

import re
from collections import Counter

from findings.readers.report.letters import folded

TALLY = ("assessor", "sample", "area", "scale", "total")


def tallies(document):
    return {
        tuple(getattr(audit, name) for name in TALLY): {
            (count.grade, count.grade_to): count.cases for count in audit.counts
        }
        for audit in document.case_audits
    }


def theme_counts(document):
    return Counter(item.areas[0] for item in document.findings if item.kind == "case-theme")


def asked(document):
    """Number, chapter, timescale as slug and as printed, parts with their lines, and whether it is printed twice."""
    return [
        (
            item.number,
            item.chapter,
            item.timescale,
            item.timescale_as_printed,
            [part.locator.line for part in item.parts],
            item.locator.line_to or item.locator.line,
            item.restated_at,
        )
        for item in document.recommendations
    ]


def labelled(document):
    return [(item.kind, item.chapter, item.locator.line) for item in document.illustrations if item.labelled]


def headed(document):
    return [(item.chapter, item.locator.line) for item in document.findings if item.kind == "headed"]


def steps(document, kinds=("immediate-update", "action-plan", "revisit")):
    return [
        (item.kind, item.within, item.unit, item.locator.line) for item in document.milestones if item.kind in kinds
    ]


def found_figures(reading, transcription):
    """How many of the transcription's figures the reading has, by value within the same lines; and of how many."""
    places = Counter((figure.locator.line, figure.value) for figure in reading.figures)
    found = 0
    for figure in transcription.figures:
        lines = range(figure.locator.line, (figure.locator.line_to or figure.locator.line) + 1)
        place = next(((line, figure.value) for line in lines if places[line, figure.value]), None)
        if place:
            places[place] -= 1
            found += 1
    return found, len(transcription.figures)


def said_at(lines, locator):
    return folded(" ".join(lines[locator.line - 1 : locator.line_to or locator.line]))


def invented(document, lines):
    """What the document states that does not stand on the lines it names; the text is the report's, line by line."""
    for figure in document.figures:
        if folded(figure.as_printed) not in said_at(lines, figure.locator):
            yield f"{figure.key}: {figure.as_printed} at {figure.locator.line}"
    for name in ("findings", "illustrations", "recommendations"):
        for item in getattr(document, name):
            texts = [(item.locator, getattr(item, "text", None) or item.summary)]
            texts += [(part.locator, part.text) for part in getattr(item, "parts", ())]
            for locator, text in texts:
                if not stands_in(text, said_at(lines, locator)):
                    yield f"{item.key}: its text does not stand at line {locator.line}"


def stands_in(text, said):
    """Every word of the text occurs in what is said there, bullets and footnote marks aside."""
    have = Counter(re.findall(r"[a-z0-9]+", said))
    want = Counter(re.findall(r"[a-z0-9]+", folded(text)))
    return not want - have
