"""Single cases for programs: with the right, by session or token; for everybody else there is no such address."""

import json

import pytest

from inspections.models import Inspection
from inspections.roles import ROLES, VIEW_CASES
from inspections.tokens import make_token, revoke_token
from tests import cases
from tests.people import client_of, somebody
from tests.project.test_addresses import body

pytestmark = pytest.mark.django_db
ADDRESS, NOWHERE = "/api/v1/cases/", "/api/v1/nowhere/"
CHANGING = {"X-Request-ID", "RateLimit-Remaining", "RateLimit-Reset"}
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")


@pytest.fixture
def loaded(tmp_path):
    return cases.loaded(tmp_path, list(cases.rows(120)), Inspection.objects.get(slug="dorset-2021"))


def bearer(person, name="script"):
    return {"Authorization": f"Bearer {make_token(name, days=None, by=person)[1]}"}


def comparable(answer):
    headers = {name: value for name, value in answer.headers.items() if name not in CHANGING}
    return answer.status_code, headers, answer.content


def assert_alike(client, **options):
    """Byte for byte and header for header as where there is nothing, whatever is asked and by which method."""
    for query in ("", "?area=nowhere", "?size=25"):
        for method in METHODS:
            here, there = (getattr(client, method)(address + query, **options) for address in (ADDRESS, NOWHERE))
            assert comparable(here) == comparable(there), (method, query)
            assert here.status_code in (404, 405)


@pytest.mark.parametrize("reading", ["public", "signed-in"])
def test_without_the_right_there_is_no_such_address(client, loaded, settings, reading):
    settings.READING = reading
    if reading == "public":
        assert_alike(client)
        assert_alike(client, HTTP_COOKIE="sessionid=forged")
    for role in ROLES:
        if VIEW_CASES not in role.permissions:
            person = somebody(role.name)
            assert_alike(client_of(person))
            for method in ("get", "head"):
                told = [
                    getattr(client, method)(where, headers=bearer(person, where + method))
                    for where in (ADDRESS, NOWHERE)
                ]
                assert comparable(told[0]) == comparable(told[1])
                assert told[0].status_code == 404


def test_a_dead_token_is_told_so_wherever_it_is_sent(client, loaded, settings):
    ann = somebody("analyst")
    token, secret = make_token("one", days=None, by=ann)
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get(ADDRESS, headers=headers).status_code == 200
    revoke_token(token, by=ann)
    told = [client.get(address, headers=headers) for address in (ADDRESS, NOWHERE, "/cases.csv", "/findings.csv")]
    assert {(answer.status_code, answer.content) for answer in told} == {(401, told[0].content)}
    settings.API_RATE = 1
    answer = client.get(ADDRESS, headers=headers)
    assert (answer.status_code, answer.headers["RateLimit-Remaining"]) == (429, "0")


def test_all_pages_together_are_the_file_and_fields_choose_columns(client, loaded):
    headers = bearer(somebody("analyst"))
    address, found = f"{ADDRESS}?size=25&sample=joint&fields=id,reference,hmicfrs_grade", []
    while address:
        answer = client.get(address, headers=headers)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "ETag" not in answer.headers
        assert answer.headers["RateLimit-Limit"]
        page = answer.json()
        assert set(page["rows"][0]) == {"id", "reference", "hmicfrs_grade"} == {one["name"] for one in page["columns"]}
        found += page["rows"]
        address = page["next"]
    assert page["count"] == len(found) > 25
    assert page["previous"]
    with_file = client.get("/cases.json?sample=joint", headers=headers)
    rows = [{name: row[name] for name in found[0]} for row in json.loads(body(with_file))["rows"]]
    assert rows == found


def test_everything_that_is_wrong_is_named_at_once(client, loaded):
    answer = client.get(f"{ADDRESS}?area=nowhere&colour=red&fields=referenze", headers=bearer(somebody("analyst")))
    assert answer.status_code == 400
    text = " ".join(answer.json()["sentences"])
    assert all(word in text for word in ("nowhere", "colour", "referenze", "reference"))


def test_a_session_with_the_right_reads_as_well_and_nothing_is_described(loaded):
    client = client_of(somebody("analyst"))
    assert client.get(ADDRESS).json()["count"] == 120
    assert b"/api/v1/cases" not in client.get("/api/v1/schema/").content
    assert b"cases/" not in client.get("/api/v1/", headers={"Accept": "application/json"}).content
