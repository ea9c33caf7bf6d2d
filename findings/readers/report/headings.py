"""Which blocks are headings: as the file marks them, else short lines without an end that stand alone."""

import re

from findings.readers.report.boxes import is_label
from findings.readers.report.titles import chapter_of, other_of

MOST = 220
_ENDS = re.compile(r"[.;:,]['\"\u2019\u201d)]*$")
_CONTENTS_ROW = re.compile(r"^(.*?\S)[\s.\u2026_\t]+(?:\d{1,3}|[ivxl]{1,5}|[\u2022\u00b7])\s*$", re.I)
_INNER = re.compile(r"[.!?]\s+[A-Z]")


class Headings:
    """Says of a block, by its index, whether it is a heading. Knows the titles of the framework's chapters."""

    def __init__(self, clean_text, chapters):
        self.blocks = clean_text.blocks
        self.marked = clean_text.has_headings
        self.chapters = chapters

    def __call__(self, index):
        return is_heading(self.blocks[index], self.chapters, self.marked)


def is_heading(block, chapters, marked):
    """`marked`: the file itself marks headings, so that an unmarked line is one only by a known title."""
    text = block.text
    if block.kind != "text" or not re.search(r"[A-Za-z]", text) or len(text) > MOST or is_label(text):
        return False
    if block.heading is not None:
        return not text.endswith(";")
    if marked:
        return bool(len(text) < 90 and not _ENDS.search(text) and (chapter_of(text, chapters) or other_of(text)))
    if _ENDS.search(text) or text[:1].islower() or "|" in text or text.startswith(("\u00a9", "http", "www.")):
        return False
    return len(_INNER.findall(text)) <= 1 and not text.isdigit()


def contents_title(text):
    """The title in a row of a table of contents, or None where the text is no such row."""
    found = _CONTENTS_ROW.match(text) if len(text) <= MOST else None
    return found[1].strip() if found else None
