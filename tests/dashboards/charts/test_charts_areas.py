"""The heat map and the points with intervals: the same depth in chart and table, empty where nothing is printed."""

import plotly.graph_objects as go
import pytest

from dashboards.charts.areas import HeatCell, HeatLine, area_heat_panel, heat_map, level
from dashboards.charts.gradings import GradedSet
from dashboards.charts.intervals import share_intervals_panel
from findings.statistics.distributions import grade_distribution
from findings.statistics.proportions import share
from inspections.models import Grade

GRADES = (Grade(slug="good", name="Good", tone="good"), Grade(slug="inadequate", name="Inadequate", tone="poor"))
COLUMNS = [("Dorset, 2021", "Dorset", "/d/"), ("Kent, 2019", "Kent", "/k/")]
LINES = [
    HeatLine("Domestic abuse", "Domestic abuse", "/a/", (HeatCell(share(4, 11)), HeatCell(share(9, 11)))),
    HeatLine("Custody", "Custody", "/c/", (HeatCell(None), HeatCell(share(6, 8), beside="from 2014"))),
]


@pytest.mark.parametrize(("cases", "of", "depth"), [(0, 6, 0), (2, 10, 1), (4, 10, 2), (3, 5, 3), (4, 5, 4), (8, 8, 4)])
def test_depth_in_fifths_without_rounding_errors(cases, of, depth):
    assert level(share(cases, of)) == depth


def test_heat_map_writes_counts_into_its_fields():
    figure = heat_map(LINES, COLUMNS)
    go.Figure(figure)
    texts = {text: trace["name"] for trace in figure["data"] for text in trace["text"]}
    assert texts == {"4 of 11": "20–39%", "9 of 11": "80% and more", "6 of 8": "60–79%"}
    assert all(len(trace["x"]) == len(trace["base"]) == len(trace["y"]) for trace in figure["data"])


def test_heat_map_of_many_columns_writes_two_short_lines():
    cells = tuple(HeatCell(share(1, 10)) for _ in range(8))
    figure = heat_map([HeatLine("Dorset", "Dorset", "/", cells)], [(str(n), str(n), "") for n in range(8)])
    go.Figure(figure)
    assert set(figure["data"][0]["text"]) == {"1<br>/10"}


def test_table_has_the_depth_of_the_chart_and_names_another_report():
    panel = area_heat_panel("heat", "Share inadequate", "Reading.", LINES, COLUMNS, "Area")
    rows = {row.head: row.cells for row in panel.table.rows}
    assert rows["Domestic abuse"][1] == ("9 of 11", "82%, 52% to 95%", "4")
    assert rows["Custody"][0] == ("not printed", "", "none")
    assert rows["Custody"][1].detail.endswith("; from 2014")
    assert panel.table.columns == ("Area", "Dorset, 2021", "Kent, 2019")


def test_points_with_intervals_leave_out_what_is_not_printed():
    slugs = ("good", "inadequate")
    sets = [
        GradedSet("Dorset, 2021", grade_distribution("x", slugs, (1, 6)), GRADES, "/d/"),
        GradedSet("Kent, 2019", grade_distribution("x", slugs, (3, None), 8), GRADES, "/k/"),
    ]
    panel = share_intervals_panel("shares", "Shares", "Reading.", sets)
    go.Figure(panel.figure)
    good, inadequate = panel.figure["data"]
    assert (len(good["x"]), len(inadequate["x"])) == (2, 1)
    assert {good["marker"]["symbol"], inadequate["marker"]["symbol"]} == {"circle", "square"}
    assert [cell.text for cell in panel.table.rows[1].cells] == ["3 of 8", "not printed"]
