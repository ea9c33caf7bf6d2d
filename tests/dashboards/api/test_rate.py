"""A client that asks too often is told so, and when it may ask again; it cannot hide behind a header."""

import pytest
from django.core.cache import caches

from dashboards import rates

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/themes/?size=25"


@pytest.fixture(autouse=True)
def _three_an_hour(settings, monkeypatch):
    settings.API_RATE = 3
    monkeypatch.setattr(rates.time, "time", lambda: 7_200_000 + 1_000.5)


def test_every_answer_says_where_the_client_stands(client):
    for left in (2, 1, 0):
        answer = client.get(ADDRESS)
        assert answer.status_code == 200
        assert answer.headers["RateLimit-Remaining"] == str(left)
    assert answer.headers["RateLimit-Policy"] == "3;w=3600"
    assert answer.headers["RateLimit-Limit"] == "3"
    assert answer.headers["RateLimit-Reset"] == "2600"


def test_beyond_the_limit_the_client_is_told_to_wait(client):
    for _ in range(3):
        client.get(ADDRESS)
    answer = client.get(ADDRESS)
    assert answer.status_code == 429
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Retry-After"] == answer.headers["RateLimit-Reset"] == "2600"
    assert answer.headers["RateLimit-Remaining"] == "0"
    assert client.get("/themes/").status_code == 200


def test_the_next_hour_begins_anew(client, monkeypatch):
    for _ in range(4):
        client.get(ADDRESS)
    monkeypatch.setattr(rates.time, "time", lambda: 7_200_000 + 3_600.0)
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.headers["RateLimit-Reset"]) == (200, "3600")


def test_refusals_and_unchanged_answers_count_too(client):
    tag = client.get(ADDRESS).headers["ETag"]
    assert client.get(ADDRESS, headers={"If-None-Match": tag}).headers["RateLimit-Remaining"] == "1"
    assert client.get("/api/v1/themes/?colour=red").headers["RateLimit-Remaining"] == "0"


def test_clients_are_counted_apart(client):
    for _ in range(4):
        client.get(ADDRESS)
    assert client.get(ADDRESS, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_made_up_header_is_no_other_client(client):
    for place in range(3):
        client.get(ADDRESS, headers={"X-Forwarded-For": f"192.0.2.{place}"})
    assert client.get(ADDRESS, headers={"X-Forwarded-For": "192.0.2.99"}).status_code == 429


def test_a_count_that_was_crowded_out_begins_anew(client, monkeypatch):
    monkeypatch.setattr(caches["rates"], "add", lambda *given: None)
    assert client.get(ADDRESS).headers["RateLimit-Remaining"] == "2"


def test_addresses_of_clients_are_not_kept(client):
    client.get(ADDRESS, REMOTE_ADDR="192.0.2.7")
    assert all("192.0.2.7" not in key for key in caches["rates"]._cache)
