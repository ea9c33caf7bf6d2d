"""Shares, their intervals, and what may be their base."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from findings.statistics.distributions import grade_distribution, grade_shares, lumped_shares
from findings.statistics.proportions import percent, share, wilson
from findings.statistics.results import LumpedCount, base_of

CASE_3 = ("good", "requires-improvement", "inadequate")


@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
@given(of=st.integers(1, 400), data=st.data())
def test_wilson_agrees_with_scipy(level, of, data):
    cases = data.draw(st.integers(0, of))
    theirs = binomtest(cases, of).proportion_ci(confidence_level=level, method="wilson")
    ours = wilson(cases, of, level)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)
    assert 0 <= ours.low <= cases / of <= ours.high <= 1
    assert (ours.level, ours.method) == (level, "Wilson")


def test_wilson_ends_exactly_at_none_and_all():
    assert wilson(0, 33).low == 0
    assert wilson(33, 33).high == 1


@pytest.mark.parametrize(("cases", "of"), [(-1, 3), (4, 3), (1, 0)])
def test_share_refuses_what_is_no_share(cases, of):
    with pytest.raises(ValueError, match="is not a share"):
        share(cases, of)


def test_wilson_refuses_no_cases_and_no_level():
    with pytest.raises(ValueError, match="no cases"):
        wilson(0, 0)
    with pytest.raises(ValueError, match="between 0 and 1"):
        wilson(1, 2, level=95)


def test_share_of_no_cases_has_no_value():
    nothing = share(0, 0)
    assert (nothing.value, nothing.interval, nothing.n, nothing.is_small) == (None, None, 0, True)


def test_share_is_small_below_ten():
    assert share(1, 9).is_small
    assert not share(1, 10).is_small
    assert share(20, 83).value == 20 / 83


@pytest.mark.parametrize(
    ("cases", "of", "shown"),
    [
        (20, 83, "24%"),
        (1, 8, "13%"),
        (0, 5, "0%"),
        (5, 5, "100%"),
        (1, 300, "less than 1%"),
        (299, 300, "more than 99%"),
    ],
)
def test_percent(cases, of, shown):
    assert percent(cases, of) == shown


def test_percent_refuses_no_cases():
    with pytest.raises(ValueError, match="no cases"):
        percent(0, 0)


@pytest.mark.parametrize(
    ("counts", "printed_total", "base"),
    [
        ((4, 17, 12), None, 33),
        ((4, 17, 12), 33, 33),
        ((4, None, 12), 33, 33),
        ((4, None, None), 33, 33),
        ((0, 0, 0), None, 0),
        ((0, 10, 2), 12, 12),
    ],
)
def test_base_of(counts, printed_total, base):
    assert base_of(counts, printed_total) == (base, None)


@pytest.mark.parametrize(
    ("counts", "printed_total", "reason"),
    [
        ((4, None, 12), None, "neither a total nor the number of cases of every grade"),
        ((4, 17, 12), 34, "add up to 33, but the report prints a total of 34"),
        ((30, None, 12), 33, "alone make 42, more than the printed total of 33"),
        ((), None, "neither a total"),
    ],
)
def test_base_of_gives_no_base_and_a_reason(counts, printed_total, reason):
    base, sentence = base_of(counts, printed_total)
    assert base is None
    assert reason in sentence


def test_base_of_counts_lumped_grades_once():
    assert base_of((9, None, None), None, [(1, 2, 24)]) == (33, None)
    with pytest.raises(ValueError, match="counted already"):
        base_of((9, 4, None), None, [(1, 2, 24)])
    with pytest.raises(ValueError, match="no grade of this scale"):
        base_of((9, None, None), None, [(1, 3, 24)])
    with pytest.raises(ValueError, match="negative"):
        base_of((9, -4, None), None)


def test_grade_distribution_has_a_share_for_each_grade():
    dorset = grade_distribution("case-3", CASE_3, (20, 35, 28), printed_total=83)
    assert dorset.n == 83
    assert [(one.cases, one.of) for one in grade_shares(dorset)] == [(20, 83), (35, 83), (28, 83)]


def test_grade_distribution_without_a_grade_keeps_it_absent():
    partly = grade_distribution("case-3", CASE_3, (20, None, 28), printed_total=83)
    assert [one and one.cases for one in grade_shares(partly)] == [20, None, 28]
    nothing = grade_distribution("case-3", CASE_3, (20, None, 28))
    assert grade_shares(nothing) == (None, None, None)
    assert nothing.total is None
    assert nothing.reason.startswith("No share:")


def test_grade_distribution_with_lumped_grades():
    lump = LumpedCount("requires-improvement", "inadequate", 24)
    lumped = grade_distribution("case-3", CASE_3, (9, None, None), lumped=[lump])
    assert lumped.total == 33
    assert [one and one.cases for one in grade_shares(lumped)] == [9, None, None]
    assert [(one.cases, one.of) for one in lumped_shares(lumped)] == [(24, 33)]
    without_base = grade_distribution("case-3", CASE_3, (9, None, None), printed_total=30, lumped=[lump])
    assert lumped_shares(without_base) == (None,)


def test_grade_distribution_refuses_grades_of_another_scale():
    with pytest.raises(ValueError, match="one count, or None"):
        grade_distribution("case-3", CASE_3, (9, 4))
    with pytest.raises(ValueError, match="not on the scale"):
        grade_distribution("case-3", CASE_3, (9, None, None), lumped=[LumpedCount("adequate", "inadequate", 3)])
