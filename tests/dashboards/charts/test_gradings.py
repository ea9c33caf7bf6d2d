"""Counted sets as squares, as stacked bars, and as a table; what is not printed is never drawn as zero."""

import plotly.graph_objects as go
import pytest

from dashboards.charts.gradings import MOST_SQUARES, GradedSet, grade_table, pictures, stacked_bars, unit_chart
from findings.statistics.distributions import grade_distribution
from findings.statistics.results import LumpedCount
from inspections.models import Grade

GRADES = (
    Grade(slug="good", name="Good", tone="good"),
    Grade(slug="requires-improvement", name="Requires improvement", tone="weak"),
    Grade(slug="inadequate", name="Inadequate", tone="poor"),
)
SLUGS = tuple(grade.slug for grade in GRADES)


def graded(counts, name="Dorset", total=None, lumped=()):
    return GradedSet(name, grade_distribution("case-3", SLUGS, counts, total, lumped), GRADES)


def test_one_square_a_case_and_a_row_for_zero():
    chart = unit_chart(graded((29, 4, 0)))
    assert chart.rows == (("Good", "good", 29), ("Requires improvement", "weak", 4), ("Inadequate", "poor", 0))
    assert chart.of == 33
    assert chart.note == ""


def test_a_grade_not_printed_has_no_row_and_a_sentence():
    chart = unit_chart(graded((5, None, 3), total=10))
    assert [row[0] for row in chart.rows] == ["Good", "Inadequate"]
    assert chart.note == "Not printed, which is not zero: requires improvement."


def test_lumped_grades_are_said_and_not_drawn():
    lump = LumpedCount("requires-improvement", "inadequate", 24)
    chart = unit_chart(graded((6, None, None), lumped=(lump,)))
    assert chart.rows == (("Good", "good", 6),)
    assert chart.note == "24 of 30 are printed as one number from requires improvement to inadequate."


def test_a_set_without_a_base_draws_nothing_and_says_why():
    chart = unit_chart(graded((5, 4, 3), total=13))
    assert chart.rows == ()
    assert "add up to 12, but the report prints a total of 13" in chart.note


@pytest.mark.parametrize(("cases", "has_figure"), [(MOST_SQUARES, False), (MOST_SQUARES + 1, True)])
def test_squares_up_to_a_number_that_can_be_counted_by_eye(cases, has_figure):
    units, figure = pictures([graded((cases, 0, 0))])
    assert bool(figure) is has_figure
    assert bool(units) is not has_figure


def test_stacked_bars_are_a_figure_with_letters_and_counts():
    figure = stacked_bars([graded((40, 0, 30), "By Dorset"), graded((10, 30, 30), "By HMICFRS")])
    go.Figure(figure)
    assert [trace["name"] for trace in figure["data"]] == ["Good (G)", "Requires improvement (R)", "Inadequate (I)"]
    assert figure["data"][1]["text"] == ["", "R 30"]
    assert all(trace["marker"]["color"].startswith("var(--tone-") for trace in figure["data"])


def test_table_keeps_absent_and_zero_apart():
    lump = LumpedCount("requires-improvement", "inadequate", 24)
    table = grade_table("x", [graded((0, 4, None), total=10), graded((6, None, None), "Kent", lumped=(lump,))])
    rows = {row.head: [cell.text for cell in row.cells] for row in table.rows}
    assert rows["Good"] == ["0 of 10", "6 of 30"]
    assert rows["Inadequate"] == ["not printed", "not printed"]
    assert rows["Requires improvement to inadequate, as one number"] == ["", "24 of 30"]
    assert rows["All grades"] == ["10", "30"]


def test_table_shows_bare_counts_where_there_is_no_base():
    table = grade_table("x", [graded((5, 4, 3), total=13), graded((5, None, None), "Kent")])
    assert [cell.text for cell in table.rows[0].cells] == ["5", "5"]
    assert [cell.text for cell in table.rows[-1].cells] == ["13", "not printed"]


def test_table_gives_counts_first_and_the_interval_small():
    table = grade_table("x", [graded((5, 4, 5))])
    assert table.rows[0].cells[0].text == "5 of 14"
    assert table.rows[0].cells[0].detail == "36%, 16% to 61%"


def test_a_set_of_no_cases_has_neither_per_cent_nor_interval():
    table = grade_table("x", [graded((0, 0, 0))])
    assert table.rows[0].cells[0] == ("0 of 0", "", "")
