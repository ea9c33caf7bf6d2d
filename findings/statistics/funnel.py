"""Do forces differ by more than chance? A funnel plot: each force's share against its base, with exact limits.

A force outside the limits is not "bad" and one inside not "good": the limits say what chance alone would leave inside
if every force had the pooled share, and cases were drawn at random.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from findings.statistics.proportions import check_cases, ends, percent, share
from findings.statistics.results import Refusal, Share

LEAST_UNITS = 10
INNER, OUTER = 0.95, 0.998


class Unit(NamedTuple):
    """One force: its cases with the grade, of its graded cases."""

    name: str
    cases: int
    of: int


class Limits(NamedTuple):
    """The fewest and the most cases of a base that are still inside, at one level."""

    of: int
    low: int
    high: int


@dataclass(frozen=True)
class Point:
    """One force in the funnel; `position` is "inside", "outside" (95%) or "far outside" (99.8%)."""

    unit: Unit
    share: Share
    inner: Limits
    outer: Limits
    position: str


@dataclass(frozen=True)
class Funnel:
    """`pooled` is the share over all n cases; `dispersion` is 1 where forces differ as chance would have them do."""

    n: int
    pooled: Share
    points: tuple[Point, ...]
    dispersion: float
    sentence: str

    @property
    def outside(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.position != "inside")


def funnel(units: Iterable[Unit], what: str) -> Funnel | Refusal:
    """Forces around their pooled share. `what` completes "The pooled share of cases …" ("graded inadequate").

    D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005)
    1185-1202, with exact binomial limits at 95% and 99.8% and none widened for over-dispersion. The dispersion is
    Pearson's chi-squared over its degrees of freedom (P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd ed.
    1989, section 4.5). Fewer than ten units with cases, or a pooled share of 0 or 1, are refused with a sentence.
    """
    units = tuple(units)
    for unit in units:
        check_cases(unit.cases, unit.of)
    units = tuple(unit for unit in units if unit.of)
    if len(units) < LEAST_UNITS:
        known = {0: "none is known", 1: "1 is known"}.get(len(units), f"{len(units)} are known")
        return Refusal(f"There is no funnel plot: it begins with {LEAST_UNITS} inspections, and {known}.")
    cases, n = sum(unit.cases for unit in units), sum(unit.of for unit in units)
    if cases in (0, n):
        return Refusal(f"There is no funnel plot: {'no case' if cases == 0 else 'every case'} was {what}.")
    pooled = cases / n
    points = tuple(_point(unit, pooled) for unit in units)
    chi_squared = math.fsum((unit.cases - unit.of * pooled) ** 2 / (unit.of * pooled * (1 - pooled)) for unit in units)
    dispersion = chi_squared / (len(units) - 1)
    result = Funnel(n=n, pooled=share(cases, n), points=points, dispersion=dispersion, sentence="")
    return Funnel(n, result.pooled, points, dispersion, _sentence(result, what))


def limits(of: int, pooled: float, level: float) -> Limits:
    """Exact binomial limits: at each end, the chance of fewer (or more) cases than this is at most (1 - level) / 2.

    The limits of a small base may be 0 or the base itself: then no count of cases could lie outside on that side.
    """
    if of < 1 or not 0 < pooled < 1:
        raise ValueError("Limits need a base of at least one case and a share between 0 and 1.")
    tail = (1 - level) / 2
    chances = binomial(of, pooled)
    return Limits(of, _first_beyond(chances, tail), of - _first_beyond(chances[::-1], tail))


def binomial(of: int, chance: float) -> list[float]:
    """The probability of 0, 1, … `of` cases, each from logarithms so that none underflows on the way."""
    whole, yes, no = math.lgamma(of + 1), math.log(chance), math.log1p(-chance)
    return [
        math.exp(whole - math.lgamma(k + 1) - math.lgamma(of - k + 1) + k * yes + (of - k) * no) for k in range(of + 1)
    ]


def _first_beyond(chances: Sequence[float], tail: float) -> int:
    """The first place up to which, itself included, more than `tail` has gathered."""
    gathered = 0.0
    for place, chance in enumerate(chances):
        gathered += chance
        if gathered > tail:
            return place
    return len(chances) - 1


def _point(unit: Unit, pooled: float) -> Point:
    inner, outer = limits(unit.of, pooled, INNER), limits(unit.of, pooled, OUTER)
    position = "inside"
    if not inner.low <= unit.cases <= inner.high:
        position = "outside" if outer.low <= unit.cases <= outer.high else "far outside"
    return Point(unit, share(unit.cases, unit.of), inner, outer, position)


def _sentence(result: Funnel, what: str) -> str:
    number, outside = len(result.points), len(result.outside)
    pooled = result.pooled
    if outside == 0:
        told = f"All {number} forces lie inside the 95% limits: no evidence that any differs from the pooled share."
    else:
        lie = "lies" if outside == 1 else "lie"
        told = (
            f"{outside} of {number} forces {lie} outside the 95% limits, where chance alone would put about 1 in 20 or "
            "fewer."
        )
    return (
        f"The pooled share of cases {what} is {percent(pooled.cases, pooled.of)} ({pooled.cases} of {pooled.of}, "
        f"95% interval {ends(pooled.interval)}). "
        f"{told} Dispersion {result.dispersion:.2f} (1 is what chance alone gives)."
    )
