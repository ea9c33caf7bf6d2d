"""Tables that a PDF rules: one line for each row, whatever number of lines its cells take."""

from dataclasses import dataclass

from findings.readers.report.pdf_lines import PdfLine, lines_of

# A frame around prose is drawn like a table; its cells hold more than those of a table of numbers.
LONGEST_CELL = 400
# Rules are found by their ends, which takes long on a page that is drawn of many pieces.
MOST_SHAPES = 4_000


@dataclass(frozen=True)
class RuledTable:
    """The rows of one table from the top, and the words that its cells hold."""

    rows: tuple[PdfLine, ...]
    words: frozenset

    @property
    def top(self):
        return self.rows[0].top


def ruled_tables(page, words):
    """The tables of at least two rows and two columns that lines or filled boxes part, with a cell of several lines.

    Where every cell is one line, the words themselves show the rows, and nothing is gained.
    """
    if not 4 <= len(page.rects) + len(page.lines) + len(page.curves) <= MOST_SHAPES:
        return []
    tables = [_table(found, words) for found in page.find_tables() if len(found.rows) >= 2]
    return [table for table in tables if table]


def with_tables(lines, tables):
    """The lines of a page, with the rows of each table before the first line below its top that shares its width."""
    lines = list(lines)
    for table in tables:
        left, right = table.rows[0].column
        place = next(
            (index for index, line in enumerate(lines) if line.top >= table.top and line.x0 < right and line.x1 > left),
            len(lines),
        )
        lines[place:place] = table.rows
    return lines


def _table(found, words):
    left, top, right, bottom = found.bbox
    inside = [word for word in words if _is_in(word, found.bbox)]
    rows, is_wrapped = [], False
    for row in found.rows:
        cells = [[word for word in inside if _is_in(word, cell)] if cell else [] for cell in row.cells]
        lines = [lines_of(cell) if cell else [] for cell in cells]
        texts = [" ".join(line.text.replace("\t", " ") for line in cell) for cell in lines]
        if len(cells) < 2 or any(len(text) > LONGEST_CELL for text in texts):
            return None
        is_wrapped = is_wrapped or any(len(cell) > 1 for cell in lines)
        if any(cells):
            rows.append(_row(texts, [line for cell in lines for line in cell], (left, right)))
    if len(rows) < 2 or not is_wrapped:
        return None
    return RuledTable(tuple(rows), frozenset(id(word) for word in inside))


def _row(texts, lines, edges):
    sizes = [line.size for line in lines]
    return PdfLine(
        "\t".join(texts).rstrip("\t"),
        min(line.x0 for line in lines),
        max(line.x1 for line in lines),
        min(line.top for line in lines),
        max(line.bottom for line in lines),
        max(set(sizes), key=sizes.count),
        all(line.bold for line in lines),
        edges,
        None,
        lines[0].first_width,
    )


def _is_in(word, box):
    left, top, right, bottom = box
    return left - 1 <= (word.x0 + word.x1) / 2 <= right + 1 and top - 1 <= (word.top + word.bottom) / 2 <= bottom + 1
