"""Findings, and the illustrations that show them on one case."""

from typing import Literal

from pydantic import Field

from findings.documents.base import Key, Line, Locator, Part, Polarity, Slug, Slugs, Text, Wording

FindingKind = Literal["case-theme", "headed", "unheaded", "main", "cause-of-concern", "area-for-improvement"]


class FindingPart(Part):
    """One thing the report says.

    `case-theme`: a bullet under an area's tallies; `headed`: what stands under one heading of a chapter; `unheaded`:
    prose of a chapter outside any heading; `main`: a bullet of the summary or conclusion; `cause-of-concern` and
    `area-for-improvement`: the inspectorate's formal categories, never inferred from plain prose.
    """

    key: Key
    kind: FindingKind
    chapter: Slug
    topic: Slug | None = None
    areas: Slugs = Field(default_factory=list)
    polarity: Polarity
    themes: Slugs = Field(default_factory=list)
    title: Line | None = None
    summary: Text
    wording: Wording
    note: Text | None = None
    locator: Locator


class IllustrationPart(Part):
    """One case that the report tells. `labelled` says whether the report itself calls it a practice or a case study."""

    key: Key
    kind: Literal["positive-practice", "case-study"]
    labelled: bool
    chapter: Slug
    finding: Key | None = None
    areas: Slugs = Field(default_factory=list)
    polarity: Polarity
    themes: Slugs = Field(default_factory=list)
    summary: Text
    wording: Wording
    note: Text | None = None
    locator: Locator
