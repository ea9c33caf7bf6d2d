"""The pages of every form of report answer, and say what must be said: counts, what is not printed, what fails."""

import csv
import html
import io
import re

import pytest

from tests import report_forms, synthetic

pytestmark = pytest.mark.django_db
EVERY = pytest.mark.parametrize("form", report_forms.FORMS)
CASE_FORMS = [form for form in report_forms.FORMS if form != "graded_topics"]
PAGE = f"/inspections/{report_forms.SLUG}/"


def load(form):
    for data in report_forms.FORMS[form]():
        synthetic.load(data)


def said(client, address):
    """The text of a page, without its markup and scripts."""
    response = client.get(address)
    assert response.status_code == 200, address
    text = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))


def rows(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


@EVERY
def test_the_inspections_page_answers(client, form):
    load(form)
    assert f"Synthetic inspection {report_forms.SLUG}" in said(client, PAGE)


@EVERY
def test_the_forces_page_answers(client, form):
    load(form)
    assert "Testshire (invented)" in said(client, "/forces/testshire/")


@EVERY
def test_the_list_of_inspections_names_it(client, form):
    load(form)
    assert report_forms.SLUG in client.get("/inspections/").content.decode()


@EVERY
@pytest.mark.parametrize(
    "address", ["/", "/forces/", "/self-assessment/", "/areas/", "/recommendations/", "/findings/"]
)
def test_pages_across_forces_answer(client, form, address):
    load(form)
    assert said(client, address)


@pytest.mark.parametrize("form", CASE_FORMS)
def test_the_register_of_case_grades_has_every_count_as_printed(client, form):
    load(form)
    data = report_forms.FORMS[form]()[-1]
    printed = sorted(
        (
            audit["assessor"],
            audit["sample"],
            audit.get("area", ""),
            count["grade"],
            count.get("grade_to", ""),
            str(count["cases"]),
        )
        for audit in data["case_audits"]
        for count in audit["counts"]
    )
    query = f"?inspection={report_forms.SLUG}"
    found = rows(client, f"/case-grades.csv{query}")
    names = ("assessor", "sample", "area", "grade", "grade_to", "cases")
    assert sorted(tuple(row[name] for name in names) for row in found) == printed
    assert "Testshire" in said(client, f"/case-grades/{query}")


def test_graded_topics_are_no_case_grades(client):
    load("graded_topics")
    assert rows(client, f"/case-grades.csv?inspection={report_forms.SLUG}") == []
    text = said(client, PAGE)
    for word in ("Outstanding", "Adequate", "Requires improvement", "Inadequate", "Leadership", "Cause of concern"):
        assert word.lower() in text.lower(), word


def test_what_does_not_add_up_has_no_base_and_no_share(client):
    load("totals_that_do_not_add_up")
    found = rows(client, f"/case-grades.csv?inspection={report_forms.SLUG}&sample=all")
    assert {(row["of"], row["share"], row["share_low"]) for row in found} == {("", "", "")}
    assert "no base" in said(client, f"/case-grades/?inspection={report_forms.SLUG}&sample=all")


def test_what_does_not_add_up_fails_on_the_inspections_page(client):
    load("totals_that_do_not_add_up")
    text = said(client, PAGE).lower()
    assert "fails" in text
    assert "20" in text


def test_what_is_left_out_is_not_printed_on_the_inspections_page(client):
    for form in ("one_grade_missing", "totals_without_areas"):
        load(form)
        assert "not printed" in said(client, PAGE).lower()


def test_a_lumped_count_names_both_its_grades(client):
    load("two_grades_lumped")
    assert "requires improvement to inadequate" in said(client, f"/case-grades/?inspection={report_forms.SLUG}").lower()
    (row,) = rows(client, f"/case-grades.csv?inspection={report_forms.SLUG}&sample=all&grade=requires-improvement")
    assert (row["grade_to"], row["cases"], row["of"], row["share"]) == ("inadequate", "15", "20", "0.75")


def test_a_force_without_self_assessment_has_no_row_of_it(client):
    load("areas_without_self_assessment")
    assert "testshire" not in {row["force"] for row in rows(client, "/self-assessment.csv")}


def test_self_assessment_on_four_grades_stays_on_its_own_scale(client):
    load("four_grades")
    found = [row for row in rows(client, "/self-assessment.csv") if row["force"] == "testshire"]
    assert {row["scale"] for row in found} == {"case-4"}
    assert {(row["grade"], row["force_cases"], row["hmicfrs_cases"]) for row in found} == {
        ("good", "3", "1"),
        ("adequate", "2", "1"),
        ("requires-improvement", "0", "2"),
        ("inadequate", "0", "1"),
    }
    assert "four steps" in said(client, "/self-assessment/")


def test_areas_of_an_earlier_inspection_are_not_blanked_by_a_review_of_totals(client):
    load("review_with_its_parent")
    assert "testshire-2018" in client.get("/areas/").content.decode()


def test_a_review_and_its_parent_name_each_other(client):
    load("review_with_its_parent")
    assert "/inspections/testshire-2018/" in client.get(PAGE).content.decode()
    assert PAGE in client.get("/inspections/testshire-2018/").content.decode()
    force = client.get("/forces/testshire/").content.decode()
    assert PAGE in force
    assert "/inspections/testshire-2018/" in force


def test_an_earlier_edition_has_its_own_page_and_is_in_no_register(client):
    load("corrected_edition")
    old = f"{PAGE}editions/1/"
    assert "18" in said(client, old)
    assert old in client.get(PAGE).content.decode()
    found = rows(client, f"/case-grades.csv?inspection={report_forms.SLUG}&grade=inadequate")
    assert [(row["edition"], row["cases"]) for row in found] == [("2", "8")]
