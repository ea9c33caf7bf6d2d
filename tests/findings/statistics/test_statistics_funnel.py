"""The funnel plot: limits against scipy and a slow loop, what lies outside, and when there is none."""

from fractions import Fraction
from math import comb

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, chi2_contingency

from findings.statistics.funnel import INNER, OUTER, Unit, binomial, funnel, limits
from findings.statistics.results import Refusal


def units(*counts, of=40):
    return [Unit(f"Force {number}", cases, of) for number, cases in enumerate(counts)]


TWELVE = units(10, 11, 9, 12, 10, 8, 13, 10, 9, 11, 10, 30)


def slow_limits(of, chance, level):
    """Counts that chance leaves inside, found one after another in exact fractions."""
    p, tail = Fraction(chance), (1 - Fraction(level)) / 2
    weights = [comb(of, k) * p**k * (1 - p) ** (of - k) for k in range(of + 1)]
    inside = [
        k for k in range(of + 1) if sum(weights[: k + 1], Fraction(0)) > tail and sum(weights[k:], Fraction(0)) > tail
    ]
    return inside[0], inside[-1]


@given(of=st.integers(1, 60), pooled=st.floats(0.01, 0.99), level=st.sampled_from([INNER, OUTER]))
@settings(deadline=None, max_examples=60)
def test_limits_agree_with_exact_fractions(of, pooled, level):
    found = limits(of, pooled, level)
    assert (found.low, found.high) == slow_limits(of, pooled, level)


@given(of=st.integers(1, 3000), pooled=st.floats(0.01, 0.99))
@settings(deadline=None, max_examples=60)
def test_limits_agree_with_scipy(of, pooled):
    for level in (INNER, OUTER):
        tail = (1 - level) / 2
        found = limits(of, pooled, level)
        assert found.low == binom.ppf(tail, of, pooled)
        assert binom.cdf(found.low - 1, of, pooled) <= tail + 1e-9
        assert binom.sf(found.high, of, pooled) <= tail + 1e-9
        assert binom.sf(found.high - 1, of, pooled) > tail - 1e-9


def test_binomial_adds_up_to_one():
    assert numpy.allclose(binomial(500, 0.3), binom.pmf(range(501), 500, 0.3), atol=1e-12)


def test_pooled_share_and_dispersion_of_twelve():
    found = funnel(TWELVE, "graded inadequate")
    assert (found.n, found.pooled.cases, found.pooled.of) == (480, 143, 480)
    table = [[unit.cases for unit in TWELVE], [unit.of - unit.cases for unit in TWELVE]]
    assert found.dispersion == pytest.approx(chi2_contingency(table, correction=False).statistic / 11)
    assert [point.unit.name for point in found.outside] == ["Force 11"]
    assert found.outside[0].position == "far outside"
    assert "1 of 12 forces lies outside" in found.sentence
    assert "30% (143 of 480, 95% interval 26% to 34%)" in found.sentence


def test_forces_that_differ_by_chance_alone_are_all_inside():
    found = funnel(TWELVE[:-1], "graded inadequate")
    assert not found.outside
    assert found.dispersion < 1
    assert "no evidence that any differs" in found.sentence


def test_a_force_between_the_two_limits_is_outside_but_not_far():
    found = funnel([*TWELVE[:-1], Unit("Edge", 18, 40)], "graded inadequate")
    assert [(point.unit.name, point.position) for point in found.outside] == [("Edge", "outside")]


@pytest.mark.parametrize(("number", "told"), [(0, "none is known"), (1, "1 is known"), (9, "9 are known")])
def test_below_ten_there_is_none_and_it_says_why(number, told):
    refused = funnel(TWELVE[:number], "graded inadequate")
    assert isinstance(refused, Refusal)
    assert "begins with 10" in refused.sentence
    assert told in refused.sentence


def test_forces_without_cases_do_not_count():
    assert isinstance(funnel([*TWELVE[:9], Unit("Empty", 0, 0)], "graded inadequate"), Refusal)


@pytest.mark.parametrize(("cases", "told"), [(0, "no case"), (40, "every case")])
def test_a_share_of_nothing_or_everything_has_no_funnel(cases, told):
    assert told in funnel(units(*[cases] * 12), "graded good").sentence


def test_what_is_no_share_is_refused():
    with pytest.raises(ValueError):
        funnel([Unit("Wrong", 5, 4)], "graded good")
    with pytest.raises(ValueError):
        limits(0, 0.5, INNER)
