"""One thing that is wrong with a document, and the place where it stands."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """`line` counts from 1 in the file (0: the file as a whole); `where` is the path inside the document.

    In a workbook `line` is the row, `sheet` and `column` (a letter) say the rest; `found` and `expected` are given
    where a single value is wrong.
    """

    file: str
    line: int
    where: str
    message: str
    sheet: str = ""
    column: str = ""
    found: str = ""
    expected: str = ""

    @property
    def cell(self):
        """The cell as a spreadsheet names it, `C7`; the line alone in a text, nothing for the file as a whole."""
        return f"{self.column}{self.line}" if self.line else ""

    @property
    def place(self):
        """What problems are sorted by: where a reader meets them."""
        return (self.file, self.sheet, self.line, self.column, self.where, self.message)

    def __str__(self):
        place = f"{self.file}, sheet {self.sheet}" if self.sheet else self.file
        if self.line:
            place += f", cell {self.cell}" if self.sheet else f":{self.line}"
        return f"{place}: {self.where}: {self.message}" if self.where else f"{place}: {self.message}"


class DocumentError(Exception):
    """A document, or several, cannot be used; `problems` lists everything that is wrong, not just the first."""

    def __init__(self, problems):
        self.problems = sorted(problems, key=lambda problem: problem.place)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def sound(source):
    """The source, where nothing was wrong with reading it; DocumentError with every problem otherwise."""
    if source.problems:
        raise DocumentError(source.problems)
    return source


def told_once(told, found):
    """Problems of reading, and those of `found` that are no echo of them: one sentence about a cell is enough."""
    cells = {(problem.file, problem.sheet, problem.cell) for problem in told if problem.column}
    echo = [problem for problem in found if (problem.file, problem.sheet, problem.cell) in cells]
    return list(dict.fromkeys([*told, *(problem for problem in found if problem not in echo)]))
