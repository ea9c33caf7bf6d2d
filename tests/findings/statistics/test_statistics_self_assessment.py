"""What the margins of one joint sample allow, against every table that has these margins."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from findings.statistics.self_assessment import (
    at_threshold,
    higher_bounds,
    lower_bounds,
    mean_shift,
    same_bounds,
    self_assessment,
    sentences,
)

CASE_3 = ("good", "requires-improvement", "inadequate")
DORSET = (29, 4, 0), (4, 17, 12)
KENT = (7, 19, 7), (5, 18, 10)


def rows(total, columns):
    """Every way to spread `total` over columns with these capacities."""
    if not columns:
        return [()] if total == 0 else []
    return [(taken, *rest) for taken in range(min(total, columns[0]) + 1) for rest in rows(total - taken, columns[1:])]


def tables(force, inspectorate):
    """Every table with these margins, row by row: slow and obvious."""
    if not force:
        yield ()
        return
    for row in rows(force[0], inspectorate):
        left = tuple(column - taken for column, taken in zip(inspectorate, row, strict=True))
        for rest in tables(force[1:], left):
            yield (row, *rest)


def slow_bounds(force, inspectorate, counts_as):
    found = [
        sum(cases for i, row in enumerate(table) for j, cases in enumerate(row) if counts_as(i, j))
        for table in tables(force, inspectorate)
    ]
    return min(found), max(found)


@st.composite
def margins(draw):
    k = draw(st.integers(2, 5))
    n = draw(st.integers(0, {2: 12, 3: 8, 4: 5, 5: 4}[k]))

    def margin():
        grades = draw(st.lists(st.integers(0, k - 1), min_size=n, max_size=n))
        return tuple(grades.count(grade) for grade in range(k))

    return margin(), margin()


@given(margins())
@settings(max_examples=300, deadline=None)
def test_bounds_are_those_of_every_table(both):
    assert same_bounds(*both) == slow_bounds(*both, lambda i, j: i == j)
    assert higher_bounds(*both) == slow_bounds(*both, lambda i, j: i < j)
    assert lower_bounds(*both) == slow_bounds(*both, lambda i, j: i > j)
    for best_k in range(len(both[0]) + 1):
        slow = slow_bounds(*both, lambda i, j, k=best_k: i < k <= j)
        assert at_threshold(*both, best_k) == slow


@given(margins())
@settings(max_examples=100, deadline=None)
def test_mean_shift_is_that_of_every_table(both):
    n = sum(both[0])
    if n == 0:
        return
    shifts = {
        Fraction(sum(cases * (j - i) for i, row in enumerate(table) for j, cases in enumerate(row)), n)
        for table in tables(*both)
    }
    assert shifts == {mean_shift(*both)}


@pytest.mark.parametrize("both", [DORSET, KENT])
def test_bounds_of_both_reports_are_those_of_every_table(both):
    assert same_bounds(*both) == slow_bounds(*both, lambda i, j: i == j)
    assert higher_bounds(*both) == slow_bounds(*both, lambda i, j: i < j)
    assert lower_bounds(*both) == slow_bounds(*both, lambda i, j: i > j)


def test_self_assessment_of_dorset():
    dorset = self_assessment(CASE_3, *DORSET)
    assert (dorset.n, dorset.same, dorset.higher, dorset.lower) == (33, (0, 8), (25, 29), (0, 4))
    assert dorset.mean_shift == Fraction(37, 33)
    assert at_threshold(*DORSET, 1) == (25, 29)
    assert at_threshold(*DORSET, 2) == (12, 12)


def test_self_assessment_of_kent():
    kent = self_assessment(CASE_3, *KENT)
    assert (kent.n, kent.same, kent.higher, kent.lower) == (33, (4, 30), (3, 17), (0, 12))
    assert kent.mean_shift == Fraction(5, 33)
    assert at_threshold(*KENT, 1) == (2, 7)
    assert at_threshold(*KENT, 2) == (3, 10)


@pytest.mark.parametrize(
    ("force", "inspectorate", "sentence"),
    [
        ((29, 4, 0), (4, 17, 13), "The force graded 33 cases and the inspectorate 34: these are not the same cases"),
        ((29, None, 0), (4, 17, 12), "A grade is not printed"),
        ((29, 4, 0), (4, None, 12), "A grade is not printed"),
        ((29, 5, -1), (4, 17, 12), "cannot be negative"),
        ((29, 4), (4, 17, 12), "the same grades"),
    ],
)
def test_self_assessment_refuses_with_a_sentence(force, inspectorate, sentence):
    with pytest.raises(ValueError, match=sentence):
        self_assessment(CASE_3, force, inspectorate)


def test_functions_refuse_margins_of_different_scales_no_cases_and_no_threshold():
    with pytest.raises(ValueError, match="same grades"):
        same_bounds((1, 2), (1, 1, 1))
    with pytest.raises(ValueError, match="no mean"):
        mean_shift((0, 0), (0, 0))
    with pytest.raises(ValueError, match="no best 4"):
        at_threshold(*DORSET, 4)
    assert higher_bounds((), ()) == (0, 0)


def said(force, inspectorate, grades=CASE_3, name="Dorset"):
    return sentences(self_assessment(grades, force, inspectorate), name)


def test_sentences_of_dorset():
    assert said(*DORSET) == (
        "The two assessors gave the same grade to between 0 and 8 of the 33 cases, so at least 25 were graded "
        "differently.",
        "Dorset graded itself higher than HMICFRS in between 25 and 29 of the 33 cases, and lower in at most 4.",
        "On average Dorset graded itself 1.12 grade steps higher than HMICFRS.",
        "Dorset called at least 25 cases good that HMICFRS did not.",
        "HMICFRS found 12 cases inadequate, the force none.",
    )


def test_sentences_of_kent():
    assert said(*KENT, name="Kent") == (
        "The two assessors gave the same grade to between 4 and 30 of the 33 cases, so at least 3 were graded "
        "differently.",
        "Kent graded itself higher than HMICFRS in between 3 and 17 of the 33 cases, and lower in at most 12.",
        "On average Kent graded itself 0.15 grade steps higher than HMICFRS.",
        "Kent called at least 2 cases good that HMICFRS did not.",
        "HMICFRS found 10 cases inadequate, the force 7.",
    )


def test_sentences_where_the_force_was_harder_on_itself():
    assert said((0, 0, 2), (2, 0, 0)) == (
        "The two assessors gave the same grade to none of the 2 cases.",
        "Dorset graded itself higher than HMICFRS in none of the 2 cases, and lower in exactly 2.",
        "On average Dorset graded itself 2 grade steps lower than HMICFRS.",
        "HMICFRS called exactly 2 cases good that Dorset did not.",
        "HMICFRS found no case inadequate, the force 2.",
    )


def test_sentences_where_all_grades_are_the_same():
    assert said((0, 5, 0), (0, 5, 0)) == (
        "The two assessors gave the same grade to all 5 cases.",
        "On average Dorset graded itself neither higher nor lower than HMICFRS.",
        "Neither HMICFRS nor the force found any case inadequate.",
    )


def test_sentences_where_totals_alone_show_no_difference():
    lines = said((2, 3, 1), (2, 3, 1))
    assert lines[0] == (
        "The two assessors gave the same grade to between 0 and 6 of the 6 cases, so these totals do not show that "
        "any case was graded differently."
    )
    assert not any("that HMICFRS did not" in line for line in lines)


def test_sentences_with_exactly_one_of_each():
    lines = said((1, 4, 0), (0, 5, 0))
    assert lines[0] == "The two assessors gave the same grade to exactly 4 of the 5 cases, so 1 was graded differently."
    assert "Dorset called exactly 1 case good that HMICFRS did not." in lines
    assert "HMICFRS found 1 case inadequate, the force none." in said((1, 4, 0), (0, 4, 1))
    assert "On average Dorset graded itself 1 grade step higher than HMICFRS." in said((1, 0, 0), (0, 1, 0))


def test_sentences_of_a_single_case():
    assert said((1, 0, 0), (1, 0, 0))[0] == "The two assessors gave the same grade to the one case."
    different = said((0, 1, 0), (1, 0, 0))
    assert different[0] == "The two assessors gave different grades to the one case."
    assert different[1] == "Dorset graded itself lower than HMICFRS in the one case."


def test_sentences_name_each_threshold_of_four_grades():
    grades = ("Good", "Adequate", "Requires improvement", "Inadequate")
    lines = said((6, 3, 1, 0), (1, 2, 4, 3), grades=grades)
    assert "Dorset called at least 5 cases good that HMICFRS did not." in lines
    assert "Dorset called at least 6 cases good or adequate that HMICFRS did not." in lines


def test_sentences_of_a_shift_too_small_to_print_and_of_no_cases():
    assert "less than 0.01 grade steps higher" in said((101, 200, 0), (100, 201, 0))[2]
    assert said((0, 0, 0), (0, 0, 0)) == ("No cases were graded by both assessors.",)
    assert self_assessment(CASE_3, (0, 0, 0), (0, 0, 0)).mean_shift is None


@given(margins())
@settings(deadline=None)
def test_sentences_never_say_one_cases(both):
    grades = ("outstanding", "good", "adequate", "requires-improvement", "inadequate")[: len(both[0])]
    text = f" {' '.join(said(*both, grades=grades))} "
    assert " 1 cases" not in text
    assert "least 0 " not in text
    assert "-" not in text
