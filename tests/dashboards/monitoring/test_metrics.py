"""Counts for those who carry the token; for others there is no such address."""

import pytest

pytestmark = pytest.mark.django_db
TOKEN = "invented-token-for-tests-only"


def test_without_a_token_there_is_nothing(client):
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong", TOKEN, f"bearer {TOKEN}", f"Bearer {TOKEN} "])
def test_without_the_right_token_it_looks_missing(client, settings, given):
    settings.METRICS_TOKEN = TOKEN
    response = client.get("/metrics", headers={"Authorization": given})
    missing = client.get("/nowhere", headers={"Authorization": given})
    assert response.status_code == 404
    assert response.content.replace(b"/metrics", b"") == missing.content.replace(b"/nowhere", b"")


def test_with_the_token_requests_are_counted(client, settings):
    settings.METRICS_TOKEN = TOKEN
    client.get("/glossary/")
    response = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    text = response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
    assert 'findings_requests_total{method="GET",status="200",view="glossary"}' in text
    assert 'findings_request_seconds_bucket{le="0.05",view="glossary"}' in text
    assert client.post("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 405


def test_health_names_release_and_data(client):
    told = client.get("/healthz").json()
    assert told["release"]
    assert f"data <code>{told['data_version']}</code>" in client.get("/about/").content.decode()
