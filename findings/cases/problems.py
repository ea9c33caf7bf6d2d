"""What is wrong with a file of cases: each problem with row and column, listed up to a limit and counted beyond."""

from dataclasses import dataclass, field

LISTED = 200
SHOWN = 40


@dataclass(frozen=True)
class CaseProblem:
    """One thing that is wrong, where, what stands there, and what should. Row 1 is the heading; 0 is the file."""

    row: int
    column: str
    found: str
    expected: str

    def __str__(self):
        where = f"row {self.row}" + (f", column {self.column}" if self.column else "") if self.row else "file"
        return f"{where}: found {self.found}; expected {self.expected}"


class CaseFileError(Exception):
    """A file that cannot be loaded. `problems` holds the first ones, `total` says how many there are."""

    def __init__(self, problems, total=None):
        self.problems = list(problems)
        self.total = total or len(self.problems)
        super().__init__(f"{self.total} problem{'' if self.total == 1 else 's'}")


@dataclass
class Problems:
    """Gathers problems; memory does not grow with their number."""

    listed: list = field(default_factory=list)
    total: int = 0

    def add(self, row, column, found, expected):
        self.total += 1
        if len(self.listed) < LISTED:
            self.listed.append(CaseProblem(row, column, found, expected))

    def raise_if_any(self):
        if self.total:
            raise CaseFileError(self.listed, self.total)


def quoted(value):
    """What stands in a cell, short enough for a line."""
    text = " ".join(str(value).split())
    if not text:
        return "nothing"
    return f"“{text}”" if len(text) <= SHOWN else f"“{text[:SHOWN]}…”"
