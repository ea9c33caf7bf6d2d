"""What extraction hands on: the lines of a report as they stand in it, each with its number and page."""

from dataclasses import dataclass, field


class UnreadableReportError(Exception):
    """The file is no report of this family, or nothing can be read from it. The message is a sentence for people."""


@dataclass(frozen=True)
class SourceLine:
    """One line. `line` counts from 1 in the text, `page` from 1 in a file that has pages.

    `heading` is the rank of a heading where the file says so (1 = highest). `full` tells whether the line ran to the
    margin, so that the next line continues it; None where only the text can tell. `is_running` marks running heads,
    feet and page numbers.
    """

    text: str
    line: int
    page: int | None = None
    heading: int | None = None
    full: bool | None = None
    is_running: bool = False
    is_note: bool = False


@dataclass(frozen=True)
class Source:
    """All lines of a report; `form` is `text`, `html` or `pdf`; `pages` is None where the file has none."""

    lines: tuple[SourceLine, ...]
    form: str
    name: str = ""
    pages: int | None = None
    remarks: tuple[str, ...] = field(default=())

    @property
    def text(self):
        return "\n".join(line.text for line in self.lines)
