"""Is there evidence that two sets of cases with no case in common differ, and how large may the difference be?"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from findings.statistics.exact_tests import exact_2xk, fisher_exact
from findings.statistics.false_discovery import benjamini_hochberg
from findings.statistics.proportions import check_cases, ends, percent, share, wilson
from findings.statistics.results import Difference, Interval, Refusal, Share

__all__ = [
    "benjamini_hochberg",
    "compare_shares",
    "decided_together",
    "exact_2xk",
    "fisher_exact",
    "newcombe",
]

EVIDENCE_BELOW = 0.05


def newcombe(first_cases: int, first_of: int, second_cases: int, second_of: int, level: float = 0.95) -> Interval:
    """Newcombe's hybrid score interval (method 10) for first share minus second share of two disjoint sets.

    R. G. Newcombe, Interval estimation for the difference between independent proportions: comparison of eleven
    methods, Statistics in Medicine 17 (1998) 873-890. Built from the two Wilson intervals, without continuity
    correction; never valid for paired gradings of the same cases or for a part against its whole.
    """
    first, second = wilson(first_cases, first_of, level), wilson(second_cases, second_of, level)
    first_value, second_value = first_cases / first_of, second_cases / second_of
    value = first_value - second_value
    low = value - math.hypot(first_value - first.low, second.high - second_value)
    high = value + math.hypot(first.high - first_value, second_value - second.low)
    return Interval(low=max(-1.0, low), high=min(1.0, high), level=level, method="Newcombe")


def compare_shares(
    first_cases: int,
    first_of: int,
    second_cases: int,
    second_of: int,
    *,
    first_name: str,
    second_name: str,
    what: str,
    disjoint: bool,
    reason_not_disjoint: str | None = None,
    decided_by_p: float | None = None,
) -> Difference | Refusal:
    """Two shares of audited cases, their difference (first minus second), its interval, and the sentence to quote.

    `what` completes "No evidence of a difference in …" ("cases graded inadequate"). Evidence means p below 0.05 in
    Fisher's exact test, or in `decided_by_p` where the comparison is one of several decided together. Sets that share
    cases (a part and its whole, two gradings of the same cases) and sets without cases are refused with a sentence.
    """
    check_cases(first_cases, first_of)
    check_cases(second_cases, second_of)
    if not disjoint:
        return Refusal(_shared_cases(first_name, second_name, reason_not_disjoint))
    for name, of in ((first_name, first_of), (second_name, second_of)):
        if of == 0:
            return Refusal(f"Not compared: there are no cases for {name}.")
    p_value = fisher_exact(first_cases, first_of - first_cases, second_cases, second_of - second_cases)
    difference = Difference(
        first_name=first_name,
        second_name=second_name,
        what=what,
        first=share(first_cases, first_of),
        second=share(second_cases, second_of),
        value=first_cases / first_of - second_cases / second_of,
        interval=newcombe(first_cases, first_of, second_cases, second_of),
        p_value=p_value,
        decided_by_p=p_value,
        is_adjusted=False,
        has_evidence=False,
        sentence="",
    )
    if decided_by_p is None:
        return _decided(difference, p_value, is_adjusted=False)
    return _decided(difference, decided_by_p, is_adjusted=True)


def decided_together(comparisons: Iterable[Difference | Refusal]) -> tuple[Difference | Refusal, ...]:
    """The comparisons of one page, decided anew with the false discovery rate controlled over all of them at once.

    Refusals are passed through and are no part of the family. Intervals stay unadjusted and the sentences say so.
    """
    comparisons = tuple(comparisons)
    differences = [item for item in comparisons if isinstance(item, Difference)]
    adjusted = iter(benjamini_hochberg([item.p_value for item in differences]))
    return tuple(
        _decided(item, next(adjusted), is_adjusted=True) if isinstance(item, Difference) else item
        for item in comparisons
    )


def _decided(difference: Difference, p_value: float, *, is_adjusted: bool) -> Difference:
    if not 0 <= p_value <= 1:
        raise ValueError("A p-value lies between 0 and 1.")
    decided = replace(difference, decided_by_p=p_value, is_adjusted=is_adjusted, has_evidence=p_value < EVIDENCE_BELOW)
    return replace(decided, sentence=_sentence(decided))


def _sentence(difference: Difference) -> str:
    """What a non-statistician can quote: verdict, both counts, the difference and how far off it may be."""
    verdict = "Evidence" if difference.has_evidence else "No evidence"
    first, second, interval = difference.first, difference.second, difference.interval
    points = _points(difference.value)
    unit = "point" if points in ("1", "−1") else "points"
    label = "an unadjusted" if difference.is_adjusted else "a"
    low, high = _points(interval.low), _points(interval.high)
    sentence = (
        f"{verdict} of a difference in {difference.what}: "
        f"{difference.first_name} {_quoted(first)} against {difference.second_name} {_quoted(second)}; "
        f"the difference of {points} percentage {unit} has {label} 95% interval from {low} to {high}."
    )
    if interval.excludes_zero == difference.has_evidence:
        return sentence
    side = "leaves out zero" if interval.excludes_zero else "includes zero"
    test = "the exact test, adjusted for the comparisons made together," if difference.is_adjusted else "the exact test"
    return f"{sentence} The interval {side}, but {test} decides ({_p(difference.decided_by_p)})."


def _quoted(part: Share) -> str:
    """ "28 of 83 (34%, interval 24% to 44%)"."""
    return f"{part.cases} of {part.of} ({percent(part.cases, part.of)}, interval {ends(part.interval)})"


def _points(value: float) -> str:
    """Percentage points as a whole number, halves away from zero, with a real minus sign and never "−0"."""
    rounded = math.floor(abs(value) * 100 + 0.5)
    return f"−{rounded}" if value < 0 and rounded else str(rounded)


def _p(value: float) -> str:
    """A p-value in as many digits as keep it on its own side of 0.05: 0.0496 is not shown as 0.05."""
    if value < 0.001:
        return "p below 0.001"
    if EVIDENCE_BELOW - 0.0001 < value < EVIDENCE_BELOW:
        return "p just below 0.05"
    if abs(value - EVIDENCE_BELOW) < 0.005:
        return f"p = {value:.4f}"
    return f"p = {value:.2f}" if value >= 0.01 else f"p = {value:.3f}"


def _shared_cases(first_name: str, second_name: str, reason: str | None) -> str:
    if reason:
        return f"Not compared: {reason.rstrip('.')}."
    return (
        f"Not compared: {first_name} and {second_name} have cases in common; "
        "a part against its whole, or two gradings of the same cases, is no comparison of separate cases."
    )
