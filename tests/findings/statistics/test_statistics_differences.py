"""Differences between disjoint sets: intervals, exact tests, and the sentence that is decided."""

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control
from scipy.stats import fisher_exact as scipy_fisher_exact

from findings.statistics.differences import (
    benjamini_hochberg,
    compare_shares,
    decided_together,
    exact_2xk,
    fisher_exact,
    newcombe,
)
from findings.statistics.results import Difference, Refusal

# (inadequate, of) by area, in the order of the case file analysis: Dorset 2021 and Kent 2019.
DORSET = ((5, 14), (4, 11), (5, 10), (8, 14), (3, 7), (0, 6), (1, 9), (2, 12))
KENT = ((2, 11), (9, 11), (4, 10), (2, 13), (1, 8), (3, 8), (3, 8), (6, 8))

counts = st.integers(0, 30)


def compare(first, second, **options):
    names = {"first_name": "Dorset", "second_name": "Kent", "what": "cases graded inadequate", "disjoint": True}
    return compare_shares(*first, *second, **(names | options))


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [  # Newcombe 1998, Statistics in Medicine 17, table II, method 10
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_newcombe_gives_the_published_intervals(table, low, high):
    interval = newcombe(*table)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=0.00006)
    assert interval.method == "Newcombe"


def slow_score_interval(cases, of, z=1.959963984540054):
    """Both p with |cases/of - p| = z sqrt(p (1 - p) / of), by bisection: no closed form shared with the code."""

    def beyond(p):
        return abs(cases / of - p) > z * math.sqrt(p * (1 - p) / of)

    ends = []
    for outside in (0.0, 1.0):
        inside = cases / of
        for _ in range(100):
            middle = (inside + outside) / 2
            inside, outside = (inside, middle) if beyond(middle) else (middle, outside)
        ends.append(inside)
    return ends


@given(first_of=st.integers(1, 60), second_of=st.integers(1, 60), data=st.data())
@settings(deadline=None)
def test_newcombe_agrees_with_intervals_found_by_search(first_of, second_of, data):
    first, second = data.draw(st.integers(0, first_of)), data.draw(st.integers(0, second_of))
    one, other = first / first_of, second / second_of
    (low_1, high_1), (low_2, high_2) = slow_score_interval(first, first_of), slow_score_interval(second, second_of)
    interval = newcombe(first, first_of, second, second_of)
    assert interval.low == pytest.approx(one - other - math.sqrt((one - low_1) ** 2 + (high_2 - other) ** 2), abs=1e-9)
    assert interval.high == pytest.approx(one - other + math.sqrt((high_1 - one) ** 2 + (other - low_2) ** 2), abs=1e-9)
    mirrored = newcombe(second, second_of, first, first_of)
    assert (mirrored.low, mirrored.high) == pytest.approx((-interval.high, -interval.low), abs=1e-12)


@given(a=counts, b=counts, c=counts, d=counts)
def test_fisher_exact_agrees_with_scipy(a, b, c, d):
    ours = fisher_exact(a, b, c, d)
    assert ours == pytest.approx(scipy_fisher_exact([[a, b], [c, d]]).pvalue, rel=1e-6)
    assert ours == exact_2xk((a, b), (c, d)) == fisher_exact(c, d, a, b) == fisher_exact(b, a, d, c)


def slow_exact(first, second):
    """Every table with these margins, one after another, its probability as a fraction of all."""
    columns = [a + b for a, b in zip(first, second, strict=True)]

    def weight(row):
        return math.prod(math.comb(size, taken) for size, taken in zip(columns, row, strict=True))

    rows = [row for row in product(*(range(size + 1) for size in columns)) if sum(row) == sum(first)]
    extreme = [weight(row) for row in rows if weight(row) <= weight(first) * (1 + 1e-7)]
    return sum(extreme) / sum(weight(row) for row in rows)


@pytest.mark.parametrize("k", [1, 2, 3, 4, 5])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_exact_2xk_agrees_with_every_table_counted(k, data):
    small = st.lists(st.integers(0, 2 if k > 3 else 5), min_size=k, max_size=k).map(tuple)
    first, second = data.draw(small), data.draw(small)
    assert exact_2xk(first, second) == pytest.approx(slow_exact(first, second), rel=1e-12)
    assert exact_2xk(first, second) == exact_2xk(second, first) == exact_2xk(first[::-1], second[::-1])


def test_exact_2xk_on_the_headlines_of_both_reports():
    assert exact_2xk((20, 35, 28), (18, 29, 30)) == pytest.approx(slow_exact((20, 35, 28), (18, 29, 30)), rel=1e-12)


def test_exact_2xk_counts_two_hundred_cases_over_five_grades():
    assert 0.9999 < exact_2xk((20,) * 5, (20,) * 5) <= 1
    assert exact_2xk((40, 0, 20, 20, 20), (0, 40, 20, 20, 20)) < 1e-12


def test_exact_2xk_refuses_what_it_cannot_count():
    with pytest.raises(ValueError, match="too many tables"):
        exact_2xk((500,) * 5, (500,) * 5)
    with pytest.raises(ValueError, match="at most 5 grades"):
        exact_2xk((1,) * 6, (1,) * 6)
    with pytest.raises(ValueError, match="same grades"):
        exact_2xk((1, 2), (1, 2, 3))
    with pytest.raises(ValueError, match="negative"):
        fisher_exact(-1, 2, 3, 4)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_benjamini_hochberg_agrees_with_scipy(p_values):
    assert benjamini_hochberg(p_values) == pytest.approx(tuple(false_discovery_control(p_values)), abs=1e-12)


def test_benjamini_hochberg_of_nothing_and_of_no_probability():
    assert benjamini_hochberg([]) == ()
    with pytest.raises(ValueError, match="between 0 and 1"):
        benjamini_hochberg([0.2, 1.2])


def test_compare_shares_says_no_evidence():
    result = compare((20, 83), (10, 31), what="cases graded good", second_name="the later review")
    assert isinstance(result, Difference)
    assert result.sentence == (
        "No evidence of a difference in cases graded good: Dorset 20 of 83 (24%, interval 16% to 34%) against the "
        "later review 10 of 31 (32%, interval 19% to 50%); the difference of −8 percentage points has a 95% "
        "interval from −27 to 9."
    )
    assert (result.n, result.is_small, result.has_evidence, result.is_adjusted) == (114, False, False, False)


def test_compare_shares_says_evidence():
    result = compare((2, 40), (30, 40))
    assert result.has_evidence
    assert result.p_value == result.decided_by_p < 0.05
    assert result.sentence.startswith(
        "Evidence of a difference in cases graded inadequate: Dorset 2 of 40 (5%, interval 1% to 17%)"
    )
    assert result.sentence.endswith(".")


def test_compare_shares_says_one_point_in_the_singular_and_no_minus_zero():
    assert "the difference of −1 percentage point has" in compare((49, 100), (50, 100)).sentence
    assert "the difference of 0 percentage points has" in compare((499, 1000), (500, 1000)).sentence


def test_compare_shares_is_decided_by_the_adjusted_p():
    result = compare((4, 11), (9, 11), decided_by_p=0.2)
    assert (result.has_evidence, result.is_adjusted, result.decided_by_p) == (False, True, 0.2)
    assert "an unadjusted 95% interval" in result.sentence
    assert result.sentence.endswith(
        "The interval leaves out zero, but the exact test, adjusted for the comparisons made together, "
        "decides (p = 0.20)."
    )
    with pytest.raises(ValueError, match="p-value"):
        compare((4, 11), (9, 11), decided_by_p=2)


@pytest.mark.parametrize(
    ("p", "shown"),
    [
        (0.0496, "(p = 0.0496)"),
        (0.04999, "(p just below 0.05)"),
        (0.0004, "(p below 0.001)"),
        (0.004, "(p = 0.004)"),
        (0.03, "(p = 0.03)"),
    ],
)
def test_compare_shares_keeps_p_on_its_side_of_the_limit(p, shown):
    result = compare((5, 10), (5, 10), decided_by_p=p)
    assert result.has_evidence
    assert "The interval includes zero" in result.sentence
    assert shown in result.sentence


@given(a=st.integers(0, 9), b=st.integers(0, 9), c=st.integers(0, 9), d=st.integers(0, 9))
def test_compare_shares_is_the_same_from_either_side(a, b, c, d):
    one, other = compare((a, a + b), (c, c + d)), compare((c, c + d), (a, a + b))
    if isinstance(one, Refusal):
        assert isinstance(other, Refusal)
        return
    assert one.p_value == other.p_value
    assert one.value == -other.value
    assert one.has_evidence == other.has_evidence == (one.p_value < 0.05)


def test_compare_shares_refuses_shared_cases():
    part = compare((5, 14), (28, 83), disjoint=False, first_name="section 47", second_name="all areas")
    assert part == Refusal(
        "Not compared: section 47 and all areas have cases in common; a part against its whole, or two gradings of "
        "the same cases, is no comparison of separate cases."
    )
    reason = "both assessors graded the same 33 cases."
    assert compare((0, 33), (12, 33), disjoint=False, reason_not_disjoint=reason) == Refusal(
        "Not compared: both assessors graded the same 33 cases."
    )


def test_compare_shares_refuses_an_empty_set_and_a_broken_one():
    assert compare((0, 0), (1, 3)) == Refusal("Not compared: there are no cases for Dorset.")
    with pytest.raises(ValueError, match="not a share"):
        compare((4, 3), (1, 3))


def test_areas_of_dorset_and_kent_leave_no_difference_when_decided_together():
    """Looked at one by one, three of the eight unadjusted intervals leave out zero."""
    alone = [compare(first, second) for first, second in zip(DORSET, KENT, strict=True)]
    assert sum(result.interval.excludes_zero for result in alone) == 3
    assert sum(first for first, _ in DORSET) == 28
    assert sum(first for first, _ in KENT) == 30
    together = decided_together(alone)
    assert all(result.is_adjusted and not result.has_evidence for result in together)
    assert min(result.decided_by_p for result in together) > 0.05
    assert [result.interval for result in together] == [result.interval for result in alone]
    assert all("unadjusted" in result.sentence for result in together)
    adjusted = false_discovery_control([result.p_value for result in alone])
    assert [result.decided_by_p for result in together] == pytest.approx(list(adjusted))


def test_decided_together_passes_refusals_through_outside_the_family():
    alone = (compare((2, 40), (30, 40)), compare((0, 0), (1, 3)))
    together = decided_together(alone)
    assert together[1] is alone[1]
    assert together[0].decided_by_p == alone[0].p_value
