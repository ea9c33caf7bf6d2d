"""What every part of a document shares: strictness, keys, wording and the place something stands."""

from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    StringConstraints,
    model_validator,
)


def _is_printable(value):
    """PostgreSQL keeps no NUL, and no control character belongs into a text that people read."""
    for character in value:
        if character < " " and character not in "\n\t":
            raise ValueError(f"the character U+{ord(character):04X} cannot stand in a text")
    return value


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000), AfterValidator(_is_printable)
]
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=250), AfterValidator(_is_printable)
]
Count = Annotated[StrictInt, Field(ge=0, le=1_000_000)]
Positive = Annotated[StrictInt, Field(ge=1, le=1_000_000)]
Small = Annotated[StrictInt, Field(ge=1, le=9_999)]
Precision = Literal["day", "month", "year"]
Wording = Literal["own words", "as printed"]
Polarity = Literal["strength", "concern", "mixed"]


def _sorted_once(values):
    return sorted(set(values))


Slugs = Annotated[list[Slug], AfterValidator(_sorted_once)]
Keys = Annotated[list[Key], AfterValidator(_sorted_once)]


def _is_web_address(value):
    if not value.startswith(("https://", "http://")):
        raise ValueError("an address starts with https:// or http://")
    return value


Address = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500), AfterValidator(_is_web_address)]


def _is_no_number(value):
    """A number is not read as the seconds since 1970."""
    if isinstance(value, int | float):
        raise ValueError(f"found {value!r}: a date is expected, written as 2020-12-31")
    return value


PlausibleDate = Annotated[date, Field(ge=date(1990, 1, 1), le=date(2100, 1, 1)), BeforeValidator(_is_no_number)]


def repeated(values):
    """The values that occur more than once, each once, in the order in which they come again."""
    seen, again = set(), {}
    for value in values:
        if value in seen:
            again[value] = True
        seen.add(value)
    return list(again)


class Part(BaseModel):
    """A part of a document: unknown fields are errors, so that a misspelt field is never silently lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def says(self, *names):
        """Whether these fields could be read; of a whole part every one could (`mistakes` makes others)."""
        return all(name in self.__dict__ for name in names)


class Locator(Part):
    """Where in the report something stands.

    `line` and `line_to` count from 1 in the text edition named by the inspection; `page` is the printed page;
    `paragraph` counts from 1 within the chapter or box; `section` is a short pointer in our own words (a heading's
    subject, not its wording); `address` serves where only a web page is known.
    """

    line: Positive | None = None
    line_to: Positive | None = None
    page: Positive | None = None
    paragraph: Positive | None = None
    section: Line | None = None
    address: Address | None = None

    @model_validator(mode="after")
    def _points_somewhere(self):
        if not any((self.line, self.line_to, self.page, self.paragraph, self.section, self.address)):
            raise ValueError("a locator needs at least one of line, page, paragraph, section or address")
        return self

    @model_validator(mode="after")
    def _lines_in_order(self):
        if self.line_to is not None and (self.line is None or self.line_to < self.line):
            raise ValueError("line_to must come with line and not before it")
        return self


class Lines(Part):
    """A range of lines of the text edition, counted from 1."""

    line: Positive
    line_to: Positive | None = None

    @model_validator(mode="after")
    def _in_order(self):
        if self.line_to is not None and self.line_to < self.line:
            raise ValueError("line_to must not be before line")
        return self
