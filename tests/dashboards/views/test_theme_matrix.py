"""Themes by inspection: every number leads to exactly the findings it counts, and silence stays silence."""

import html
import re

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from dashboards.pages.theme_matrix import MOST, asked_of, theme_matrix
from dashboards.registers.findings import FindingRegister
from dashboards.registers.query import RegisterQuery
from findings.models import Finding
from tests import synthetic

pytestmark = pytest.mark.django_db


def matrix(query=""):
    return theme_matrix(asked_of(QueryDict(query)))


def rows_behind(address):
    return RegisterQuery(FindingRegister, QueryDict(address.split("?")[1])).rows()


def text_of(client, address="/theme-matrix/"):
    response = client.get(address)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_every_number_equals_the_rows_it_leads_to():
    found = matrix()
    cells = [one for _, rows in found.groups for row in rows for cell in row.cells for one in cell]
    assert len(cells) > 100
    for one in cells:
        assert rows_behind(one.href).count() == one.number, one.href
    for column in found.columns:
        assert rows_behind(column.href).count() == column.findings


def test_every_coding_of_a_published_finding_is_counted_once():
    found = matrix()
    counted = sum(one.number for _, rows in found.groups for row in rows for cell in row.cells for one in cell)
    assert counted == sum(finding.themes.count() for finding in Finding.objects.published())


def test_cell_says_its_polarity_in_words_and_leads_on(client):
    text = text_of(client)
    href = "/findings/?inspection=dorset-2021&theme=appropriate-adults&polarity=concern"
    cell = re.search(rf'<a class="tag tag--concern" href="{re.escape(href)}">(.*?)</a>', text).group(1)
    assert cell.startswith("3 concerns")
    assert text_of(client, href).count('href="/inspections/dorset-2021/findings/') == 3


def test_silence_is_said_and_is_not_absence(client):
    text = text_of(client)
    assert "An empty cell means that the report says nothing of the theme." in text
    row = text.split('href="/themes/place-of-safety/"')[1].split("</tr>")[0]
    assert "says nothing" in row
    assert "4 concerns" in row


def test_a_report_without_findings_is_named_and_has_no_column():
    found = matrix("force=dorset")
    assert [column.inspection.slug for column in found.columns] == ["dorset-2021"]
    assert [inspection.slug for inspection in found.silent] == ["dorset-2022-review"]


def test_forces_and_groups_can_be_chosen(client):
    found = matrix("force=kent&group=custody")
    assert [column.inspection.slug for column in found.columns] == ["kent-2019"]
    assert [name for name, _ in found.groups] == ["Children in custody"]
    assert found.shared == ()
    text = text_of(client, "/theme-matrix/?force=kent&group=custody")
    assert "Dorset, 2021" not in text


def test_shared_concerns_are_concerns_of_both():
    found = matrix()
    shared = {theme.slug for theme in found.shared}
    by_report = [
        set(Finding.objects.filter(inspection__slug=slug, polarity="concern").values_list("themes__slug", flat=True))
        for slug in ("dorset-2021", "kent-2019")
    ]
    assert shared == (by_report[0] & by_report[1]) - {None}


def test_older_reports_beyond_the_room_are_counted_not_hidden(client):
    for year in range(1990, 1990 + MOST):
        header = {
            "inspected_from": f"{year}-02-01",
            "inspected_to": f"{year}-02-02",
            "published_on": f"{year}-06-01",
        }
        synthetic.load(
            synthetic.document(f"testshire-{year}", inspection=header, findings=[synthetic.finding("first")])
        )
    found = matrix()
    assert (len(found.columns), found.left_out) == (MOST, 2)
    assert "2 older reports have no column here." in text_of(client)


def test_findings_without_a_theme_are_in_the_foot_alone(client):
    synthetic.load(synthetic.document(findings=[synthetic.finding("bare", themes=[])]))
    found = matrix("force=testshire")
    assert [(column.findings, column.coded) for column in found.columns] == [(1, 0)]
    assert not found.groups
    assert "(0 with a theme)" in text_of(client, "/theme-matrix/?force=testshire")


def test_nothing_published_is_said(client):
    assert "No published report of the chosen forces" in text_of(client, "/theme-matrix/?force=cumbria")


@pytest.mark.parametrize("query", ["force=nowhere", "group=nothing", "theme=referrals"])
def test_unknown_values_and_parameters_are_refused_by_name(client, query):
    response = client.get(f"/theme-matrix/?{query}")
    assert response.status_code == 400
    assert query.split("=")[0] in response.content.decode()


def test_number_of_queries_does_not_grow(client):
    with CaptureQueriesContext(connection) as few:
        client.get("/theme-matrix/")
    for year in (2015, 2016, 2018):
        synthetic.load(synthetic.everything(f"testshire-{year}"))
    with CaptureQueriesContext(connection) as more:
        client.get("/theme-matrix/")
    assert len(more) == len(few)
