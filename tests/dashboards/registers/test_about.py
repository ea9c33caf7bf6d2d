"""What a file says of itself: the same in workbook, JSON, API and beside a CSV file."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from dashboards.api.resources import RESOURCES, address_of
from dashboards.registers.base import IDENTITY
from findings.data_version.current import data_version
from inspections.models import Inspection

pytestmark = pytest.mark.django_db
EVERY = pytest.mark.parametrize("register", RESOURCES, ids=lambda register: register.name)
FILTER = "?force=dorset"
DORSET = "Dorset Police: child protection inspection, 2021; published 26 August 2021; edition 1 here; https://"


def body(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def beside_csv(client, register, query=""):
    lines = list(csv.reader(io.StringIO(body(client, f"/{register.name}.csv/about{query}").decode(), newline="")))
    assert lines[0] == ["what", "text"]
    return lines[1:]


@EVERY
def test_json_file_is_the_answer_of_the_api(client, register):
    file = json.loads(body(client, f"/{register.name}.json{FILTER}"))
    api = client.get(f"{address_of(register)}{FILTER}&size=200").json()
    assert list(file) == list(api)
    differing = {"address", "made_at", "size"}
    assert {name: file[name] for name in file if name not in differing} == {
        name: api[name] for name in api if name not in differing
    }
    assert file["size"] == file["count"] == len(file["rows"])
    assert file["filters"] == {"force": ["dorset"]}
    assert file["data_version"] == data_version()
    assert [column["name"] for column in file["columns"]] == list(file["rows"][0])
    assert all(column["meaning"] for column in file["columns"])
    assert file["notice"]


@EVERY
def test_the_file_beside_a_csv_file_says_what_the_workbook_says(client, register):
    sheet = load_workbook(io.BytesIO(body(client, f"/{register.name}.xlsx{FILTER}")), read_only=True)["About"]
    in_workbook = [[str(cell) for cell in row[:2]] for row in sheet.iter_rows(values_only=True)]
    beside = beside_csv(client, register, FILTER)
    assert ["address", f"http://testserver/{register.name}.xlsx{FILTER}"] in in_workbook
    assert ["address", f"http://testserver/{register.name}.csv{FILTER}"] in beside
    unlike = ("made at", "address")
    assert [line for line in in_workbook if line[0] not in unlike] == [line for line in beside if line[0] not in unlike]
    said = dict(beside)
    assert said["filters"] == "force: dorset"
    assert said["data version"] == data_version()
    assert set(register.columns()) | set(IDENTITY) <= set(said)
    cited = [text for label, text in beside if label == "source"]
    assert any(text.startswith(DORSET) for text in cited)
    # The counts of a theme are of all reports that speak of it, whatever chose the theme.
    assert register.name == "themes" or not any("Kent" in text for text in cited)


def test_the_file_beside_keeps_columns_and_refusals(client):
    register = RESOURCES[0]
    labels = [label for label, _ in beside_csv(client, register, "?columns=cases,grade")]
    assert labels[-6:] == ["grade", "cases", *IDENTITY]
    assert client.get("/case-grades.csv/about?colour=red").status_code == 400
    assert client.get("/nothing.csv/about").status_code == 404
    assert client.post("/case-grades.csv/about").status_code == 405


def test_a_csv_file_points_to_what_describes_it(client):
    answer = client.get("/case-grades.csv?force=dorset")
    assert answer.headers["Link"] == '</case-grades.csv/about?force=dorset>; rel="describedby"'
    assert 'href="/case-grades.csv/about?force=dorset"' in client.get("/case-grades/?force=dorset").content.decode()


def test_an_answer_names_the_reports_of_its_own_page(client):
    first = client.get("/api/v1/case-grades/?sort=inspection&size=25").json()
    assert [source["inspection"] for source in first["sources"]] == ["dorset-2021"]
    whole = json.loads(body(client, "/case-grades.json"))
    slugs = list(Inspection.objects.published().newest_first().values_list("slug", flat=True))
    assert [source["inspection"] for source in whole["sources"]] == slugs
    assert whole["sources"][-1] == {
        "inspection": "kent-2019",
        "edition": 1,
        "title": "Kent Police: child protection inspection, 2019",
        "published": "2019-09-01",
        "published_precision": "month",
        "report": whole["sources"][-1]["report"],
    }


@pytest.mark.parametrize(
    ("query", "said", "has_panel"),
    [
        ("", "several inspections", False),
        ("?force=dorset&area=missing-children", "Together these rows are the 7 cases of one set", True),
        ("?inspection=dorset-2021&assessor=hmicfrs&sample=all&area=whole-sample", "are the 83 cases of one set", True),
        ("?inspection=kent-2019&assessor=hmicfrs&sample=joint&sample=additional", "are the 77 cases of one set", True),
        ("?inspection=kent-2019&sample=all&assessor=hmicfrs", "The areas are parts of the whole sample", False),
        ("?inspection=kent-2019&sample=joint", "two assessors", False),
        ("?inspection=kent-2019&sample=all&area=whole-sample&grade=good", "A filter by grade leaves out a part", False),
        ("?inspection=dorset-2021&area=police-custody&area=missing-children", "19 cases of the 83", False),
    ],
)
def test_page_and_files_say_whether_rows_may_be_added_up(client, query, said, has_panel):
    page = client.get(f"/case-grades/{query}")
    text = page.content.decode()
    assert said in text
    assert ('id="total"' in text) == has_panel
    remarks = json.loads(body(client, f"/case-grades.json{query}"))["remarks"]
    assert [remark["about"] for remark in remarks] == ["adding up"]
    assert said in remarks[0]["text"]
    assert dict(beside_csv(client, RESOURCES[0], query))["adding up"] == remarks[0]["text"]


def test_all_areas_together_are_the_whole_sample(client):
    areas = [row["area"] for row in json.loads(body(client, "/case-grades.json?inspection=dorset-2021"))["rows"]]
    query = "&".join(f"area={area}" for area in dict.fromkeys(areas) if area)
    panel = client.get(f"/case-grades/?inspection=dorset-2021&{query}").context["total"].panel
    assert panel.title == "83 cases in all"
    assert [row.cells[0].text for row in panel.table.rows] == ["20 of 83", "35 of 83", "28 of 83", "83"]
