"""Errors are problem details: every sentence of a refusal, the same as on the page, and nothing from inside."""

import pytest
from django.utils.html import escape

from dashboards.api.problems import BROKEN
from dashboards.registers.findings import FindingRegister

pytestmark = pytest.mark.django_db


def problem(answer, status):
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    content = answer.json()
    assert set(content) == {"type", "title", "status", "detail", "sentences"}
    assert content["status"] == status
    assert content["detail"] == " ".join(content["sentences"])
    assert not answer.cookies
    return content


@pytest.mark.parametrize(
    "query",
    [
        "?forse=dorset",
        "?force=dorst",
        "?force=dorset&force=nowhere",
        "?area=nowhere",
        "?sort=colour",
        "?columns=colour",
        "?page=0",
        "?page=9999",
        "?size=7",
        "?q=%00",
        "?polarity=STRENGTH",
        "?forse=a&area=b&sort=c",
        "?format=xml",
    ],
)
def test_what_the_page_refuses_is_refused_in_the_same_sentences(client, query):
    page = client.get(f"/findings/{query}")
    assert page.status_code == 400
    sentences = [text.split("</p>")[0] for text in page.content.decode().split('<p class="lead">')[1:]]
    refused = problem(client.get(f"/api/v1/findings/{query}"), 400)["sentences"]
    assert [escape(sentence) for sentence in refused] == sentences


def test_unknown_fields_are_named_with_everything_else(client):
    refused = problem(client.get("/api/v1/findings/?fields=summry,link&forse=a"), 400)["sentences"]
    assert refused[0].startswith("“summry” is no field of this register. Did you mean summary")
    assert "forse" in refused[1]


def test_fields_and_columns_exclude_each_other(client):
    refused = problem(client.get("/api/v1/findings/?fields=summary&columns=force"), 400)["sentences"]
    assert refused == ["“fields” and “columns” both choose columns: give one of them."]


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/schema/"])
def test_addresses_without_parameters_refuse_them(client, address):
    assert "colour" in problem(client.get(f"{address}?colour=red"), 400)["detail"]


@pytest.mark.parametrize("address", ["/api/v1/nothing/", "/api/v2/findings/", "/api/v1/findings/1/"])
def test_nothing_there_is_a_problem_too(client, address):
    problem(client.get(address), 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/schema/", "/api/v1/findings/"])
def test_nothing_can_be_written(client, method, address):
    answer = getattr(client, method)(address)
    problem(answer, 405)
    assert answer.headers["Allow"] == "GET, HEAD"


def test_a_form_that_does_not_exist_is_refused(client):
    problem(client.get("/api/v1/findings/", headers={"Accept": "text/csv"}), 406)


def test_a_page_that_does_not_exist_ignores_the_form_asked_for(client):
    problem(client.get("/api/v1/nothing/", headers={"Accept": "text/html,*/*;q=0.8"}), 404)


def test_what_breaks_inside_stays_inside(client, monkeypatch, caplog):
    def broken(obj):
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr(FindingRegister, "row", broken)
    client.raise_request_exception = False
    answer = client.get("/api/v1/findings/")
    assert problem(answer, 500)["sentences"] == [BROKEN]
    assert "secret" not in answer.content.decode()
    assert "a secret of the house" in caplog.text
    client.raise_request_exception = True
    with pytest.raises(RuntimeError):
        client.get("/api/v1/findings/")


def test_too_many_parameters_are_a_problem(client):
    problem(client.get("/api/v1/findings/?" + "&".join("force=dorset" for _ in range(1_100))), 400)
