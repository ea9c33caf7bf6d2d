"""The chart of shifts, and the sentences over the panels of one inspection."""

import plotly.graph_objects as go
import pytest

from dashboards.charts.self_assessment import Graded, mean_shift_panel, samples_sentence, span
from findings.statistics.differences import compare_shares
from findings.statistics.results import Bounds, Refusal
from findings.statistics.self_assessment import self_assessment

SLUGS = ("good", "requires-improvement", "inadequate")
DORSET = Graded("Dorset, 2021", "/d/", self_assessment(SLUGS, (29, 4, 0), (4, 17, 12)))
KENT = Graded("Kent, 2019", "/k/", self_assessment(SLUGS, (7, 19, 7), (5, 18, 10)))
LOWER = Graded("Testshire, 2020", "/t/", self_assessment(SLUGS, (0, 5, 5), (5, 5, 0)))


def test_shifts_are_ordered_signed_and_no_ranking():
    panel = mean_shift_panel("shift", [KENT, LOWER, DORSET])
    go.Figure(panel.figure)
    bars = panel.figure["data"][0]
    assert bars["y"] == ["Dorset, 2021", "Kent, 2019", "Testshire, 2020"]
    assert bars["text"] == ["+1.12", "+0.15", "−1.00"]
    assert "not a ranking" in panel.title
    assert panel.reading == "On average 2 of 3 forces graded themselves higher than HMICFRS did."
    low, high = panel.figure["layout"]["xaxis"]["range"]
    assert low < -1 < 1.12 < high


def test_shift_table_holds_the_bounds():
    panel = mean_shift_panel("shift", [DORSET, KENT])
    cells = [[cell.text for cell in row.cells] for row in panel.table.rows]
    assert cells == [["+1.12", "33", "25–29", "0–8", "0–4"], ["+0.15", "33", "3–17", "4–30", "0–12"]]
    assert panel.reading.startswith("Both forces graded themselves higher")


@pytest.mark.parametrize(("bounds", "text"), [(Bounds(0, 8), "0–8"), (Bounds(12, 12), "12")])
def test_span(bounds, text):
    assert span(bounds) == text


def compared(first, second):
    names = {"first_name": "a", "second_name": "b", "what": "x", "disjoint": True}
    return compare_shares(*first, *second, **names)


def test_samples_sentence():
    assert samples_sentence([Refusal("Not compared.")]) == "The two samples cannot be compared."
    assert samples_sentence([compared((1, 30), (2, 30))]).startswith("There is no evidence")
    assert samples_sentence([compared((1, 30), (25, 30))]).startswith("There is evidence")
