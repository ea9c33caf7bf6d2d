"""Tables whose numbers no stage read: each becomes one doubt, so that nothing printed is lost in silence."""

import re
from itertools import groupby

from findings.readers.report.blocks import span
from findings.readers.report.reading import Doubt

_NUMBER = re.compile(r"(?<![\w.])\d[\d,.]*\s*%?(?!\w)")
WHY = "its numbers are not read as grades, themes or figures; look at each"


def unread_tables(section, read):
    """A doubt for every run of rows with numbers outside `read`, the indexes of the blocks that some stage took."""
    blocks = section.blocks
    runs = groupby(range(len(blocks)), key=lambda index: blocks[index].kind == "row" and index not in read)
    doubts = []
    for is_unread, indexes in runs:
        rows = [blocks[index] for index in indexes] if is_unread else []
        if any(_NUMBER.search(cell) for row in rows for cell in row.cells[1:]):
            doubts.append(Doubt(span(rows), f"A table of {len(rows)} row{'s' if len(rows) > 1 else ''}", WHY))
    return doubts


def outside(doubts, places):
    """Those doubts about tables that share no line with any of these places: with what is read from whole sections."""
    return [doubt for doubt in doubts if not any(_share_a_line(doubt.place, place) for place in places)]


def _share_a_line(one, other):
    return one.line <= (other.line_to or other.line) and other.line <= (one.line_to or one.line)
