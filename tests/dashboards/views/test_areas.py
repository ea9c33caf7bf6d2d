"""Forces by areas and one area across forces: DOMAIN's tallies, frameworks apart, the latest report that answers."""

import json
import re

import plotly.graph_objects as go
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.models import Inspection
from tests import synthetic

pytestmark = pytest.mark.django_db
# Inadequate by area, Dorset and Kent, as DOMAIN lists them.
INADEQUATE = {
    "section-47": ("5 of 14", "2 of 11"),
    "domestic-abuse": ("4 of 11", "9 of 11"),
    "other-referrals": ("5 of 10", "4 of 10"),
    "child-sexual-exploitation": ("8 of 14", "2 of 13"),
    "missing-children": ("3 of 7", "1 of 8"),
    "police-protection": ("0 of 6", "3 of 8"),
    "sex-offender-management": ("1 of 9", "3 of 8"),
    "police-custody": ("2 of 12", "6 of 8"),
}


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def table_rows(text):
    """Address of the row's head -> texts of its cells, over the first table."""
    rows = re.findall(r"<tr> <th scope=\"row\"><a href=\"([^\"]+)\">.*?</tr>", text.split("</table>")[0])
    bodies = re.findall(r"<tr> <th scope=\"row\">(.*?)</tr>", text.split("</table>")[0])
    return {
        href: [re.split("<br>", cell)[0] for cell in re.findall(r"<td[^>]*>(.*?)</td>", body)]
        for href, body in zip(rows, bodies, strict=True)
    }


def figures(text):
    return [json.loads(found) for found in re.findall(r'type="application/json">(.*?)</script>', text, re.S)]


def areas(slug="testshire-2020", *, scale="case-3", counts=None, **header):
    header.setdefault("framework", "ncpi-2017")
    audits = [
        synthetic.audit("hmicfrs", "all", found, area=area, scale=scale)
        for area, found in (counts or {"missing-children": synthetic.grades(1, 2, 3)}).items()
    ]
    return synthetic.load(synthetic.document(slug, inspection=header, case_audits=audits))


def test_every_area_of_both_forces_with_its_base(client):
    text = text_of(client, "/areas/")
    assert table_rows(text) == {f"/areas/{slug}/": list(found) for slug, found in INADEQUATE.items()}
    assert "36%, 16% to 61%" in text


def test_heat_map_is_a_figure_with_the_same_counts(client):
    (figure,) = figures(client.get("/areas/").content.decode())
    go.Figure(figure)
    drawn = sorted(text for trace in figure["data"] for text in trace["text"])
    assert drawn == sorted(text for pair in INADEQUATE.values() for text in pair)


@pytest.mark.parametrize(
    ("measure", "custody"),
    [("good", ["0 of 12", "0 of 8"]), ("requires-improvement", ["10 of 12", "2 of 8"]), ("", ["2 of 12", "6 of 8"])],
)
def test_measure_is_chosen_by_a_link(client, measure, custody):
    text = text_of(client, f"/areas/?measure={measure}")
    assert table_rows(text)["/areas/police-custody/"] == custody
    assert f'href="?measure={measure or "inadequate"}" aria-current="true"' in text


@pytest.mark.parametrize(
    "query", ["?measure=bad", "?measure=adequate", "?measures=good", "?measure=good&measure=inadequate"]
)
def test_other_measures_are_refused(client, query):
    assert client.get(f"/areas/{query}").status_code == 400


def test_sentences_are_computed(client):
    text = text_of(client, "/areas/")
    assert "Children in custody: no case was graded good in either force (Dorset 0 of 12, Kent 0 of 8)" in text
    assert "the 95% intervals reach up to 24% and 32%." in text
    plain = re.sub(r'<a class="term"[^>]*>|</a>', "", text)
    assert "Kent: at least half of the cases were graded inadequate in domestic abuse referrals (9 of 11)" in plain
    assert "No evidence of a difference between forces in any area, over 8 comparisons decided together." in text


def test_a_difference_beyond_doubt_is_said(client):
    areas(counts={"missing-children": synthetic.grades(0, 0, 40), "police-custody": synthetic.grades(1, 9, 1)})
    text = text_of(client, "/areas/")
    assert "Evidence of a difference in missing children, share inadequate" in text
    assert "All comparisons on this page" in text


def test_a_review_of_totals_does_not_blank_the_areas(client):
    assert "Dorset, 2021" in text_of(client, "/areas/")


def test_a_cell_names_its_report_where_the_latest_has_no_such_area(client):
    everything = {"missing-children": synthetic.grades(1, 2, 3), "police-custody": synthetic.grades(4, 0, 1)}
    areas("testshire-2018", counts=everything, published_on="2020-06-01")
    areas("testshire-2022", counts={"missing-children": synthetic.grades(5, 0, 1)}, published_on="2022-06-01")
    text = text_of(client, "/areas/")
    assert "Testshire (invented), 2022" in text
    assert table_rows(text)["/areas/missing-children/"][2] == "1 of 6"
    assert table_rows(text)["/areas/police-custody/"][2] == "1 of 5"
    assert "; from 2020" in text


def test_frameworks_are_never_mixed(client):
    four = {"good": 1, "adequate": 2, "requires-improvement": 3, "inadequate": 4}
    areas(scale="case-4", framework="ncpi-2014", counts={"missing-children": four})
    text = text_of(client, "/areas/")
    newer, older = text.split('id="group-ncpi-2014-case-4"')
    assert "Testshire" not in newer.split("<main")[1]
    assert "4 of 10" in older
    assert "Dorset" not in older
    detail = text_of(client, "/areas/missing-children/")
    newer, older = detail.split('id="group-ncpi-2014-case-4"')
    assert "Adequate" in older
    assert "Adequate" not in newer


def test_what_is_not_printed_has_no_share_and_no_colour(client):
    areas(counts={"missing-children": synthetic.grades(1, 2, None), "police-custody": synthetic.grades(0, 0, 0)})
    text = text_of(client, "/areas/")
    assert table_rows(text)["/areas/missing-children/"][2] == "not printed"
    assert table_rows(text)["/areas/police-custody/"][2] == "no cases"
    assert "heat__cell--none" in text
    detail = text_of(client, "/areas/missing-children/?force=testshire")
    assert "prints neither a total nor the number of cases of every grade" in detail


def test_many_forces_become_rows(client, monkeypatch):
    monkeypatch.setattr("dashboards.pages.areas.FORCES_AS_COLUMNS", 1)
    text = text_of(client, "/areas/")
    assert table_rows(text)["/inspections/kent-2019/"] == [pair[1] for pair in INADEQUATE.values()]
    assert "Do the forces differ?" not in text


def test_without_areas_there_is_a_helpful_page(client):
    Inspection.objects.filter(parent__isnull=False).delete()
    Inspection.objects.all().delete()
    assert "No grades by area yet" in text_of(client, "/areas/")
    assert "No grades in this area" in text_of(client, "/areas/missing-children/")


def test_area_shows_every_case_the_intervals_and_the_comparison(client):
    text = text_of(client, "/areas/missing-children/")
    panel = text.split('id="gradings-ncpi-2017-case-3"')[1].split("<details")[0]
    assert panel.count("unit unit--") == 7 + 8
    assert "Graded inadequate: Dorset 3 of 7, Kent 1 of 8." in text
    assert (
        "No evidence of a difference in the share of cases graded inadequate: Dorset 3 of 7 (43%, interval 16% to 75%)"
        in text
    )
    assert "unadjusted 95% interval" in text
    assert "decided together over all areas (inadequate: 8, good: 8)" in text
    for figure in figures(client.get("/areas/missing-children/").content.decode()):
        go.Figure(figure)


def test_area_sets_findings_side_by_side_under_shared_themes(client):
    text = text_of(client, "/areas/missing-children/")
    shared = text.split("What both reports found")[1].split("What each report says besides")[0]
    assert "/themes/missing-episodes/" in shared
    assert "/inspections/dorset-2021/findings/missing-poor-searches/" in shared
    assert "/inspections/kent-2019/findings/missing-response-plans/" in shared
    rest = text.split("What each report says besides")[1]
    assert "/inspections/dorset-2021/findings/missing-referral-outcomes/" in rest
    assert "/inspections/dorset-2021/findings/missing-poor-searches/" not in rest
    assert re.search(r"/inspections/dorset-2021/recommendations/[a-z0-9-]+/", rest)
    assert re.search(r"/inspections/kent-2019/illustrations/[a-z0-9-]+/", rest)


@pytest.mark.parametrize("slug", INADEQUATE)
def test_every_area_answers(client, slug):
    text = text_of(client, f"/areas/{slug}/")
    dorset, kent = INADEQUATE[slug]
    assert f"Graded inadequate: Dorset {dorset}, Kent {kent}." in text
    assert "No evidence of a difference in the share of cases graded inadequate" in text
    assert "Evidence of a difference" not in text  # nor on the page of all areas, which asks the same
    alone = {"domestic-abuse", "child-sexual-exploitation", "police-custody"}
    told = text.split("graded inadequate: Dorset")[1].split("graded good: Dorset")[0]
    assert ("The interval leaves out zero" in told) == (slug in alone)


def test_area_can_be_narrowed_to_forces_and_refuses_the_rest(client):
    text = text_of(client, "/areas/missing-children/?force=kent")
    assert "Graded inadequate: Kent 1 of 8." in text
    assert "Dorset 3 of 7" not in text
    assert "No grades in this area" in text_of(client, "/areas/missing-children/?force=cumbria")
    assert client.get("/areas/missing-children/?force=nowhere").status_code == 400
    assert client.get("/areas/missing-children/?grade=good").status_code == 400
    assert client.get("/areas/nowhere/").status_code == 404


def test_many_forces_are_asked_to_be_chosen_before_they_are_compared(client, monkeypatch):
    monkeypatch.setattr("dashboards.pages.area_detail.MOST_COMPARED", 1)
    text = text_of(client, "/areas/missing-children/")
    assert "choose them below" in text
    assert "No evidence of a difference in the share" not in text


def test_large_areas_become_stacked_bars(client):
    areas(counts={"missing-children": synthetic.grades(40, 30, 10)})
    text = text_of(client, "/areas/missing-children/")
    assert "gradings-ncpi-2017-case-3-figure" in text


@pytest.mark.parametrize("address", ["/areas/", "/areas/missing-children/"])
def test_as_many_queries_for_many_inspections_as_for_few(client, address):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    few = queries()
    for number in range(5):
        areas(f"testshire-{number}", published_on=f"202{number}-06-01")
    assert queries() == few <= 20  # of which seven read what a process keeps
