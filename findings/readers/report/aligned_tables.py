"""Tables in plain text whose columns are parted by runs of blanks: their cells are parted by tabs instead."""

import re
from dataclasses import replace

_GAP = re.compile(r"\s{2,}")
_NUMBER_CELL = re.compile(r"(?:\d[\d,.]*|none|nil|[-\u2013\u2014])\s*%?(?:\s*\(\d[\d.,]*\s*%?\))?", re.I)


def with_aligned(lines):
    """The lines, with the cells of each aligned table parted by tabs.

    A table is two rows or more, one right after the other, whose cells but the first are all numbers, as many in each;
    a line right above them with as many cells, or with one fewer, is their header.
    """
    kept, index = list(lines), 0
    while index < len(kept):
        count = _rows_from(kept, index)
        if count < 2:
            index += 1
            continue
        width = len(_cells(kept[index]))
        if index and _is_header(kept[index - 1], width):
            kept[index - 1] = _parted(kept[index - 1])
        for place in range(index, index + count):
            kept[place] = _parted(kept[place])
        index += count
    return kept


def _cells(line):
    return _GAP.split(line.text.strip()) if "\t" not in line.text.strip() else []


def _parted(line):
    return replace(line, text="\t".join(_cells(line)))


def _rows_from(lines, start):
    """How many rows of numbers stand one right after the other from here."""
    width, end = len(_cells(lines[start])), start
    while end < len(lines) and _is_row(lines[end], width):
        end += 1
    return end - start


def _is_row(line, width):
    first, *others = _cells(line) or [""]
    return bool(others) and len(others) + 1 == width and bool(re.search(r"[A-Za-z]", first)) and _are_numbers(others)


def _are_numbers(cells):
    return all(_NUMBER_CELL.fullmatch(cell) for cell in cells)


def _is_header(line, width):
    cells = _cells(line)
    return len(cells) in (width, width - 1) and len(cells) > 1 and not _are_numbers(cells[1:])
