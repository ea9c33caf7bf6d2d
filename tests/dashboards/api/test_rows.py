"""The API's rows are the rows of the files: all of them, in order, under the same names, with the same values."""

import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboards.api.resources import RESOURCES, address_of
from dashboards.registers.base import IDENTITY
from dashboards.registers.catalogue import REGISTERS
from tests import synthetic

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
EVERY = pytest.mark.parametrize("register", RESOURCES, ids=lambda register: register.name)


def file_rows(client, register, query=""):
    response = client.get(f"/{register.name}.json{query}")
    assert response.status_code == 200
    return json.loads(b"".join(response.streaming_content))["rows"]


def page_after_page(client, address):
    while address:
        page = client.get(address).json()
        yield page
        address = page["next"]


def api_rows(client, register, query=""):
    return [row for page in page_after_page(client, address_of(register) + query) for row in page["rows"]]


def test_every_register_of_the_catalogue_is_served():
    assert set(REGISTERS) <= set(RESOURCES)
    assert "self-assessment" in {register.name for register in RESOURCES}


@EVERY
def test_all_pages_together_are_the_file(client, register):
    assert api_rows(client, register, "?size=25") == file_rows(client, register)


@EVERY
@pytest.mark.parametrize("query", ["?force=dorset", "?force=dorset&force=kent&columns=force", "?force=&sort=-force"])
def test_filtered_rows_are_the_filtered_file(client, register, query):
    if register.name == "themes":  # their rows have no force to choose or to sort by
        query = "?force=dorset&sort=-findings&columns=theme"
    assert api_rows(client, register, query) == file_rows(client, register, query)


@EVERY
def test_every_column_sorts_as_in_the_file(client, register):
    for name, column in register.table.base_columns.items():
        if column.orderable is not False:
            query = f"?sort=-{name}&size=200"
            assert api_rows(client, register, query) == file_rows(client, register, query), name


@EVERY
def test_counts_are_those_of_the_page(client, register):
    page = client.get(f"{address_of(register)}?size=25").json()
    assert page["count"] == len(file_rows(client, register))
    assert page["pages"] == max(1, -(-page["count"] // 25))
    assert page["previous"] is None
    assert page["notice"] == register.note_on_use


def test_pages_lead_to_each_other_with_the_same_query(client):
    first = client.get("/api/v1/findings/?force=dorset&size=25&sort=polarity&fields=summary,link").json()
    second = client.get(first["next"]).json()
    assert first["next"].startswith("http://testserver/api/v1/findings/?")
    assert "force=dorset" in first["next"]
    assert "page=2" in first["next"]
    assert client.get(second["previous"]).json()["rows"] == first["rows"]
    assert list(second["rows"][0]) == ["summary", "link"]


def test_links_begin_with_the_public_address(client, settings):
    settings.SITE_ADDRESS = "https://findings.example.org"
    page = client.get("/api/v1/findings/").json()
    assert page["next"].startswith("https://findings.example.org/api/v1/findings/?")


def test_fields_are_exactly_those_asked_for(client):
    page = client.get("/api/v1/case-grades/?fields=cases,grade&fields=id").json()
    assert list(page["rows"][0]) == ["grade", "cases", "id"]
    assert list(client.get("/api/v1/case-grades/?fields=").json()["rows"][0])[-4:] == list(IDENTITY)


def test_columns_mean_what_they_mean_in_files(client):
    page = client.get("/api/v1/case-grades/?columns=grade,cases").json()
    assert list(page["rows"][0]) == ["grade", "cases", *IDENTITY]


def test_head_has_the_headers_and_no_rows(client):
    answer = client.head("/api/v1/findings/")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["ETag"]


@EVERY
def test_number_of_queries_does_not_grow_with_rows(client, register):
    address = f"{address_of(register)}?size=200"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for place in range(3):
        synthetic.load(synthetic.everything(f"testshire-20{place + 10}"))
    with CaptureQueriesContext(connection) as more:
        client.get(address)
    assert len(more) <= len(few) + (1 if register.name == "illustrations" else 0)


@EVERY
def test_a_draft_is_not_served(client, register, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)  # an answer says when it was made
    synthetic.testshire()
    before = client.get(f"{address_of(register)}?size=200").content
    synthetic.load(synthetic.everything(), as_draft=True)
    assert client.get(f"{address_of(register)}?size=200").content == before


def test_an_address_without_its_slash_leads_on(client):
    assert client.get("/api/v1/findings?force=dorset").headers["Location"] == "/api/v1/findings/?force=dorset"
