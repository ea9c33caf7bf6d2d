"""Recommendations with their parts, and what is claimed to have become of them."""

from typing import Literal

from pydantic import Field, model_validator

from findings.documents.base import (
    Key,
    Keys,
    Line,
    Lines,
    Locator,
    Part,
    PlausibleDate,
    Precision,
    Slug,
    Slugs,
    Small,
    Text,
    Wording,
    repeated,
)

Timescale = Literal["immediately", "three-months", "six-months"]
ClaimState = Literal[
    "accepted", "action-reported", "awaiting-sign-off", "met", "partly-met", "not-met", "superseded", "closed"
]


class RecommendationPartPart(Part):
    """One listed item within a recommendation."""

    key: Key
    text: Text
    locator: Locator | None = None


class ClaimPart(Part):
    """What one voice said on one day about a recommendation, with the source it stands in."""

    voice: Literal["force", "hmicfrs", "commissioner"]
    state: ClaimState
    on: PlausibleDate
    precision: Precision = "day"
    note: Text | None = None
    source: Line

    @property
    def identity(self):
        """What tells two claims about one recommendation apart."""
        return (self.voice, self.on, self.state)

    @model_validator(mode="after")
    def _may_close(self):
        if self.state == "closed" and self.voice != "hmicfrs":
            raise ValueError("only hmicfrs closes a recommendation")
        return self


class RecommendationPart(Part):
    """One recommendation, in the order of the report. `restated_at`: where the report prints it a second time."""

    key: Key
    number: Small
    kind: Literal["standalone", "cause-of-concern"] = "standalone"
    chapter: Slug
    timescale: Timescale | None = None
    timescale_as_printed: Line | None = None
    areas: Slugs = Field(default_factory=list)
    themes: Slugs = Field(default_factory=list)
    findings: Keys = Field(default_factory=list)
    text: Text
    wording: Wording
    parts: list[RecommendationPartPart] = Field(default_factory=list)
    claims: list[ClaimPart] = Field(default_factory=list)
    note: Text | None = None
    locator: Locator
    restated_at: Lines | None = None

    @model_validator(mode="after")
    def _part_keys_differ(self):
        again = repeated(part.key for part in self.parts if part.says("key"))
        if again:
            raise ValueError(f"two parts have the key {', and two the key '.join(again)}")
        return self
