"""Exact tests of independence, in whole numbers throughout: no rounding decides a sentence."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, product

# Two tables count as equally probable within R's relative tolerance of 1e-7.
_TOLERANCE = 10**7
MOST_GRADES = 5
MOST_TABLES = 250_000


def fisher_exact(a: int, b: int, c: int, d: int) -> float:
    """Two-sided p of Fisher's exact test for the table with rows (a, b) and (c, d).

    The sum of the probabilities of all tables with the same margins that are no more probable than the one observed
    (R. A. Fisher, Statistical Methods for Research Workers, 5th ed. 1934, section 21.02; two-sided as in R's
    fisher.test and scipy). It supposes independent cases. An empty row or column gives 1.
    """
    return exact_2xk((a, b), (c, d))


def exact_2xk(first_counts: Sequence[int], second_counts: Sequence[int]) -> float:
    """Two-sided p of the Freeman-Halton exact test: two sets of cases over the same k grades, k up to five.

    G. H. Freeman and J. H. Halton, Note on an exact treatment of contingency, goodness of fit and other problems of
    significance, Biometrika 38 (1951) 141-149. It asks whether the two distributions differ at all, not in which
    grade and not in which direction (the order of the grades is not used). With k = 2 it is Fisher's test.

    Every table is counted, the last two columns by their sorted weights. Up to about 200 cases are always possible
    (with three grades, thousands); beyond `MOST_TABLES` combinations a ValueError says so.
    """
    columns, observed = _columns(first_counts, second_counts)
    row = sum(first_counts)
    if len(columns) < 2 or row in (0, sum(columns)):
        return 1.0
    *head, left, right = columns
    if math.prod(size + 1 for size in head) > MOST_TABLES:
        raise ValueError(f"{sum(columns)} cases over {len(columns)} grades are too many tables for an exact test.")
    weights = [[math.comb(size, taken) for taken in range(size + 1)] for size in head]
    tails: dict[int, tuple[list[int], list[int]]] = {}
    limit = observed * (_TOLERANCE + 1)
    total = 0
    for taken in product(*(range(size + 1) for size in head)):
        rest = row - sum(taken)
        if not 0 <= rest <= left + right:
            continue
        if rest not in tails:
            tails[rest] = _tail(left, right, rest)
        weight = math.prod(column[count] for column, count in zip(weights, taken, strict=True))
        ordered, sums = tails[rest]
        total += weight * sums[bisect_right(ordered, limit // (weight * _TOLERANCE))]
    return total / math.comb(sum(columns), row)


def _columns(first_counts: Sequence[int], second_counts: Sequence[int]) -> tuple[list[int], int]:
    """The column totals that are not zero, smallest first, and the weight of the observed table."""
    if len(first_counts) != len(second_counts):
        raise ValueError("An exact test compares two sets of cases over the same grades.")
    if len(first_counts) > MOST_GRADES:
        raise ValueError(f"The exact test is for at most {MOST_GRADES} grades.")
    if any(count < 0 for count in (*first_counts, *second_counts)):
        raise ValueError("A count of cases cannot be negative.")
    pairs = list(zip(first_counts, second_counts, strict=True))
    weight = math.prod(math.comb(first + second, first) for first, second in pairs)
    return sorted(first + second for first, second in pairs if first + second), weight


def _tail(left: int, right: int, rest: int) -> tuple[list[int], list[int]]:
    """Weights of all ways to take `rest` cases from two columns, in order, and their running sums from zero."""
    taken = range(max(0, rest - right), min(left, rest) + 1)
    ordered = sorted(math.comb(left, count) * math.comb(right, rest - count) for count in taken)
    return ordered, list(accumulate(ordered, initial=0))
