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
    """(pairs of the transcription's figures and those read for them, how many figures the transcription has).

    Read for one is what has its value within its lines; of several, one that agrees in its other numbers.
    """
    left, pairs = list(reading.figures), []
    for figure in transcription.figures:
        lines = range(figure.locator.line, (figure.locator.line_to or figure.locator.line) + 1)
        there = [one for one in left if one.locator.line in lines and one.value == figure.value]
        if there:
            pairs.append((figure, min(there, key=lambda one: numbers_of(one) != numbers_of(figure))))
            left.remove(pairs[-1][1])
    return pairs, len(transcription.figures)


def numbers_of(figure):
    return figure.value, figure.value_to, figure.of, figure.qualifier


def held_of(figure):
    return figure.as_of, figure.as_of_to, figure.as_of_precision


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
    want = Counter(re.findall(r"[a-z0-9]+", folded(re.sub(r"\n+", " ", text))))
    return not want - have
