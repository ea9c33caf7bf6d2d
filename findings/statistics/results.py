"""What the statistics hand to charts, tables and exports: frozen, and each carrying the number of cases it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

SMALL_BASE = 10


class Bounds(NamedTuple):
    """The least and the most a number can be, both attainable: not an interval of confidence but a certainty."""

    least: int
    most: int

    @property
    def is_exact(self) -> bool:
        return self.least == self.most


@dataclass(frozen=True)
class Interval:
    """A confidence interval for a share or for a difference of shares, both as fractions of one (0.24, not 24)."""

    low: float
    high: float
    level: float
    method: str

    @property
    def excludes_zero(self) -> bool:
        """Only meaningful for a difference; unadjusted for any other comparison made beside it."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Share:
    """`cases` of the `of` audited cases of one counted set. No cases at all: no value and no interval, not 0%."""

    cases: int
    of: int
    value: float | None
    interval: Interval | None

    @property
    def n(self) -> int:
        return self.of

    @property
    def is_small(self) -> bool:
        """Fewer than ten cases in the base: pages say the count first and the percentage second."""
        return self.of < SMALL_BASE


@dataclass(frozen=True)
class Refusal:
    """A number that was asked for and cannot be had honestly, with the reason as a sentence for the page."""

    sentence: str


@dataclass(frozen=True)
class Difference:
    """First share minus second share, of two sets that have no case in common.

    `interval` is always unadjusted. `p_value` is Fisher's exact two-sided p of this one comparison; `decided_by_p` is
    the p that decided `has_evidence` and the sentence: the same, or the one adjusted over the page's comparisons.
    """

    first_name: str
    second_name: str
    what: str
    first: Share
    second: Share
    value: float
    interval: Interval
    p_value: float
    decided_by_p: float
    is_adjusted: bool
    has_evidence: bool
    sentence: str

    @property
    def n(self) -> int:
        return self.first.of + self.second.of

    @property
    def is_small(self) -> bool:
        return self.first.is_small or self.second.is_small


@dataclass(frozen=True)
class LumpedCount:
    """Cases a report counts over a range of grades without splitting them, for example "24 less than good"."""

    grade: str
    grade_to: str
    cases: int


def span_in_words(first: str, last: str | None = None) -> str:
    """A grade, or a range of grades, from their names: "Good", "Good to requires improvement"."""
    return f"{first} to {last.lower()}" if last else first


@dataclass(frozen=True)
class GradeDistribution:
    """The cases of one counted set by grade, best grade first, on one scale and never pooled with another scale.

    A count of None was not printed, which is not zero. `total` is the base of shares by the rule of `base_of`;
    where it is None, `reason` says why there are no shares.
    """

    scale: str
    grades: tuple[str, ...]
    counts: tuple[int | None, ...]
    total: int | None
    printed_total: int | None
    lumped: tuple[LumpedCount, ...] = ()
    reason: str | None = None

    @property
    def n(self) -> int | None:
        return self.total


def known_sum(counts: Sequence[int | None], lumped: Sequence[tuple[int, int, int]] = ()) -> tuple[int, bool]:
    """The sum of the counts that are printed, and whether they cover every grade.

    `lumped` holds (first position, last position, cases), both positions included. A grade that is counted on its own
    and within a lump, or within two lumps, would be counted twice: that is refused.
    """
    printed = [count for count in counts if count is not None]
    total = sum(printed)
    if not lumped and all(count >= 0 for count in printed):
        return total, bool(counts) and len(printed) == len(counts)
    covered = {position for position, count in enumerate(counts) if count is not None}
    for first, last, cases in lumped:
        span = set(range(first, last + 1))
        if not span or not span <= set(range(len(counts))) or span & covered:
            raise ValueError("A lumped count covers a grade that is counted already, or no grade of this scale.")
        covered |= span
        total += cases
    if any(count < 0 for count in (*[c for c in counts if c is not None], *[lump[2] for lump in lumped])):
        raise ValueError("A count of cases cannot be negative.")
    return total, bool(counts) and len(covered) == len(counts)


def base_of(
    counts: Sequence[int | None], printed_total: int | None, lumped: Sequence[tuple[int, int, int]] = ()
) -> tuple[int | None, str | None]:
    """The denominator for shares of a counted set, or None and the reason why there is none.

    Complete counts without a printed total: their sum. Complete counts that add up to the printed total: that total.
    Incomplete counts with a printed total: the printed total, unless the counts already exceed it. Everything else
    has no base; nothing is adjusted so that it adds up, and a grade that is not printed is not taken for zero.
    """
    total, is_complete = known_sum(counts, lumped)
    if printed_total is None:
        if is_complete:
            return total, None
        return None, "No share: the report prints neither a total nor the number of cases of every grade."
    if is_complete and total != printed_total:
        return None, f"No share: the grades add up to {total}, but the report prints a total of {printed_total}."
    if total > printed_total:
        return None, f"No share: the printed grades alone make {total}, more than the printed total of {printed_total}."
    return printed_total, None
