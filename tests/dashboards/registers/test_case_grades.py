"""The register that everything else is made of, checked against the printed totals."""

import csv
import io

import pytest

from tests import synthetic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keeping")]
COLUMNS = [
    "force",
    "inspection",
    "kind",
    "framework",
    "inspected_from",
    "inspected_to",
    "published",
    "published_precision",
    "assessor",
    "sample",
    "area",
    "scale",
    "grade",
    "grade_to",
    "cases",
    "of",
    "printed",
    "share",
    "share_low",
    "share_high",
    "source",
    "id",
    "link",
    "edition",
    "ons_code",
]


def rows(client, query=""):
    response = client.get(f"/case-grades.csv{query}")
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


def test_columns_are_the_contract(client):
    assert list(rows(client)[0]) == COLUMNS


def test_force_and_area_select_three_rows(client):
    found = rows(client, "?force=dorset&area=missing-children")
    assert [(row["grade"], row["cases"], row["of"]) for row in found] == [
        ("good", "1", "7"),
        ("requires-improvement", "3", "7"),
        ("inadequate", "3", "7"),
    ]
    assert found[0]["share"] == "0.1429"
    assert found[0]["ons_code"] == "E23000039"
    assert found[0]["published"] == "2021-08-26"


def test_whole_sample_selects_rows_without_area(client):
    found = rows(client, "?inspection=dorset-2021&area=whole-sample")
    assert {row["area"] for row in found} == {""}
    assert {(row["assessor"], row["sample"]) for row in found} == {
        ("force", "joint"),
        ("hmicfrs", "joint"),
        ("hmicfrs", "additional"),
        ("hmicfrs", "all"),
    }


def test_repeated_parameter_means_or(client):
    one = rows(client, "?force=dorset&area=missing-children")
    other = rows(client, "?force=dorset&area=police-custody")
    assert len(rows(client, "?force=dorset&area=missing-children&area=police-custody")) == len(one) + len(other)
    both = rows(client, "?inspection=dorset-2021&area=missing-children&area=whole-sample")
    assert {row["area"] for row in both} == {"missing-children", ""}


def test_empty_value_is_no_filter(client):
    assert rows(client, "?force=&area=") == rows(client)


def test_printed_zero_is_a_row(client):
    found = rows(client, "?inspection=dorset-2021&assessor=force&sample=joint&grade=inadequate")
    assert [(row["cases"], row["of"], row["share"]) for row in found] == [("0", "33", "0.0")]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("?forse=dorset", "forse"),
        ("?force=dorst", "dorst"),
        ("?force=dorset&force=nowhere", "nowhere"),
        ("?area=nowhere", "nowhere"),
        ("?year=1066", "1066"),
        ("?year=x", "x"),
        ("?sort=colour", "colour"),
        ("?columns=colour", "colour"),
        ("?page=0", "“0”"),
        ("?page=-1", "“-1”"),
        ("?page=٣", "٣"),
        ("?page=9999", "9999"),
        ("?size=7", "“7”"),
        ("?size=1000000", "1000000"),
        (f"?force={'a' * 5000}", f"“{'a' * 80}…” is no value"),
        (f"?q=kent&q={'a' * 201}", f'<p class="lead">“{"a" * 80}…” is no value of “q”: at most 200 characters'),
        ("?q=%00", "“\N{REPLACEMENT CHARACTER}” is no value of “q”: no text holds such a character."),
    ],
)
def test_anything_unknown_is_refused_by_name(client, query, named):
    answer = client.get(f"/case-grades/{query}")
    assert answer.status_code == 400
    assert named in answer.content.decode()


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_files_refuse_what_the_page_refuses(client, ending):
    answer = client.get(f"/case-grades.{ending}?force=dorst")
    assert answer.status_code == 400
    assert (answer.headers["Content-Type"] == "application/problem+json") == (ending == "json")
    assert client.get(f"/case-grades.{ending}?colour=red").status_code == 400


def test_every_problem_is_named_at_once(client):
    text = client.get("/case-grades/?forse=a&area=b&sort=c").content.decode()
    assert all(word in text for word in ("forse", "“b”", "“c”"))


def test_unknown_file_format_is_not_found(client):
    assert client.get("/case-grades.pdf").status_code == 404


def test_lumped_grades_and_a_missing_grade_have_honest_shares(client):
    lumped = synthetic.audit("hmicfrs", "all", {"good": 4, "requires-improvement..inadequate": 8})
    synthetic.load(synthetic.document(case_audits=[lumped]))
    found = rows(client, "?inspection=testshire-2020")
    assert [(row["grade"], row["grade_to"], row["cases"], row["of"]) for row in found] == [
        ("good", "", "4", "12"),
        ("requires-improvement", "inadequate", "8", "12"),
    ]
    partial = synthetic.audit("hmicfrs", "all", synthetic.grades(4, None, 1))
    synthetic.load(synthetic.document("testshire-2021", case_audits=[partial]))
    assert [(row["of"], row["share"]) for row in rows(client, "?inspection=testshire-2021")] == [("", ""), ("", "")]


def test_sort_is_stable_and_page_keeps_it(client):
    text = client.get("/case-grades/?sort=-cases&size=25").content.decode()
    assert 'aria-sort="descending"' in text
    assert "sort=-cases" in text
    assert "page=2" in text


def test_columns_can_be_chosen(client):
    response = client.get("/case-grades.csv?columns=grade,cases&inspection=dorset-2021&area=police-custody")
    found = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert list(found[0]) == ["grade", "cases", "id", "link", "edition", "ons_code"]


def test_a_source_that_is_an_address_alone_is_named_on_the_page_and_whole_in_files(client):
    query = "?inspection=dorset-2022-review"
    page = client.get(f"/case-grades/{query}").content.decode()
    assert page.count(">the published web page</a></td>") == 3
    assert [row["source"][:8] for row in rows(client, query)] == ["https://"] * 3
