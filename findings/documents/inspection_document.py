"""InspectionDocument: everything one inspection says."""

from typing import Literal

from pydantic import Field, model_validator

from findings.documents.base import (
    Address,
    Key,
    Line,
    Locator,
    Part,
    PlausibleDate,
    Precision,
    Slug,
    Small,
    Text,
)
from findings.documents.case_audits import CaseAuditPart, TopicGradePart
from findings.documents.figures import EquationPart, FigurePart, JudgmentPart
from findings.documents.findings import FindingPart, IllustrationPart
from findings.documents.recommendations import RecommendationPart

FORMAT = "inspection-findings/1"
MilestoneKind = Literal["immediate-update", "action-plan", "revisit", "commissioner-response", "review-published"]
KEYED = ("findings", "illustrations", "recommendations", "figures", "equations", "judgments", "milestones")


class InspectionPart(Part):
    """Who was inspected, when, by which rules, and where the report is."""

    slug: Slug
    force: Slug
    framework: Slug
    kind: Literal["inspection", "re-inspection", "review", "revisit-letter"]
    parent: Slug | None = None
    title: Line
    abstract: Text | None = None
    inspected_from: PlausibleDate | None = None
    inspected_to: PlausibleDate | None = None
    inspected_precision: Precision = "day"
    published_on: PlausibleDate
    published_precision: Precision
    published_as_printed: Line | None = None
    isbn: Line | None = None
    address: Address | None = None
    archive_address: Address | None = None
    text_edition: Line | None = None
    edition_note: Text | None = None

    @model_validator(mode="after")
    def _days_come_together(self):
        if (self.inspected_from is None) != (self.inspected_to is None):
            raise ValueError("inspected_from and inspected_to come together")
        return self

    @model_validator(mode="after")
    def _days_in_order(self):
        if self.inspected_from and self.inspected_to and self.inspected_to < self.inspected_from:
            raise ValueError("inspected_to must not be before inspected_from")
        return self

    @model_validator(mode="after")
    def _published_afterwards(self):
        if self.inspected_from and self.published_precision == "day" and self.published_on < self.inspected_from:
            raise ValueError("published_on must not be before inspected_from")
        return self

    @model_validator(mode="after")
    def _published_on_a_first_day(self):
        if self.published_precision == "month" and self.published_on.day != 1:
            raise ValueError("published_on must be the first day of the month where only the month is known")
        if self.published_precision == "year" and (self.published_on.month, self.published_on.day) != (1, 1):
            raise ValueError("published_on must be 1 January where only the year is known")
        return self


class MilestonePart(Part):
    """A step that was promised or required, and when it happened, if that is known.

    The promise is `within` so many `unit` of the publication. `happened_on` needs a `source`.
    """

    key: Key
    kind: MilestoneKind
    what: Line
    within: Small | None = None
    unit: Literal["days", "weeks", "months"] | None = None
    happened_on: PlausibleDate | None = None
    happened_precision: Precision | None = None
    source: Line | None = None
    note: Text | None = None
    locator: Locator | None = None

    @model_validator(mode="after")
    def _promise_has_a_unit(self):
        if (self.within is None) != (self.unit is None):
            raise ValueError("within and unit come together")
        return self

    @model_validator(mode="after")
    def _day_has_a_precision(self):
        if (self.happened_on is None) != (self.happened_precision is None):
            raise ValueError("happened_on and happened_precision come together")
        return self

    @model_validator(mode="after")
    def _says_where_it_is_said(self):
        if self.happened_on is not None and self.source is None:
            raise ValueError("source is needed for what has happened")
        return self


class InspectionDocument(Part):
    """Everything one inspection says; item order is the order of the report."""

    document: Literal["inspection-findings/1"]
    inspection: InspectionPart
    case_audits: list[CaseAuditPart] = Field(default_factory=list)
    topic_grades: list[TopicGradePart] = Field(default_factory=list)
    findings: list[FindingPart] = Field(default_factory=list)
    illustrations: list[IllustrationPart] = Field(default_factory=list)
    recommendations: list[RecommendationPart] = Field(default_factory=list)
    figures: list[FigurePart] = Field(default_factory=list)
    equations: list[EquationPart] = Field(default_factory=list)
    judgments: list[JudgmentPart] = Field(default_factory=list)
    milestones: list[MilestonePart] = Field(default_factory=list)
