"""What holds for every register: pages, files, order, refusals, queries, and the same rows everywhere."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from dashboards.registers.catalogue import REGISTERS
from dashboards.registers.files import safe
from dashboards.registers.query import RegisterQuery
from tests import synthetic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keeping")]
EVERY = pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.name)
CONTRACT = {
    "recommendations": "force inspection number chapter timescale due due_precision state areas themes text parts "
    "wording source",
    "findings": "force inspection chapter areas kind polarity themes summary wording source",
    "illustrations": "force inspection chapter areas kind polarity themes summary wording source labelled",
    "figures": "force inspection chapter figure value value_to unit qualifier as_of source",
}


def file_of(client, register, ending, query=""):
    response = client.get(f"/{register.name}.{ending}{query}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)


@EVERY
def test_page_answers_and_names_every_download(client, register):
    text = client.get(f"/{register.name}/").content.decode()
    assert register.title in text
    assert all(f"/{register.name}.{ending}" in text for ending in ("csv", "json", "xlsx"))


@EVERY
def test_csv_json_and_workbook_hold_the_same_rows(client, register):
    read = list(csv.reader(io.StringIO(file_of(client, register, "csv").decode())))
    whole = json.loads(file_of(client, register, "json"))
    sheet = load_workbook(io.BytesIO(file_of(client, register, "xlsx")), read_only=True)[register.title]
    cells = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert len(read) == len(whole["rows"]) + 1 == len(cells)
    assert read[0] == cells[0] == list(whole["rows"][0])
    links = [row["link"] for row in whole["rows"]]
    place = read[0].index("link")
    assert [row[place] for row in read[1:]] == links
    assert [row[place] for row in cells[1:]] == links


@EVERY
def test_workbook_explains_itself(client, register):
    sheet = load_workbook(io.BytesIO(file_of(client, register, "xlsx")), read_only=True)["About"]
    said = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row and row[0]}
    assert said["filters"] == "none"
    assert all(said[name] for name in [*register.columns(), "id", "link", "edition", "ons_code"])


@EVERY
def test_every_row_carries_its_identity(client, register):
    rows = json.loads(file_of(client, register, "json"))["rows"]
    assert all({"id", "link", "edition", "ons_code"} <= set(row) for row in rows)


@pytest.mark.parametrize(("name", "columns"), CONTRACT.items())
def test_columns_are_the_contract(client, name, columns):
    response = client.get(f"/{name}.csv")
    head = b"".join(response.streaming_content).decode().splitlines()[0].split(",")
    assert head == [*columns.split(), "id", "link", "edition", "ons_code"]


@EVERY
def test_every_column_sorts_both_ways(client, register):
    for name, column in register.table.base_columns.items():
        if column.orderable is not False:
            assert client.get(f"/{register.name}/?sort={name}").status_code == 200
            assert client.get(f"/{register.name}/?sort=-{name}").status_code == 200


@EVERY
def test_every_filter_takes_each_of_its_values(client, register):
    filterset = register.filterset({}, queryset=register.queryset())
    for name in register.filterset.base_filters:
        for value in filterset.known_values(name)[:3]:
            assert client.get(f"/{register.name}/", {name: value}).status_code == 200


@EVERY
def test_filters_choose_the_same_rows_on_page_and_in_file(client, register):
    if "force" not in register.filterset.base_filters:
        return
    page = client.get(f"/{register.name}/?force=dorset&size=200")
    rows = json.loads(file_of(client, register, "json", "?force=dorset"))["rows"]
    assert page.context["page"].paginator.count == len(rows)


@EVERY
def test_order_ends_in_the_key(register, rf):
    query = RegisterQuery(register, rf.get("/").GET)
    assert query.rows().query.order_by[-1].removeprefix("-") in ("pk", "order")


@EVERY
def test_number_of_queries_does_not_grow_with_rows(client, register):
    address = f"/{register.name}/?size=200"
    synthetic.load(many(1))
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    synthetic.load(many(8, "testshire-2021"))
    with CaptureQueriesContext(connection) as more:
        client.get(address)
    assert len(more) == len(few)


def many(number, slug="testshire-2020"):
    """An invented inspection with so many rows of everything."""
    samples = ("joint", "additional", "all")
    counts = [synthetic.audit("hmicfrs", sample, synthetic.grades(1, 2, 3)) for sample in samples]
    return synthetic.document(
        slug,
        case_audits=counts[: max(1, number // 2)],
        findings=[synthetic.finding(f"finding-{place}", areas=["section-47"]) for place in range(number)],
        recommendations=[
            synthetic.recommendation(f"ask-{place}", place + 1, parts=[{"key": "a", "text": "Invented."}])
            for place in range(number)
        ],
        figures=[
            {
                "key": f"figure-{place}",
                "chapter": "context",
                "figure": "An invented number",
                "value": place,
                "unit": "things",
                "as_printed": str(place),
                "locator": {"line": 1},
            }
            for place in range(number)
        ],
    )


def test_a_draft_is_in_no_register(client):
    before = {register.name: file_of(client, register, "csv") for register in REGISTERS}
    synthetic.load(many(3), as_draft=True)
    assert {register.name: file_of(client, register, "csv") for register in REGISTERS} == before
    assert client.get("/findings/?inspection=testshire-2020").status_code == 400


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_formulas_are_escaped_in_files(client, start):
    assert safe(f"{start}1+1") == f"'{start}1+1"
    # A document strips white space around texts, so a leading tab never even arrives.
    summary = f"{start}HYPERLINK(1)"
    synthetic.load(synthetic.document(findings=[synthetic.finding("formula", summary=summary)]))
    text = b"".join(client.get("/findings.csv?inspection=testshire-2020").streaming_content).decode()
    row = next(csv.DictReader(io.StringIO(text)))
    assert row["summary"] == (f"'{summary}" if start.strip() else summary.strip())


def test_numbers_are_not_escaped():
    assert safe(-5) == -5
    assert safe(None) is None


def test_commas_quotes_and_lines_survive(client):
    summary = 'One, "two"\nthree – ünïcode'
    synthetic.load(synthetic.document(findings=[synthetic.finding("odd", summary=summary)]))
    raw = b"".join(client.get("/findings.csv?inspection=testshire-2020").streaming_content)
    assert b"\r\n" in raw
    assert next(csv.DictReader(io.StringIO(raw.decode(), newline="")))["summary"] == summary


def test_words_must_all_occur(client):
    synthetic.load(
        synthetic.document(
            findings=[synthetic.finding("one", summary="Zebra crossing"), synthetic.finding("two", summary="Zebra")]
        )
    )
    assert client.get("/findings/?q=zebra").context["page"].paginator.count == 2
    assert client.get("/findings/?q=ZEBRA+crossing").context["page"].paginator.count == 1


def test_words_given_again_mean_or_as_every_filter_does(client):
    """The sentence says what was looked for, and the form keeps it."""
    answer = client.get("/case-grades/?q=kent+custody&q=dorset+missing&sample=all")
    assert answer.context["said"] == "6 rows with words “kent custody” or “dorset missing”; sample All cases."
    assert answer.content.decode().count('name="q" value="') == 2 + 1  # the head of the page has a search of its own


def test_nothing_found_offers_a_way_on(client):
    text = client.get("/findings/?q=xyzzyxyzzy").content.decode()
    assert "Show all findings" in text


def test_recommendations_say_when_and_what_became_of_them(client):
    rows = json.loads(b"".join(client.get("/recommendations.json?force=dorset").streaming_content))["rows"]
    assert [(row["number"], row["timescale"], row["due"], row["due_precision"]) for row in rows][:2] == [
        (1, "immediately", None, ""),
        (2, "three-months", "2021-11-26", "day"),
    ]
    assert {row["state"] for row in rows} == {"not-known"}
    kent = json.loads(b"".join(client.get("/recommendations.json?force=kent").streaming_content))["rows"]
    assert {(row["due"], row["due_precision"]) for row in kent} == {(None, ""), ("2019-12-30", "month")}
    assert client.get("/recommendations/?state=not-known&force=dorset").context["page"].paginator.count == 8
    assert client.get("/recommendations/?state=met").context["page"].paginator.count == 0


def test_workbook_too_large_points_to_csv(client, monkeypatch):
    monkeypatch.setattr("dashboards.registers.files.WORKBOOK_LIMIT", 1)
    answer = client.get("/findings.xlsx")
    assert answer.status_code == 400
    assert "CSV" in answer.content.decode()
