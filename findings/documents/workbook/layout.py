"""How a workbook is laid out: sheets, and columns with what they take. Both writing and reading follow it."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

VERSION = "inspection-findings-workbook/1"
ABOUT, LISTS = "About", "Lists"
LAST_ROW = 5_000
LIST_MARK = ";"

Takes = Literal["text", "whole", "number", "date", "yes-no", "choice", "choices", "key", "keys"]


@dataclass(frozen=True)
class Column:
    """One column: its heading, the field of the document, what it takes, and what it is for.

    `choices` is a tuple of words, or the name of a list of `Choices`. `refers` names the sheet whose keys are meant.
    A field written `locator.line` belongs to the locator of the row.
    """

    heading: str
    field: str
    takes: Takes
    about: str
    choices: tuple | str = ()
    is_required: bool = False
    refers: str = ""
    width: int = 16

    @property
    def path(self):
        return tuple(self.field.split("."))

    def allowed(self, choices):
        """The words that may stand here; empty where anything may."""
        return choices.of(self.choices) if isinstance(self.choices, str) else self.choices


@dataclass(frozen=True)
class Sheet:
    """One sheet. `part` is the list of the document it holds; `given` are fields that every row of it has."""

    title: str
    part: str
    about: str
    columns: tuple[Column, ...]
    given: tuple = ()

    def column(self, field):
        return next(column for column in self.columns if column.field == field)


def words(literal):
    """The words of a Literal, in their order."""
    return get_args(literal)


def required(column):
    return replace(column, is_required=True)


LOCATOR = (
    Column("Line", "locator.line", "whole", "The first line in the text edition, counted from 1.", width=8),
    Column("Line to", "locator.line_to", "whole", "The last line, where it is more than one.", width=8),
    Column("Page", "locator.page", "whole", "The page number as printed.", width=8),
    Column("Paragraph", "locator.paragraph", "whole", "Counted from 1 within the chapter or box.", width=10),
    Column("Section", "locator.section", "text", "A short pointer in your own words.", width=20),
    Column("Web address", "locator.address", "text", "Where only a web page is known.", width=20),
)
NOTE = Column("Note", "note", "text", "What a reader should know besides; may be left empty.", width=30)
KEY = Column(
    "Key",
    "key",
    "key",
    "A short name of small letters, digits and hyphens. It stays when the text is corrected.",
    is_required=True,
    width=26,
)
CHAPTER = Column(
    "Chapter", "chapter", "choice", "The chapter it stands in.", choices="chapters", is_required=True, width=20
)
AREAS = Column(
    "Areas", "areas", "choices", f"The areas it speaks of, with {LIST_MARK} between them.", choices="areas", width=24
)
THEMES = Column(
    "Themes", "themes", "choices", f"The themes it is coded with, with {LIST_MARK} between.", choices="themes", width=30
)
