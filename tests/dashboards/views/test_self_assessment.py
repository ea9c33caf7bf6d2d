"""The dashboard of self-assessment and its rows: DOMAIN's numbers, scales apart, and a sentence where nothing holds."""

import csv
import io
import json
import re

import plotly.graph_objects as go
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.models import Inspection
from tests import synthetic

pytestmark = pytest.mark.django_db
COLUMNS = (
    "force inspection scale grade force_cases hmicfrs_cases cases same_min same_max higher_min higher_max lower_min "
    "lower_max mean_shift id link edition ons_code"
)


def text_of(client, query="", page="/self-assessment/"):
    response = client.get(page + query)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def rows_of(client, query=""):
    response = client.get(f"/self-assessment.csv{query}")
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


def joint(own, theirs, slug="testshire-2020", *, own_total=None, scale="case-3", **header):
    """An invented inspection with a joint sample; counts as mappings, None leaves an assessor out."""
    audits = [
        synthetic.audit(assessor, "joint", counts, scale=scale, total=total)
        for assessor, counts, total in (("force", own, own_total), ("hmicfrs", theirs, None))
        if counts is not None
    ]
    header.setdefault("framework", "ncpi-2017")
    return synthetic.load(synthetic.document(slug, inspection=header, case_audits=audits))


FOUR = ("good", "adequate", "requires-improvement", "inadequate")


def four(*counts):
    return dict(zip(FOUR, counts, strict=True))


def test_page_says_what_the_totals_of_both_reports_allow(client):
    text = text_of(client)
    assert "between 0 and 8 of the 33 cases, so at least 25 were graded differently" in text
    assert "between 4 and 30 of the 33 cases, so at least 3 were graded differently" in text
    assert (
        "Dorset graded itself higher than HMICFRS in between 25 and 29 of the 33 cases, and lower in at most 4." in text
    )
    assert "between 3 and 17 of the 33 cases, and lower in at most 12" in text
    assert "1.12 grade steps higher" in text
    assert "0.15 grade steps higher" in text
    assert "Dorset called at least 25 cases good that HMICFRS did not." in text
    assert "HMICFRS found 12 cases inadequate, the force none." in text
    assert "Dorset graded 29 good and none inadequate of these 33 cases" in text


def test_page_draws_one_square_a_case_and_zero_as_a_row(client):
    text = text_of(client, "?force=dorset")
    joint_panel = text.split('id="dorset-2021-joint"')[1].split("<details")[0]
    assert joint_panel.count("unit unit--") == 66
    assert "0 of 33" in joint_panel


def test_page_gives_limits_and_never_an_agreement_rate(client):
    text = text_of(client)
    assert "No rate of agreement" in text
    assert "supposes that all steps between grades are equal" in text
    assert "not a ranking" in text
    assert not re.search(r"agree(d|ment)[^.<]{0,30}\d+%", text)


def test_samples_are_compared_and_prove_nothing_about_selection(client):
    text = text_of(client)
    assert "the joint sample 12 of 33 (36%, interval 22% to 53%) against the additional cases 16 of 50 (32%, " in text
    assert "the joint sample 10 of 33 (30%, interval 17% to 47%) against the additional cases 20 of 44 (45%, " in text
    assert "do not say how the additional cases were chosen, nor which areas" in text


def test_figures_of_the_page_are_figures(client):
    joint(synthetic.grades(40, 30, 10), synthetic.grades(20, 30, 30))
    text = client.get("/self-assessment/").content.decode()
    figures = re.findall(r'<script id="[^"]+-figure" type="application/json">(.*?)</script>', text, re.S)
    assert len(figures) == 2
    for figure in figures:
        go.Figure(json.loads(figure))


def test_scripts_come_only_with_figures(client):
    assert "plotly.min.js" in text_of(client)
    assert "plotly.min.js" not in text_of(client, "?force=dorset")


def test_filter_shows_only_the_forces_chosen_and_keeps_them_in_its_links(client):
    text = text_of(client, "?force=kent")
    assert "Kent graded itself" in text
    assert "Dorset graded itself" not in text
    assert 'href="?force=kent&amp;force=dorset"' in text
    assert "/self-assessment.csv?force=kent" in text
    both = text_of(client, "?force=kent&force=dorset&force=")
    assert "Dorset graded itself" in both


@pytest.mark.parametrize("query", ["?force=nowhere", "?fource=dorset", "?page=2", "?sort=force", "?force=dorset&x="])
def test_unknown_parameters_and_values_are_refused_in_sentences(client, query):
    response = client.get(f"/self-assessment/{query}")
    assert response.status_code == 400
    assert "“" in response.content.decode()


def test_every_problem_is_named_at_once(client):
    text = client.get("/self-assessment/?force=nowhere&colour=red").content.decode()
    assert "“nowhere” is no value of “force”" in text
    assert "“colour” is no parameter" in text


def test_a_force_without_self_assessment_gets_a_helpful_page(client):
    text = text_of(client, "?force=cumbria")
    assert "Nothing to compare here" in text
    assert "plotly.min.js" not in text


def test_an_empty_database_gets_a_helpful_page(client):
    Inspection.objects.filter(parent__isnull=False).delete()
    Inspection.objects.all().delete()
    assert "Nothing to compare here" in text_of(client)
    assert rows_of(client) == []


def test_a_report_without_a_joint_sample_is_named(client):
    assert "Dorset Police: post-inspection review, 2022" in text_of(client).split("Reports without a joint sample")[1]


def test_scales_are_never_mixed(client):
    joint(four(3, 2, 1, 0), four(1, 2, 2, 1), scale="case-4", framework="ncpi-2014")
    text = text_of(client)
    three, four_steps = text.split('id="scale-case-4"')
    assert "Dorset graded itself" in three
    assert "Testshire (invented) graded itself" in four_steps
    assert "Dorset graded itself" not in four_steps
    assert "Testshire" not in three.split('id="shift-case-3"')[1]
    assert {row["scale"] for row in rows_of(client, "?force=testshire")} == {"case-4"}


REFUSED = [
    (synthetic.grades(5, 3, 2), None, "but not how HMICFRS graded"),
    (None, synthetic.grades(5, 3, 2), "but not how the force had graded"),
    (synthetic.grades(5, 3, None), synthetic.grades(4, 4, 2), "not printed for the grade inadequate"),
    (synthetic.grades(5, 3, 2), synthetic.grades(4, 4, 3), "of 10 cases and HMICFRS’s of 11"),
    ({"good": 5, "requires-improvement..inadequate": 5}, synthetic.grades(5, 3, 2), "one number for several grades"),
    (synthetic.grades(0, 0, 0), synthetic.grades(0, 0, 0), "without any case in it"),
]


@pytest.mark.parametrize(("own", "theirs", "sentence"), REFUSED)
def test_incomplete_joint_samples_are_listed_with_the_reason(client, own, theirs, sentence):
    joint(own, theirs)
    text = text_of(client)
    listed = text.split('id="refused"')[1]
    assert "Testshire (invented), 2020" in listed
    assert sentence in listed
    assert "Testshire (invented) graded itself" not in text


def test_a_total_that_does_not_fit_is_listed_and_never_adjusted(client):
    joint(synthetic.grades(5, 3, 2), synthetic.grades(4, 4, 2), own_total=11)
    assert "add up to 10 cases, but the report prints a total of 11" in text_of(client)
    row = rows_of(client, "?force=testshire")[0]
    assert (row["force_cases"], row["hmicfrs_cases"], row["cases"], row["same_min"], row["mean_shift"]) == (
        *("5", "4"),
        *("", "", ""),
    )


def test_large_samples_become_stacked_bars(client):
    joint(synthetic.grades(40, 30, 10), synthetic.grades(20, 30, 30))
    text = text_of(client, "?force=testshire")
    assert "unit unit--" not in text
    assert "testshire-2020-joint-figure" in text
    assert "The report prints no grades of additional cases." in re.sub("<[^>]+>", "", text)


def test_a_force_is_represented_by_its_latest_inspection_that_answers(client):
    joint(synthetic.grades(5, 3, 2), synthetic.grades(4, 4, 2), "testshire-2018", published_on="2020-06-01")
    joint(synthetic.grades(5, 3, None), synthetic.grades(4, 4, 2), "testshire-2022", published_on="2022-06-01")
    text = text_of(client)
    overview = text.split('id="shift-case-3"')[1].split("</section>")[0]
    assert "Testshire (invented), 2020" in overview
    assert "Testshire (invented), 2022" not in overview


def test_additional_cases_that_cannot_be_compared_say_why(client):
    audits = [
        synthetic.audit("force", "joint", synthetic.grades(5, 3, 2)),
        synthetic.audit("hmicfrs", "joint", synthetic.grades(4, 4, 2)),
        synthetic.audit("hmicfrs", "additional", synthetic.grades(4, None, 2)),
    ]
    synthetic.load(synthetic.document(case_audits=audits))
    text = text_of(client, "?force=testshire")
    assert "The two samples cannot be compared." in text
    assert "prints neither a total nor the number of cases of every grade" in text


def test_many_inspections_are_listed_and_only_some_shown_in_full(client, monkeypatch):
    monkeypatch.setattr("dashboards.pages.self_assessment.SHOWN_IN_FULL", 1)
    text = text_of(client)
    assert text.count("What these totals allow") == 1
    assert "/self-assessment/?force=kent#kent-2019" in text.split("More inspections")[1]


def test_csv_has_exactly_the_columns_and_numbers_of_the_contract(client):
    rows = rows_of(client)
    assert list(rows[0]) == COLUMNS.split()
    dorset = [row for row in rows if row["inspection"] == "dorset-2021"]
    kent = [row for row in rows if row["inspection"] == "kent-2019"]
    assert [(row["grade"], row["force_cases"], row["hmicfrs_cases"]) for row in dorset] == [
        ("good", "29", "4"),
        ("requires-improvement", "4", "17"),
        ("inadequate", "0", "12"),
    ]
    bounds = COLUMNS.split()[6:14]
    assert {tuple(row[name] for name in bounds) for row in dorset} == {("33", "0", "8", "25", "29", "0", "4", "1.1212")}
    assert {tuple(row[name] for name in bounds) for row in kent} == {("33", "4", "30", "3", "17", "0", "12", "0.1515")}
    assert dorset[0]["id"] == "dorset-2021:good"
    assert dorset[0]["edition"] == "1"
    assert dorset[0]["ons_code"].startswith("E23")


def test_links_are_absolute_where_the_site_has_an_address(client, settings):
    settings.SITE_ADDRESS = "https://findings.example"
    assert rows_of(client)[0]["link"].startswith("https://findings.example/inspections/dorset-2021/#case-audits")


def test_json_and_workbook_hold_the_same_rows(client):
    response = client.get("/self-assessment.json?force=dorset")
    whole = json.loads(b"".join(response.streaming_content))
    assert [row["mean_shift"] for row in whole["rows"]] == [1.1212] * 3
    assert whole["rows"][0]["ons_code"]
    workbook = client.get("/self-assessment.xlsx")
    assert workbook.status_code == 200
    assert b"".join(workbook.streaming_content)[:2] == b"PK"


def test_files_follow_the_filter_and_refuse_what_they_do_not_know(client):
    assert {row["force"] for row in rows_of(client, "?force=kent")} == {"kent"}
    assert rows_of(client, "?force=cumbria") == []
    assert list(rows_of(client, "?columns=force,mean_shift")[0])[:2] == ["force", "mean_shift"]
    assert [row["force"] for row in rows_of(client, "?sort=-force")][0] == "kent"
    assert client.get("/self-assessment.csv?force=nowhere").status_code == 400
    assert client.get("/self-assessment.csv?area=section-47").status_code == 400
    assert client.get("/self-assessment.pdf").status_code == 404


@pytest.mark.parametrize("address", ["/self-assessment/", "/self-assessment.csv"])
def test_as_many_queries_for_many_inspections_as_for_few(client, address):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            response = client.get(address)
            assert response.status_code == 200
            if response.streaming:
                b"".join(response.streaming_content)
        return len(captured)

    few = queries()
    for number in range(5):
        joint(
            synthetic.grades(5, 3, 2),
            synthetic.grades(4, 4, 2),
            f"testshire-{number}",
            published_on=f"202{number}-06-01",
        )
    assert queries() == few <= 20  # of which seven read what a process keeps
