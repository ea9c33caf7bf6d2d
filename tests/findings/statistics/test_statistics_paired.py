"""Pairs of grades: against statsmodels and scipy, against slow loops, and at the edges where formulas give out."""

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.inter_rater import cohens_kappa

from findings.statistics.paired import direction, margins, paired_grades, quadratic_kappa, sign_test
from findings.statistics.results import Refusal
from findings.statistics.self_assessment import at_threshold, mean_shift, self_assessment

GRADES = ("good", "requires-improvement", "inadequate")
TABLE = ((5, 12, 3), (1, 6, 4), (0, 0, 2))


def tables(most=12):
    sizes = st.integers(2, 5)
    return sizes.flatmap(
        lambda k: st.lists(st.lists(st.integers(0, most), min_size=k, max_size=k), min_size=k, max_size=k)
    )


def slow_pairs(table):
    """One (force, inspectorate) pair a case."""
    return [(i, j) for i, row in enumerate(table) for j, cases in enumerate(row) for _ in range(cases)]


def slow_kappa(table):
    """1 - observed over expected disagreement, every case met with every other case's grade."""
    pairs = slow_pairs(table)
    observed = sum((i - j) ** 2 for i, j in pairs) / len(pairs)
    expected = sum((i - j) ** 2 for (i, _), (_, j) in product(pairs, pairs)) / len(pairs) ** 2
    return 1 - observed / expected


@given(table=tables())
@settings(max_examples=150, deadline=None)
def test_kappa_agrees_with_statsmodels_and_a_slow_loop(table):
    ours = quadratic_kappa(table)
    used = [sum(map(bool, margin)) for margin in margins(table)]
    if isinstance(ours, Refusal):
        assert max(used) <= 1
        return
    assert ours.n == sum(map(sum, table))
    assert ours.value == pytest.approx(slow_kappa(table), abs=1e-9)
    if ours.interval:
        theirs = cohens_kappa(table, wt="fc")
        assert ours.value == pytest.approx(theirs.kappa, abs=1e-9)
        assert ours.standard_error == pytest.approx(theirs.std_kappa, abs=1e-7)
        assert ours.interval.low == pytest.approx(max(-1, theirs.kappa_low), abs=1e-6)
        assert ours.interval.high == pytest.approx(min(1, theirs.kappa_upp), abs=1e-6)
    else:
        assert ours.note
        assert ours.note in ours.sentence


def test_kappa_of_two_grades_is_the_unweighted_one():
    table = ((20, 5), (10, 15))
    assert quadratic_kappa(table).value == pytest.approx(cohens_kappa(table).kappa)
    assert quadratic_kappa(table).value == pytest.approx(0.4)


def test_kappa_is_undefined_where_both_use_one_grade():
    refused = quadratic_kappa(((0, 0, 0), (0, 9, 0), (0, 0, 0)))
    assert isinstance(refused, Refusal)
    assert "undefined" in refused.sentence
    assert isinstance(paired_grades(GRADES, ((7, 0, 0), (0, 0, 0), (0, 0, 0))).kappa, Refusal)


@pytest.mark.parametrize("table", [((4, 3, 2), (0, 0, 0), (0, 0, 0)), ((0, 0, 6), (0, 0, 0), (0, 0, 0))])
def test_kappa_is_zero_and_says_so_where_one_assessor_uses_one_grade(table):
    kappa = quadratic_kappa(table)
    assert kappa.value == 0
    assert kappa.interval is None
    assert "whatever the other did" in kappa.sentence


def test_kappa_of_perfect_agreement_is_one_without_an_interval():
    kappa = quadratic_kappa(((4, 0, 0), (0, 5, 0), (0, 0, 6)))
    assert kappa.value == pytest.approx(1)
    assert kappa.interval is None
    assert "no interval" in kappa.sentence


def test_kappa_below_zero_has_a_real_minus_sign():
    kappa = quadratic_kappa(((0, 1, 5), (0, 1, 0), (5, 0, 0)))
    assert kappa.value < 0
    assert "is −0." in kappa.sentence


@given(one=st.integers(0, 80), other=st.integers(0, 80))
def test_sign_test_agrees_with_scipy_and_with_mcnemar(one, other):
    ours = sign_test(one, other)
    if one + other:
        assert ours == pytest.approx(binomtest(one, one + other).pvalue, rel=1e-9)
        assert ours == pytest.approx(mcnemar([[9, one], [other, 9]], exact=True).pvalue, rel=1e-9)
    assert ours == sign_test(other, one)


@given(table=tables())
@settings(deadline=None)
def test_counts_agree_with_a_slow_loop(table):
    grades = [f"grade {place}" for place in range(len(table))]
    found, pairs = paired_grades(grades, table), slow_pairs(table)
    if not pairs:
        assert isinstance(found, Refusal)
        return
    assert (found.n, found.same.cases) == (len(pairs), sum(i == j for i, j in pairs))
    assert found.mean_shift * found.n == sum(j - i for i, j in pairs)
    higher, lower = sum(i < j for i, j in pairs), sum(i > j for i, j in pairs)
    if isinstance(found.direction, Refusal):
        assert higher + lower == 0
    else:
        assert (found.direction.higher, found.direction.lower) == (higher, lower)
        assert found.direction.share.of == higher + lower
    for best, threshold in enumerate(found.thresholds, start=1):
        assert threshold.force_only == sum(i < best <= j for i, j in pairs)
        assert threshold.inspectorate_only == sum(j < best <= i for i, j in pairs)


@given(table=tables())
@settings(deadline=None)
def test_pairs_lie_within_the_bounds_that_their_totals_allow(table):
    """What the margins alone allow holds for the table they come from: the two modules cannot disagree."""
    if not slow_pairs(table):
        return
    force, inspectorate = margins(table)
    grades = [f"grade {place}" for place in range(len(table))]
    found, allowed = paired_grades(grades, table), self_assessment(grades, force, inspectorate)
    assert allowed.same.least <= found.same.cases <= allowed.same.most
    assert found.mean_shift == mean_shift(force, inspectorate)
    if not isinstance(found.direction, Refusal):
        assert allowed.higher.least <= found.direction.higher <= allowed.higher.most
        assert allowed.lower.least <= found.direction.lower <= allowed.lower.most
    for best, threshold in enumerate(found.thresholds, start=1):
        bounds = at_threshold(force, inspectorate, best)
        assert bounds.least <= threshold.force_only <= bounds.most


def test_sentences_can_be_quoted():
    found = paired_grades(GRADES, TABLE, force_name="Testshire (invented)")
    assert found.sentence == "Both gave the same grade to 13 of 33 cases (39%; 95% interval from 25% to 56%)."
    assert found.direction.sentence == (
        "Evidence that disagreement leans one way: of the 20 cases graded differently, Testshire (invented) gave the "
        "better grade to 19 and HMICFRS to 1 (p below 0.001 in the exact sign test)."
    )
    assert found.kappa.sentence.startswith("Quadratic-weighted kappa is 0.")
    assert "over 33 cases, with a 95% interval from" in found.kappa.sentence


def test_p_is_not_rounded_across_the_line():
    even = direction(((0, 12), (6, 0)))
    assert not even.has_evidence
    assert even.sentence.startswith("No evidence")
    assert math.isclose(even.p_value, binomtest(6, 18).pvalue)


@pytest.mark.parametrize("table", [((1, 2),), ((1, 2), (3,)), ((1,),), ((1, -1), (0, 0)), ()])
def test_what_is_no_cross_table_is_refused(table):
    with pytest.raises(ValueError):
        quadratic_kappa(table)


def test_a_table_of_another_scale_is_refused():
    with pytest.raises(ValueError):
        paired_grades(GRADES, ((1, 2), (3, 4)))
