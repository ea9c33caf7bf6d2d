"""The funnel page: none below ten and a sentence why; from ten on a plot; never over two frameworks or kinds."""

import json

import plotly.graph_objects as go
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboards.pages.funnel import funnel_page
from inspections.models import Force
from tests import synthetic

pytestmark = pytest.mark.django_db
COUNTS = ((3, 5, 2), (4, 5, 1), (2, 4, 4), (6, 3, 1), (3, 3, 4), (5, 4, 1), (2, 6, 2), (4, 4, 2), (3, 6, 1), (5, 3, 2))


def invented(number, counts, year=2020, **header):
    """An inspection of an invented force of its own."""
    slug = f"testshire-{number}"
    Force.objects.get_or_create(
        slug=slug,
        defaults={"name": f"Testshire {number} (invented)", "official_name": slug, "region": "N", "is_demo": True},
    )
    header = {
        "force": slug,
        "inspected_from": f"{year}-02-03",
        "inspected_to": f"{year}-02-14",
        "published_on": f"{year}-06-01",
    } | header
    audits = [synthetic.audit("hmicfrs", "all", synthetic.grades(*counts))]
    return synthetic.load(synthetic.document(f"{slug}-{year}", inspection=header, case_audits=audits))


@pytest.fixture
def ten():
    """Ten invented inspections beside the two real ones: twelve forces of one framework and kind."""
    for number, counts in enumerate(COUNTS):
        invented(number, counts)


def section(kind="inspection", grade="inadequate"):
    return next(one for one in funnel_page(grade) if one.key == f"ncpi-2017-case-3-{kind}")


def test_two_real_inspections_make_no_funnel(client):
    text = client.get("/funnel/").content.decode()
    assert "There is no funnel plot: it begins with 10 inspections, and 2 are known." in text
    assert "and 1 is known." in text  # the review is another kind and is not counted in
    assert "application/json" not in text


def test_nine_are_not_enough_and_ten_are():
    for number, counts in enumerate(COUNTS[:7]):
        invented(number, counts)
    assert "9 are known" in section().refusal
    invented(8, COUNTS[8])
    assert section().panel is not None


def test_twelve_forces_are_drawn_around_their_pooled_share(client, ten):
    found = section()
    pooled = sum(counts[2] for counts in COUNTS) + 28 + 30
    assert found.number == 12
    assert f"({pooled} of {100 + 83 + 77}, 95% interval" in found.panel.reading
    assert "Dispersion" in found.panel.reading
    assert {row.head for row in found.panel.table.rows} >= {"Dorset", "Kent", "Testshire 3 (invented)"}
    go.Figure(found.panel.figure)
    text = client.get("/funnel/").content.decode()
    assert 'id="funnel-ncpi-2017-case-3-inspection-figure"' in text
    json.dumps(found.panel.figure)


def test_a_force_stands_in_it_once_with_its_latest(ten):
    before = section().panel
    invented(0, (0, 0, 10), year=2022)
    after = section().panel
    assert len(after.table.rows) == len(before.table.rows) == 12
    row = next(row for row in after.table.rows if row.head == "Testshire 0 (invented)")
    assert row.cells[0].text == "10 of 10"
    assert row.cells[-1].text in ("outside", "far outside")


def test_another_kind_is_never_put_in(ten):
    assert section("review").number == 1
    assert "begins with 10" in section("review").refusal


def test_a_grade_that_the_scale_lacks_is_said():
    assert section(grade="adequate").refusal == "There is no funnel plot: this scale has no such grade."


def test_what_is_not_a_grade_is_refused(client):
    response = client.get("/funnel/?grade=superb")
    assert response.status_code == 400
    assert "“superb” is no value of “grade”" in response.content.decode()


def test_queries_do_not_grow_with_inspections(client, ten):
    client.get("/funnel/")
    with CaptureQueriesContext(connection) as some:
        client.get("/funnel/")
    for number in range(20, 24):
        invented(number, (4, 4, 2))
    with CaptureQueriesContext(connection) as more:
        client.get("/funnel/")
    assert len(some) == len(more) <= 18  # of which seven read what a process keeps


def test_figure_marks_forces_outside_by_shape(ten):
    invented(0, (0, 0, 10), year=2022)
    figure = section().panel.figure
    shapes = {trace["marker"]["symbol"]: trace["text"] for trace in figure["data"] if trace.get("mode") == "markers"}
    assert any("Testshire 0" in text for text in shapes["square"])
