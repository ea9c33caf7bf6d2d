"""One thing that is wrong with a document, and the place where it stands."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """`line` counts from 1 in the file (0: the file as a whole); `where` is the path inside the document."""

    file: str
    line: int
    where: str
    message: str

    def __str__(self):
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.where}: {self.message}" if self.where else f"{place}: {self.message}"


class DocumentError(Exception):
    """A document, or several, cannot be used; `problems` lists everything that is wrong, not just the first."""

    def __init__(self, problems):
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
