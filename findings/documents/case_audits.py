"""Counted sets of audited cases and the topics a later framework grades instead."""

from typing import Literal

from pydantic import Field, model_validator

from findings.documents.base import Count, Locator, Part, Slug, Text, repeated


class GradeCountPart(Part):
    """How many cases of the set got one grade, or a grade from `grade` to `grade_to` where a report lumps them.

    Zero is a count. A grade that the report leaves out has no entry at all.
    """

    grade: Slug
    grade_to: Slug | None = None
    cases: Count
    derived: bool = False


class CaseAuditPart(Part):
    """One counted set: assessor, sample and area (no area: the whole sample), with its counts per grade.

    `total` is the number of cases as printed, and is left out where the report prints none.
    """

    assessor: Literal["force", "hmicfrs"]
    sample: Literal["joint", "additional", "all"]
    area: Slug | None = None
    scale: Slug
    total: Count | None = None
    counts: list[GradeCountPart] = Field(min_length=1)
    note: Text | None = None
    locator: Locator

    @property
    def key(self):
        return "-".join(part for part in (self.assessor, self.sample, self.area) if part)

    @model_validator(mode="after")
    def _counts_a_grade_once(self):
        again = repeated(count.grade for count in self.counts if count.says("grade"))
        if again:
            raise ValueError(f"the grade {' and the grade '.join(again)} is counted twice in one set")
        return self

    @model_validator(mode="after")
    def _has_an_assessor_of_its_sample(self):
        if self.assessor == "force" and self.sample == "additional":
            raise ValueError("the additional sample is assessed by hmicfrs alone")
        return self


class TopicGradePart(Part):
    """The grade that the inspectorate gives one topic of a framework that grades topics and not cases."""

    topic: Slug
    grade: Slug
    note: Text | None = None
    locator: Locator
