"""How did a force grade the cases that the inspectorate graded too, where only the totals of each are printed?

Both assessors grade the same n cases, but which force grade met which inspectorate grade is not printed. So the
answers are bounds over all tables with these margins, each attained by at least one table, and no agreement rate.

Why the bounds are right. A table is a pairing of the force's n grades with the inspectorate's n grades, so the most
pairs of one kind is a maximum matching, completed by pairing whatever is left in any way; the least of a kind is n
minus the most of its opposite. By Koenig's theorem (D. Koenig 1931) a maximum matching is as large as the smallest
cover. Grades are numbered from the best, R(<t) and C(<t) are the force's and the inspectorate's cases better than t.

- Force higher (i < j): for any grade t such a pair has i < t or j > t, so there are at most R(<t) + C(>t). The grades
  that a force grade may meet are nested, so one of these covers is the smallest cover: most = min over t.
- Force not higher (j <= i): for any t such a pair has i >= t or j < t, so n - most is the greatest of
  n - R(>=t) - C(<t) = R(<t) - C(<t): least higher = the force's greatest lead at any threshold, or 0.
- Same (i = j): min(r, c) pairs at each grade, one grade independent of another: most = their sum. Different (i != j):
  two grades together may meet everything, so only a single grade can stand in the way, when its r + c exceeds n;
  that happens for one grade at most, as all r + c together make 2n: least = sum of max(0, r + c - n).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from findings.statistics.results import Bounds

Counts = Sequence[int]


@dataclass(frozen=True)
class SelfAssessment:
    """One joint sample of n cases with the grades of both assessors, best first, and what these totals allow.

    `higher` counts cases to which the force gave a better grade than the inspectorate did, `lower` a worse one; a
    positive `mean_shift` means the force graded itself higher. With no cases there is no shift.
    """

    n: int
    grades: tuple[str, ...]
    force: tuple[int, ...]
    inspectorate: tuple[int, ...]
    same: Bounds
    higher: Bounds
    lower: Bounds
    mean_shift: Fraction | None


def self_assessment(
    grades: Sequence[str], force: Sequence[int | None], inspectorate: Sequence[int | None]
) -> SelfAssessment:
    """What the totals of one joint sample allow. Missing counts or unequal totals make it impossible: ValueError."""
    if not len(grades) == len(force) == len(inspectorate):
        raise ValueError("Both assessors must be counted over the same grades of one scale.")
    _check(force, inspectorate)
    return SelfAssessment(
        n=sum(force),
        grades=tuple(grades),
        force=tuple(force),
        inspectorate=tuple(inspectorate),
        same=same_bounds(force, inspectorate),
        higher=higher_bounds(force, inspectorate),
        lower=lower_bounds(force, inspectorate),
        mean_shift=mean_shift(force, inspectorate) if sum(force) else None,
    )


def same_bounds(force: Counts, inspectorate: Counts) -> Bounds:
    """The least and most cases that both may have given the same grade."""
    n = _check(force, inspectorate)
    pairs = list(zip(force, inspectorate, strict=True))
    return Bounds(sum(max(0, r + c - n) for r, c in pairs), sum(min(r, c) for r, c in pairs))


def higher_bounds(force: Counts, inspectorate: Counts) -> Bounds:
    """The least and most cases to which the force may have given a better grade than the inspectorate."""
    n = _check(force, inspectorate)
    better_force = list(accumulate(force, initial=0))
    better_inspectorate = list(accumulate(inspectorate, initial=0))
    least = max(r - c for r, c in zip(better_force, better_inspectorate, strict=True))
    most = min(
        (better_force[t] + n - better_inspectorate[t + 1] for t in range(len(force))),
        default=0,
    )
    return Bounds(least, most)


def lower_bounds(force: Counts, inspectorate: Counts) -> Bounds:
    """The least and most cases to which the force may have given a worse grade than the inspectorate."""
    return higher_bounds(inspectorate, force)


def mean_shift(force: Counts, inspectorate: Counts) -> Fraction:
    """Grade steps per case by which the force graded itself above the inspectorate; no pairing can change it.

    It supposes that all steps are equal and that both used one scale. From margins alone it has no interval.
    """
    n = _check(force, inspectorate)
    if n == 0:
        raise ValueError("There is no mean of no cases.")
    steps = sum(place * (c - r) for place, (r, c) in enumerate(zip(force, inspectorate, strict=True)))
    return Fraction(steps, n)


def at_threshold(force: Counts, inspectorate: Counts, best_k: int) -> Bounds:
    """The least and most cases that the force put into the best `best_k` grades while the inspectorate did not."""
    n = _check(force, inspectorate)
    if not 0 <= best_k <= len(force):
        raise ValueError(f"A scale of {len(force)} grades has no best {best_k}.")
    by_force, by_inspectorate = sum(force[:best_k]), sum(inspectorate[:best_k])
    return Bounds(max(0, by_force - by_inspectorate), min(by_force, n - by_inspectorate))


def _check(force: Sequence[int | None], inspectorate: Sequence[int | None]) -> int:
    """The number of cases both assessed; refuses what is no pair of margins of one table."""
    if len(force) != len(inspectorate):
        raise ValueError("Both assessors must be counted over the same grades of one scale.")
    if None in (*force, *inspectorate):
        raise ValueError("A grade is not printed: without every count of both assessors nothing can be said.")
    if any(count < 0 for count in (*force, *inspectorate)):
        raise ValueError("A count of cases cannot be negative.")
    if sum(force) != sum(inspectorate):
        raise ValueError(
            f"The force graded {sum(force)} cases and the inspectorate {sum(inspectorate)}: "
            "these are not the same cases, so the grades cannot be set against each other."
        )
    return sum(force)


def sentences(result: SelfAssessment, force_name: str, inspectorate_name: str = "HMICFRS") -> tuple[str, ...]:
    """The result in sentences to quote: same grade, direction, mean shift, each threshold, and the worst grade."""
    if result.n == 0:
        return ("No cases were graded by both assessors.",)
    lines = [_same_sentence(result)]
    if result.same.least < result.n:
        lines.append(_direction_sentence(result, force_name, inspectorate_name))
    lines.append(_shift_sentence(result.mean_shift, force_name, inspectorate_name))
    for best_k in range(1, max(2, len(result.grades) - 1)):
        lines += _threshold_sentences(result, best_k, force_name, inspectorate_name)
    lines.append(_worst_sentence(result, inspectorate_name))
    return tuple(lines)


def _same_sentence(result: SelfAssessment) -> str:
    same, n = result.same, result.n
    start = "The two assessors gave the same grade to"
    if n == 1:  # one case has one pairing: the bounds are always exact
        return f"{start} the one case." if same.most else "The two assessors gave different grades to the one case."
    if same.is_exact:
        if same.most == n:
            return f"{start} all {n} cases."
        if same.most == 0:
            return f"{start} none of the {n} cases."
        different = n - same.most
        return f"{start} exactly {same.most} of the {n} cases, so {different} {_were(different)} graded differently."
    span = f"{start} between {same.least} and {same.most} of the {n} cases"
    if same.most == n:
        return f"{span}, so these totals do not show that any case was graded differently."
    return f"{span}, so at least {n - same.most} {_were(n - same.most)} graded differently."


def _direction_sentence(result: SelfAssessment, force_name: str, inspectorate_name: str) -> str:
    if result.n == 1:
        way = "higher" if result.higher.most else "lower"
        return f"{force_name} graded itself {way} than {inspectorate_name} in the one case."
    higher, lower = f"{_span(result.higher)} of the {result.n} cases", _span(result.lower)
    return f"{force_name} graded itself higher than {inspectorate_name} in {higher}, and lower in {lower}."


def _shift_sentence(shift: Fraction, force_name: str, inspectorate_name: str) -> str:
    if shift == 0:
        return f"On average {force_name} graded itself neither higher nor lower than {inspectorate_name}."
    size = abs(shift)
    if size < Fraction(1, 100):
        steps = "less than 0.01 grade steps"
    elif size == 1:
        steps = "1 grade step"
    elif size.denominator == 1:
        steps = f"{size} grade steps"
    else:
        steps = f"{float(size):.2f} grade steps"
    return (
        f"On average {force_name} graded itself {steps} {'higher' if shift > 0 else 'lower'} than {inspectorate_name}."
    )


def _threshold_sentences(result: SelfAssessment, best_k: int, force_name: str, inspectorate_name: str) -> list[str]:
    """Who put cases at or above a grade that the other did not, as far as it is certain; nothing where it is not."""
    label = " or ".join(_named(grade) for grade in result.grades[:best_k])
    lines = []
    for who, others, one, other in (
        (force_name, inspectorate_name, result.force, result.inspectorate),
        (inspectorate_name, force_name, result.inspectorate, result.force),
    ):
        bounds = at_threshold(one, other, best_k)
        if bounds.least:
            number = f"exactly {bounds.least}" if bounds.is_exact else f"at least {bounds.least}"
            lines.append(f"{who} called {number} {_cases(bounds.least)} {label} that {others} did not.")
    return lines


def _worst_sentence(result: SelfAssessment, inspectorate_name: str) -> str:
    worst, theirs, own = _named(result.grades[-1]), result.inspectorate[-1], result.force[-1]
    if theirs == own == 0:
        return f"Neither {inspectorate_name} nor the force found any case {worst}."
    found = f"{theirs} {_cases(theirs)}" if theirs else "no case"
    return f"{inspectorate_name} found {found} {worst}, the force {own or 'none'}."


def _span(bounds: Bounds) -> str:
    if bounds.is_exact:
        return f"exactly {bounds.least}" if bounds.least else "none"
    return f"at most {bounds.most}" if bounds.least == 0 else f"between {bounds.least} and {bounds.most}"


def _cases(number: int) -> str:
    return "case" if number == 1 else "cases"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _named(grade: str) -> str:
    """A grade inside a sentence: "requires improvement", whether its slug or its label is passed."""
    return grade.replace("-", " ").lower()
