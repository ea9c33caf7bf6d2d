"""What a reading leaves behind: the document, the place and confidence of every value, doubts, and what was ignored."""

from dataclasses import dataclass, field
from typing import Literal

from findings.documents.inspection_document import InspectionDocument

Confidence = Literal["sure", "likely", "doubtful"]


@dataclass(frozen=True)
class Place:
    """Where something stands: lines from 1 in the text, the page where the file has pages."""

    line: int
    line_to: int | None = None
    page: int | None = None

    def __str__(self):
        lines = f"line {self.line}" if self.line_to in (None, self.line) else f"lines {self.line}-{self.line_to}"
        return f"page {self.page}, {lines}" if self.page else lines


@dataclass(frozen=True)
class Doubt:
    """Something a person must look at: what was read or left out, and why it is not certain."""

    place: Place | None
    what: str
    why: str

    def __str__(self):
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.what}: {self.why}"


@dataclass(frozen=True)
class ReadValue:
    """One value of the document, by its path in it, with the place it was read from and how certain it is."""

    path: str
    value: object
    place: Place
    confidence: Confidence


@dataclass(frozen=True)
class EarlierRecommendation:
    """A recommendation of an earlier inspection that this report repeats, with the verdict printed on it, if any.

    `state`: what the verdict claims, where it is plain: `met`, `partly-met`, `not-met` or `closed`.
    """

    place: Place
    text: str
    verdict: str | None = None
    state: str | None = None


@dataclass(frozen=True)
class Reading:
    """Everything one reading found. `missing` names the fields without which the document cannot be loaded."""

    document: InspectionDocument
    missing: tuple[str, ...]
    values: tuple[ReadValue, ...]
    doubts: tuple[Doubt, ...]
    ignored: tuple[Doubt, ...] = ()
    earlier: tuple[EarlierRecommendation, ...] = ()
    counts: dict = field(default_factory=dict)
