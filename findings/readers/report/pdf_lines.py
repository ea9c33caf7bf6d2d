"""The words of one page of a PDF to its lines: columns, raised digits, bullets, tables, and the look of each line."""

import re
from collections import Counter
from dataclasses import dataclass

from findings.readers.report.letters import RAISED

BULLETS = frozenset("\u2022\u25aa\u25ab\u25cf\u25cb\u25e6\u00b7\u2023\uf0b7\uf0a7-\u2013*")
# A gap of so many times the letters' size parts two cells of a table; words of justified text stand closer.
CELL_GAP = 1.9
# So many lines must stand on each side of a gap before it parts columns.
COLUMN_LINES = 8


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its letters, its box in points from the top left of the page, its size, whether it is bold."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool


@dataclass(frozen=True)
class PdfLine:
    """One line of one column. `column` is its left and right edge; `bullet` the left edge of its bullet, if any."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    column: tuple[float, float]
    bullet: float | None
    first_width: float


def lines_of(words, gutter=None):
    """The lines of a page in reading order: columns of a band from left to right, bands from top to bottom.

    `gutter`: where columns are parted, as `gutter_of` tells; None on a page of one column. Bullets that a producer
    draws instead of printing come among the words, as bullets.
    """
    rows = _rows(words)
    if gutter is None:
        return _lines(rows)
    across = [row for place, row in enumerate(rows) if _spans(row, gutter) or _is_edge(rows, place)]
    inside = {id(word) for row in across for word in row}
    free = [word for word in words if id(word) not in inside]
    sides = [[word for word in free if word.x1 <= gutter], [word for word in free if word.x1 > gutter]]
    columns = [_lines(_rows(side)) for side in sides]
    ordered = []
    for line in [*_lines(across), None]:
        for place, column in enumerate(columns):
            above = [other for other in column if line is None or other.top < line.top]
            ordered += above
            columns[place] = column[len(above) :]
        ordered += [line] if line else []
    return ordered


def _lines(rows):
    """The lines of rows that share one column."""
    if not rows:
        return []
    edges = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
    return [_line(row, edges) for row in rows]


def _rows(words):
    """Words that stand on the same height, each row from left to right. Raised digits belong to the row they touch."""
    rows = []
    for word in sorted(words, key=lambda word: (round((word.top + word.bottom) / 2, 1), word.x0)):
        middle = (word.top + word.bottom) / 2
        home = next(
            (
                row
                for row in reversed(rows[-4:])
                if row["top"] - 1 <= middle <= row["bottom"] + 1 and _overlap(row, word)
            ),
            None,
        )
        if home is None:
            rows.append({"top": word.top, "bottom": word.bottom, "words": [word]})
            continue
        home["words"].append(word)
        if word.size >= max(other.size for other in home["words"]):
            home["top"], home["bottom"] = min(home["top"], word.top), max(home["bottom"], word.bottom)
    rows.sort(key=lambda row: row["top"])
    return [sorted(row["words"], key=lambda word: word.x0) for row in rows]


def _overlap(row, word):
    shared = min(row["bottom"], word.bottom) - max(row["top"], word.top)
    return shared > 0.4 * min(word.bottom - word.top, row["bottom"] - row["top"])


def gutter_of(words):
    """Where hardly a word stands down the middle of the page, with prose on both sides; None elsewhere."""
    rows = _rows(words)
    if len(rows) < COLUMN_LINES:
        return None
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    middle = range(round(left + 0.35 * (right - left)), round(left + 0.65 * (right - left)))
    covered = Counter()
    for word in words:
        covered.update(range(max(middle.start, round(word.x0)), min(middle.stop, round(word.x1) + 1)))
    open_ = [at for at in middle if covered[at] <= 0.08 * len(rows)]
    runs = _runs(open_)
    widest = max(runs, key=len, default=())
    if len(widest) < 6:
        return None
    at = widest[len(widest) // 2]
    sides = [word for word in words if word.x1 <= at], [word for word in words if word.x0 >= at]
    return at if all(_is_prose(_rows(side)) for side in sides) else None


def gutters_of(pages):
    """The gutter of each page, from the words of all. Where most pages with a gutter have it in one place, a page on
    which hardly a word stands there has it too: beside a table of contents, which is no prose."""
    found = [gutter_of(words) for words in pages]
    places = Counter(round(gutter / 4) for gutter in found if gutter is not None)
    if not places:
        return found
    place, count = places.most_common(1)[0]
    if count < 3 or count < 0.5 * places.total():
        return found
    usual = next(gutter for gutter in found if gutter is not None and round(gutter / 4) == place)
    return [
        usual if gutter is None and _is_open(words, usual) else gutter
        for words, gutter in zip(pages, found, strict=True)
    ]


def _is_open(words, gutter):
    """Whether words stand on both sides of a gutter, and at most one in fifty across it."""
    across = sum(word.x0 < gutter - 1 and word.x1 > gutter + 1 for word in words)
    left = sum(word.x1 <= gutter for word in words)
    return across <= 0.02 * len(words) and min(left, len(words) - left) >= 0.2 * len(words)


def _runs(numbers):
    """Consecutive numbers together."""
    runs = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _is_prose(rows):
    """Enough rows, most of them with several words: a column of figures is none."""
    if len(rows) < COLUMN_LINES:
        return False
    lengths = sorted(sum(len(word.text) for word in row) for row in rows)
    return lengths[len(lengths) // 2] >= 15


def _spans(row, gutter):
    """A row that runs across the gutter without a wide gap there, as a heading over both columns does."""
    if any(word.x0 < gutter - 1 and word.x1 > gutter + 1 for word in row):
        return True
    before = [word for word in row if word.x1 <= gutter + 1]
    after = [word for word in row if word.x1 > gutter + 1]
    return bool(before and after) and after[0].x0 - before[-1].x1 < 0.6 * max(before[-1].size, after[0].size)


def _is_edge(rows, place):
    """The first or last row of a page where a gap sets it apart: a running head, a foot, a page number."""
    if place not in (0, len(rows) - 1):
        return False
    row, near = rows[place], rows[1] if place == 0 else rows[-2]
    upper, lower = (row, near) if place == 0 else (near, row)
    gap = min(word.top for word in lower) - max(word.bottom for word in upper)
    return gap > max(word.size for word in row)


def _cell_gap(row, size, edges):
    """The width from which a gap parts cells. Justified words stand equally far apart, however far that is: where few
    long words fill a narrow column up to its right edge, further than cells."""
    gaps = [two.x0 - one.x1 for one, two in zip(row, row[1:], strict=False) if one.text not in BULLETS]
    least, most = min(gaps, default=0), max(gaps, default=0)
    if len(gaps) == 1:
        return 3 * size
    fills = edges[1] - row[-1].x1 < 2 and most <= 1.1 * least and not any(re.search(r"\d", word.text) for word in row)
    is_justified = fills or (most <= 1.6 * least and most < 3 * size)
    return float("inf") if is_justified else CELL_GAP * size


def _line(row, edges):
    size = _main(row, "size")
    text, previous, bullet = "", None, None
    wide = _cell_gap(row, size, edges)
    for word in row:
        shown = _raised(word, row, size)
        if previous is None:
            if word.text in BULLETS and len(row) > 1:
                bullet = word.x0
                shown = "-"
        elif shown is not word.text and shown[0] in RAISED and text:
            text += shown
            previous = word
            continue
        elif word.x0 - previous.x1 > wide and not (bullet is not None and text == "-"):
            text += "\t"
        else:
            text += " " if text else ""
        text += shown
        previous = word
    bold = all(word.bold for word in row if word.text not in BULLETS)
    first = row[1] if bullet is not None and len(row) > 1 else row[0]
    return PdfLine(
        text,
        row[0].x0,
        row[-1].x1,
        min(word.top for word in row),
        max(word.bottom for word in row),
        size,
        bold,
        edges,
        bullet,
        first.x1 - first.x0,
    )


def _main(row, name):
    """The value that most letters of a row have."""
    votes = Counter()
    for word in row:
        votes[round(getattr(word, name), 1)] += len(word.text)
    return votes.most_common(1)[0][0]


def _raised(word, row, size):
    """Small digits above the line are marks of footnotes."""
    if not word.text.isdigit() or len(word.text) > 3 or word.size > 0.85 * max(other.size for other in row):
        return word.text
    others = [other for other in row if other.size > word.size]
    if others and word.bottom < max(other.bottom for other in others) - 0.5:
        return "".join(RAISED[int(digit)] for digit in word.text)
    return word.text
