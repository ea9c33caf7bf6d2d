"""The reference page shows what the description says, to people; programs get the index."""

import pytest

from dashboards.api.contract import description
from dashboards.api.resources import RESOURCES, address_of

pytestmark = pytest.mark.django_db
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture
def shown(client):
    answer = client.get("/api/v1/", headers=BROWSER)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert not answer.cookies
    return answer.content.decode()


@pytest.mark.parametrize("accept", ["application/json", "*/*", "application/json, text/html;q=0.5", None])
def test_programs_get_the_index(client, accept):
    answer = client.get("/api/v1/", headers={"Accept": accept} if accept else {})
    assert answer.headers["Content-Type"] == "application/json"
    assert "Accept" in answer.headers["Vary"]
    registers = answer.json()["registers"]
    assert [register["address"] for register in registers] == [
        f"http://testserver{address_of(register)}" for register in RESOURCES
    ]
    assert all(client.get(register["address"]).status_code == 200 for register in registers)
    assert client.get(answer.json()["schema"]).status_code == 200


def test_every_address_parameter_and_column_of_the_description_is_on_the_page(shown):
    for path, methods in description()["paths"].items():
        assert path in shown
        for parameter in methods["get"].get("parameters", ()):
            assert f"<code>{parameter['name']}</code>" in shown
    for name, schema in description()["components"]["schemas"].items():
        if name.endswith("Row"):
            assert all(f"<code>{column}</code>" in shown for column in schema["properties"])


def test_page_says_the_limit_and_that_no_token_is_needed(shown, settings):
    assert f"{settings.API_RATE} requests in an hour" in shown
    assert "No token is needed" in shown


def test_page_reads_kinds_in_words(shown):
    assert "date or null" in shown
    assert "One of: printed, derived." in shown
    assert "Without it: 50." in shown


def test_the_page_asks_only_for_the_version_before_and_after_and_for_invented_data(
    client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3):
        client.get("/api/v1/", headers=BROWSER)
