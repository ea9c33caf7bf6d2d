"""Judgments of other inspectorates, printed as a table: kept apart, never taken for grades of cases."""

import re
from dataclasses import dataclass

from findings.readers.report.dates import PrintedDate, dates_in
from findings.readers.report.reading import Doubt, Place

_HEADER = re.compile(r"\b(?:judge?ments?|grade|rating|overall effectiveness)\b", re.I)
_WHOSE = re.compile(r"\b(Ofsted|CQC|Care Quality Commission|Estyn|Care Inspectorate Wales)\b")
_SUBJECT = re.compile(r"\bservices for [^.:]*?(?= provided| is\b| are\b| by\b|[.:]|$)", re.I)


@dataclass(frozen=True)
class ReadJudgment:
    """One row: authority, grade and date as printed; inspectorate and subject from the sentence before the table."""

    authority: str
    grade: str
    published: PrintedDate
    inspectorate: str
    subject: str
    place: Place


def read_judgments(sections):
    """(judgments, doubts)."""
    found, doubts = [], []
    for section in sections:
        blocks = section.blocks
        for index, block in enumerate(blocks):
            if block.kind != "row" or not _HEADER.search(block.text) or any(char.isdigit() for char in block.text):
                continue
            before = " ".join(other.text for other in blocks[max(0, index - 2) : index])
            whose = _WHOSE.search(before) or _WHOSE.search(block.text)
            for row in _rows(blocks, index + 1):
                made = _made(row, whose, before, blocks[index - 1] if index else row)
                if made is None:
                    doubts.append(
                        Doubt(row.place(), "A row of a table of judgments", "it lacks an inspectorate or a date")
                    )
                else:
                    found.append(made)
    return tuple(found), doubts


def _rows(blocks, start):
    end = start
    while end < len(blocks) and blocks[end].kind == "row":
        end += 1
    return blocks[start:end]


def _made(row, whose, before, lead):
    dates = dates_in(row.cells[-1])
    if whose is None or len(row.cells) < 3 or not dates:
        return None
    subject = _SUBJECT.search(before)
    place = Place(lead.line, row.line, lead.page)
    return ReadJudgment(
        row.cells[0], row.cells[1], dates[0], whose[1], subject.group() if subject else "not printed", place
    )
