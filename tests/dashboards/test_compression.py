"""What is the same for everybody is sent compressed; what holds a secret or is somebody's own is not."""

import gzip
import zipfile
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model

pytestmark = pytest.mark.django_db
ACCEPT = {"Accept-Encoding": "gzip, br"}


def encoding(response):
    return response.headers.get("Content-Encoding")


@pytest.mark.parametrize(
    "address",
    ["/", "/inspections/dorset-2021/", "/feed.atom", "/case-grades.csv", "/findings.json", "/api/v1/themes/"],
)
def test_text_for_everybody_is_compressed_and_unchanged(client, address, monkeypatch):
    plain, packed = client.get(address), client.get(address, headers=ACCEPT)
    assert (encoding(plain), encoding(packed)) == (None, "gzip")
    assert all("Accept-Encoding" in response.headers["Vary"] for response in (plain, packed))
    bodies = [
        b"".join(response.streaming_content) if response.streaming else response.content for response in (plain, packed)
    ]
    assert len(bodies[1]) < len(bodies[0])
    told = [body.splitlines()[8:] for body in (bodies[0], gzip.decompress(bodies[1]))]  # a file says when it was made
    assert told[0] == told[1]


def test_a_workbook_is_compressed_once(client):
    response = client.get("/themes.xlsx", headers=ACCEPT)
    assert encoding(response) is None
    assert zipfile.is_zipfile(BytesIO(b"".join(response.streaming_content)))


def test_answers_to_people_with_an_account_are_left_alone(client):
    client.force_login(get_user_model().objects.create_user("someone"))
    response = client.get("/", headers=ACCEPT)
    assert encoding(response) is None
    assert "Accept-Encoding" in response.headers["Vary"]


def test_a_form_with_a_token_is_left_alone(client):
    response = client.get("/admin/login/", headers=ACCEPT)
    assert "csrftoken" in response.cookies
    assert encoding(response) is None
    assert encoding(client.get("/admin/login/", headers=ACCEPT)) is None


def test_an_unchanged_answer_of_the_api_is_known_by_its_weak_tag(client):
    tag = client.get("/api/v1/themes/", headers=ACCEPT).headers["ETag"]
    assert tag.startswith('W/"')
    assert client.get("/api/v1/themes/", headers={**ACCEPT, "If-None-Match": tag}).status_code == 304
