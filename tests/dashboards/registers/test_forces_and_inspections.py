"""Forces and inspections as registers: the lists that people read, and the same rows as files."""

import csv
import io

import pytest

from findings.models import Finding
from inspections.models import Force, Inspection
from tests import synthetic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keeping")]


def rows(client, address):
    text = b"".join(client.get(address).streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_inspections_carry_what_their_reports_open_with(client):
    found = {row["inspection"]: row for row in rows(client, "/inspections.csv")}
    dorset, review = found["dorset-2021"], found["dorset-2022-review"]
    assert dorset["grades"] == "good 20;requires-improvement 35;inadequate 28"
    assert (dorset["cases"], dorset["recommendations"], dorset["parent"]) == ("83", "8", "")
    assert int(dorset["findings"]) == Finding.objects.filter(inspection__slug="dorset-2021").count()
    assert (dorset["published"], dorset["edition"], dorset["scale"]) == ("2021-08-26", "1", "case-3")
    assert (review["parent"], review["kind"], review["cases"]) == ("dorset-2021", "review", "31")


def test_absent_grades_are_not_zero(client):
    synthetic.load(synthetic.topical())
    row = rows(client, "/inspections.csv?inspection=testshire-2024")[0]
    assert (row["grades"], row["cases"], row["scale"]) == ("", "", "")
    assert "grades topics, not cases" in client.get("/inspections/?inspection=testshire-2024").content.decode()
    synthetic.load(synthetic.document(case_audits=[synthetic.audit("hmicfrs", "all", synthetic.grades(3, None, 1))]))
    partial = rows(client, "/inspections.csv?inspection=testshire-2020")[0]
    assert (partial["grades"], partial["cases"]) == ("good 3;inadequate 1", "")


def test_forces_name_their_inspections_newest_first(client):
    found = {row["force"]: row for row in rows(client, "/forces.csv")}
    assert len(found) == Force.objects.filter(is_demo=False).count() == 43
    assert found["dorset"]["inspections"] == "dorset-2022-review;dorset-2021"
    assert (found["dorset"]["latest"], found["dorset"]["latest_published"]) == ("dorset-2022-review", "2022-09-07")
    assert (found["cumbria"]["inspections"], found["cumbria"]["latest_published"]) == ("", "")


def test_an_invented_force_is_a_row_only_with_an_inspection_and_says_so(client):
    synthetic.testshire()
    assert "testshire" not in {row["force"] for row in rows(client, "/forces.csv")}
    synthetic.load(synthetic.whole())
    assert rows(client, "/forces.csv")[-1]["invented"] == "yes"


def test_forces_are_a_list_by_region_until_an_order_is_asked_for(client):
    assert "<table" not in client.get("/forces/?nation=Wales").content.decode()
    text = client.get("/forces/?nation=Wales&sort=-name").content.decode()
    assert text.count('<th scope="row">') == 4
    assert 'aria-sort="descending"' in text


def test_an_empty_list_says_why(client):
    synthetic.testshire()
    assert "Show all inspections" in client.get("/inspections/?force=testshire").content.decode()
    Inspection.objects.update(state="draft")
    assert "No inspection has been published here yet." in client.get("/inspections/").content.decode()
