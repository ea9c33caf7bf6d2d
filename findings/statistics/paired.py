"""How did two assessors grade the same cases, where it is known case by case which grade met which?

Needs single cases: the totals that reports print allow bounds only (`self_assessment`). Grades are ordered best first,
rows are the force's grades and columns the inspectorate's. Every share supposes that the cases are a random sample.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from findings.statistics.proportions import normal_quantile, percent, share
from findings.statistics.results import Interval, Refusal, Share

Counts = Sequence[Sequence[int]]
EVIDENCE_BELOW = 0.05


@dataclass(frozen=True)
class Kappa:
    """Weighted kappa of n pairs: 1 = always the same grade, 0 = as often as chance alone, below 0 = less often.

    `interval` is None where its formula has nothing to say, and `note` says why; `sentence` can be quoted.
    """

    n: int
    value: float
    standard_error: float
    interval: Interval | None
    note: str
    sentence: str


@dataclass(frozen=True)
class Direction:
    """Of the cases graded differently, those to which the force gave the better grade: a share with its base.

    `p_value` is the exact sign test: how unusual so lopsided a split would be if both ways were equally likely.
    """

    higher: int
    lower: int
    share: Share
    p_value: float
    has_evidence: bool
    sentence: str


@dataclass(frozen=True)
class Threshold:
    """Cases at or above a grade for one assessor only; `p_value` is McNemar's exact test of the two numbers."""

    grades: tuple[str, ...]
    force_only: int
    inspectorate_only: int
    p_value: float


@dataclass(frozen=True)
class PairedGrades:
    """n cases graded by both: the cross-table, and what it says. Without a case there is a Refusal instead."""

    n: int
    grades: tuple[str, ...]
    table: tuple[tuple[int, ...], ...]
    force: tuple[int, ...]
    inspectorate: tuple[int, ...]
    same: Share
    direction: Direction | Refusal
    kappa: Kappa | Refusal
    mean_shift: Fraction
    thresholds: tuple[Threshold, ...]
    sentence: str


def paired_grades(
    grades: Sequence[str], table: Counts, *, force_name: str = "The force", inspectorate_name: str = "HMICFRS"
) -> PairedGrades | Refusal:
    """Everything that pairs of grades on one scale say. `table[i][j]`: cases with the force's grade i and theirs j."""
    n = _check(table)
    if len(grades) != len(table):
        raise ValueError("A cross-table has one row and one column for each grade of its scale.")
    if n == 0:
        return Refusal("No case was graded by both, so there is nothing to set side by side.")
    force, inspectorate = margins(table)
    same = share(sum(table[place][place] for place in range(len(table))), n)
    steps = sum((j - i) * cases for i, row in enumerate(table) for j, cases in enumerate(row))
    return PairedGrades(
        n=n,
        grades=tuple(grades),
        table=tuple(tuple(row) for row in table),
        force=force,
        inspectorate=inspectorate,
        same=same,
        direction=direction(table, force_name=force_name, inspectorate_name=inspectorate_name),
        kappa=quadratic_kappa(table),
        mean_shift=Fraction(steps, n),
        thresholds=tuple(_threshold(grades, table, best) for best in range(1, len(table))),
        sentence=_same_sentence(same),
    )


def margins(table: Counts) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The force's and the inspectorate's cases by grade: what a report prints of such a table."""
    return tuple(sum(row) for row in table), tuple(sum(column) for column in zip(*table, strict=True))


def quadratic_kappa(table: Counts, level: float = 0.95) -> Kappa | Refusal:
    """Cohen's kappa with quadratic weights and its large-sample interval; undefined where both use one grade alone.

    J. Cohen, Weighted kappa, Psychological Bulletin 70 (1968) 213-220. Agreement counts 1 - (i - j)² / (k - 1)², so
    two steps apart weigh four times one step. Interval: estimate ± z standard errors by J. L. Fleiss, J. Cohen and
    B. S. Everitt, Large sample standard errors of kappa and weighted kappa, Psychological Bulletin 72 (1969) 323-327,
    cut off at -1 and 1. It is an approximation for many cases, and says nothing where the formula gives a width of 0.
    """
    n = _check(table)
    if n == 0:
        return Refusal("There is no kappa of no cases.")
    used = [{place for place, cases in enumerate(margin) if cases} for margin in margins(table)]
    if used[0] == used[1] and len(used[0]) == 1:
        return Refusal("Kappa is undefined: both assessors gave every case the same one grade.")
    observed, expected, variance = _moments(table, n)
    value = (observed - expected) / (1 - expected)
    error = math.sqrt(max(0.0, variance)) if variance > 1e-15 else 0.0
    interval, note = None, ""
    if min(map(len, used)) == 1:
        value, note = 0.0, "It is 0 whatever the other did, because one assessor gave every case the same grade."
    elif error == 0:
        note = "It has no interval: the formula gives one of no width, a certainty that no sample gives."
    else:
        z = normal_quantile(level)
        interval = Interval(max(-1.0, value - z * error), min(1.0, value + z * error), level, "Fleiss-Cohen-Everitt")
    return Kappa(n, value, error, interval, note, _kappa_sentence(n, value, interval, note))


def _moments(table: Counts, n: int) -> tuple[float, float, float]:
    """Weighted agreement observed and expected by chance, and the variance of kappa, all from one table."""
    size = len(table)
    weight = [[1 - ((i - j) / (size - 1)) ** 2 for j in range(size)] for i in range(size)]
    rows, columns = ([cases / n for cases in margin] for margin in margins(table))
    observed = math.fsum(weight[i][j] * table[i][j] / n for i in range(size) for j in range(size))
    expected = math.fsum(weight[i][j] * rows[i] * columns[j] for i in range(size) for j in range(size))
    by_row = [math.fsum(columns[j] * weight[i][j] for j in range(size)) for i in range(size)]
    by_column = [math.fsum(rows[i] * weight[i][j] for i in range(size)) for j in range(size)]
    spread = math.fsum(
        table[i][j] / n * (weight[i][j] * (1 - expected) - (by_row[i] + by_column[j]) * (1 - observed)) ** 2
        for i in range(size)
        for j in range(size)
    )
    middle = (observed * expected - 2 * expected + observed) ** 2
    return observed, expected, (spread - middle) / (n * (1 - expected) ** 4)


def direction(
    table: Counts, *, force_name: str = "The force", inspectorate_name: str = "HMICFRS"
) -> Direction | Refusal:
    """Which way the two differ, where they do. Cases with the same grade from both say nothing about it."""
    _check(table)
    pairs = [(i, j, cases) for i, row in enumerate(table) for j, cases in enumerate(row)]
    higher = sum(cases for i, j, cases in pairs if i < j)
    lower = sum(cases for i, j, cases in pairs if i > j)
    if higher + lower == 0:
        return Refusal("Every case got the same grade from both, so no disagreement has a direction.")
    p_value = sign_test(higher, lower)
    has_evidence = p_value < EVIDENCE_BELOW
    verdict = "Evidence" if has_evidence else "No evidence"
    sentence = (
        f"{verdict} that disagreement leans one way: of the {_number(higher + lower)} graded differently, "
        f"{force_name} gave the better grade to {higher} and {inspectorate_name} to {lower} "
        f"({_p(p_value)} in the exact sign test)."
    )
    return Direction(higher, lower, share(higher, higher + lower), p_value, has_evidence, sentence)


def sign_test(one: int, other: int) -> float:
    """Exact two-sided p that a fair coin splits `one + other` cases at least as unevenly; 1 of no cases.

    J. Arbuthnott 1710; W. J. Conover, Practical Nonparametric Statistics (3rd ed. 1999), section 3.4. On the cases
    that only one of two assessors puts at or above a grade it is McNemar's exact test.
    """
    if one < 0 or other < 0:
        raise ValueError("A count of cases cannot be negative.")
    n, most = one + other, max(one, other)
    if one == other:
        return 1.0
    tail = sum(math.comb(n, cases) for cases in range(most, n + 1))
    return float(min(Fraction(1), Fraction(2 * tail, 2**n)))


def _threshold(grades: Sequence[str], table: Counts, best: int) -> Threshold:
    force_only = sum(sum(row[best:]) for row in table[:best])
    inspectorate_only = sum(sum(row[:best]) for row in table[best:])
    return Threshold(tuple(grades[:best]), force_only, inspectorate_only, sign_test(force_only, inspectorate_only))


def _check(table: Counts) -> int:
    """The number of cases; refuses what is no square table of counts over at least two grades."""
    if len(table) < 2 or any(len(row) != len(table) for row in table):
        raise ValueError("A cross-table is square, with at least two grades.")
    if any(cases < 0 for row in table for cases in row):
        raise ValueError("A count of cases cannot be negative.")
    return sum(sum(row) for row in table)


def _same_sentence(same: Share) -> str:
    low, high = (f"{value * 100:.0f}%" for value in (same.interval.low, same.interval.high))
    return (
        f"Both gave the same grade to {same.cases} of {_number(same.of)} ({percent(same.cases, same.of)}; "
        f"95% interval from {low} to {high})."
    )


def _kappa_sentence(n: int, value: float, interval: Interval | None, note: str) -> str:
    start = f"Quadratic-weighted kappa is {_signed(value)} over {_number(n)}"
    if interval is None:
        return f"{start}. {note}"
    return f"{start}, with a 95% interval from {_signed(interval.low)} to {_signed(interval.high)}."


def _signed(value: float) -> str:
    text = f"{abs(value):.2f}"
    return f"−{text}" if value < 0 and text.strip("0.") else text


def _number(cases: int) -> str:
    return f"{cases} {'case' if cases == 1 else 'cases'}"


def _p(value: float) -> str:
    """Never rounded to the other side of 0.05."""
    if value < 0.001:
        return "p below 0.001"
    return f"p = {value:.4f}" if abs(value - EVIDENCE_BELOW) < 0.005 else f"p = {value:.2f}"
