"""Printed numbers that are no case grades, the equations between them, and other inspectorates' judgments."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from findings.documents.base import Key, Line, Locator, Part, PlausibleDate, Precision, Slug, Slugs, Text


def _is_a_number(value):
    """A number in a text, or a truth value, is none."""
    if value is None or (isinstance(value, int | float | Decimal) and not isinstance(value, bool)):
        return Decimal(str(value)) if isinstance(value, float) else value
    raise ValueError("a number is expected, without quotes, separators or units")


# As the database keeps it; a longer number would come back as another one.
Number = Annotated[Decimal, Field(max_digits=15, decimal_places=3), BeforeValidator(_is_a_number)]
Qualifier = Literal["about", "more-than", "less-than", "at-least", "up-to"]


class FigurePart(Part):
    """Any other number printed. `of` is the base where one is printed; `as_of` the date or month it holds for."""

    key: Key
    chapter: Slug
    figure: Line
    value: Number
    value_to: Number | None = None
    of: Number | None = None
    unit: Line
    qualifier: Qualifier | None = None
    as_of: PlausibleDate | None = None
    as_of_to: PlausibleDate | None = None
    as_of_precision: Precision | None = None
    as_printed: Line
    areas: Slugs = Field(default_factory=list)
    note: Text | None = None
    locator: Locator

    @model_validator(mode="after")
    def _range_in_order(self):
        if self.value_to is not None and self.value_to < self.value:
            raise ValueError("value_to must not be below value")
        return self

    @model_validator(mode="after")
    def _parts_are_counted(self):
        if self.of is not None and (self.of < 0 or self.value < 0):
            raise ValueError("value and of must not be below zero where a base is printed: they are counts")
        return self

    @model_validator(mode="after")
    def _day_has_a_precision(self):
        if (self.as_of is None) != (self.as_of_precision is None):
            raise ValueError("as_of and as_of_precision come together")
        return self

    @model_validator(mode="after")
    def _days_in_order(self):
        if self.as_of_to is not None and (self.as_of is None or self.as_of_to < self.as_of):
            raise ValueError("as_of_to must come with as_of and not before it")
        return self


class EquationPart(Part):
    """An equation between printed figures for the ledger: the figure `whole` against the sum of `parts`.

    `relation` says what the report's wording claims: `equals`, or `at-most` where the parts need not be all.
    """

    key: Key
    statement: Line
    whole: Key
    parts: list[Key] = Field(min_length=1)
    relation: Literal["equals", "at-most"] = "equals"
    note: Text | None = None


class JudgmentPart(Part):
    """Another inspectorate's grade of a local authority: never a case grade, whatever its words."""

    key: Key
    authority: Line
    inspectorate: Line
    subject: Line
    grade_as_printed: Line
    published_on: PlausibleDate
    published_precision: Precision
    note: Text | None = None
    locator: Locator
