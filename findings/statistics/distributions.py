"""How the cases of one counted set are spread over the grades of one scale."""

from __future__ import annotations

from collections.abc import Sequence

from findings.statistics.proportions import share
from findings.statistics.results import GradeDistribution, LumpedCount, Share, base_of


def grade_distribution(
    scale: str,
    grades: Sequence[str],
    counts: Sequence[int | None],
    printed_total: int | None = None,
    lumped: Sequence[LumpedCount] = (),
) -> GradeDistribution:
    """One set of audited cases by grade, best first; the base, or the reason for having none, by `base_of`."""
    if len(grades) != len(counts) or len(set(grades)) != len(grades):
        raise ValueError("A grade distribution needs one count, or None, for each grade of its scale.")
    place = {grade: position for position, grade in enumerate(grades)}
    if any(lump.grade not in place or lump.grade_to not in place for lump in lumped):
        raise ValueError("A lumped count names a grade that is not on the scale.")
    spans = [(place[lump.grade], place[lump.grade_to], lump.cases) for lump in lumped]
    base, reason = base_of(counts, printed_total, spans)
    return GradeDistribution(
        scale=scale,
        grades=tuple(grades),
        counts=tuple(counts),
        total=base,
        printed_total=printed_total,
        lumped=tuple(lumped),
        reason=reason,
    )


def grade_shares(distribution: GradeDistribution) -> tuple[Share | None, ...]:
    """The share of each grade in the base of its set; None for a grade not printed, and for all where no base exists.

    Where a grade is missing and a total is printed, the shares shown add up to less than 100%: that is meant.
    """
    if distribution.total is None:
        return (None,) * len(distribution.grades)
    return tuple(None if count is None else share(count, distribution.total) for count in distribution.counts)


def share_of_grade(distribution: GradeDistribution, grade: str) -> Share | None:
    """The share of one grade, as `grade_shares` has it; None also where the scale has no such grade."""
    if grade not in distribution.grades or distribution.total is None:
        return None
    count = distribution.counts[distribution.grades.index(grade)]
    return None if count is None else share(count, distribution.total)


def lumped_shares(distribution: GradeDistribution) -> tuple[Share | None, ...]:
    """The share of each lumped count, in the order of `distribution.lumped`; None where no base exists."""
    if distribution.total is None:
        return (None,) * len(distribution.lumped)
    return tuple(share(lump.cases, distribution.total) for lump in distribution.lumped)
