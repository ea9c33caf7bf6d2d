"""What every page is defended by: names of hosts, tokens of forms, sessions, addresses that tell nothing."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings, strategies

from tests import synthetic
from tests.people import PASSWORD, client_of, somebody
from tests.project.test_matrix import ADDRESSES

pytestmark = pytest.mark.django_db
TELLING = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy")


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host"])
def test_a_name_that_is_not_ours_gets_into_no_answer(client, header):
    response = client.get("/data/", headers={header: "elsewhere.example"})
    assert b"elsewhere.example" not in response.content
    assert response.status_code == (400 if header == "Host" else 200)
    assert all(response.headers[name] for name in TELLING)


def test_https_is_asked_for_and_remembered(client, settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    assert client.get("/about/").headers["Location"] == "https://testserver/about/"
    told = client.get("/about/", secure=True).headers["Strict-Transport-Security"]
    assert told == "max-age=31536000; includeSubDomains; preload"


def test_a_session_that_was_there_before_signing_in_is_not_the_one_after(client, settings):
    """Whoever planted a session into somebody's browser does not come in with them."""
    person = somebody("editor")
    person.set_password(PASSWORD)
    person.save()
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted = session.session_key
    signed_in = client.post("/sign-in/", {"username": "editor", "password": PASSWORD})
    assert signed_in.status_code == 302
    cookie = signed_in.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie.value not in ("", planted)
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert thief.get("/entry/").status_code == 302


def test_no_address_takes_a_form_without_its_token():
    """Every address that there is, by somebody with every role; what only reads may say so instead."""
    client = client_of(
        somebody("editor", "publisher", "analyst", "administrator", name="all"), enforce_csrf_checks=True
    )
    refused = set()
    for name, address, view in ADDRESSES:
        status = client.post(address, {"text": "An invented text."}).status_code
        assert status == 403 or (status == 405 and getattr(view, "csrf_exempt", False)), (address, status)
        refused |= {name} if status == 403 else set()
    assert {"sign-in", "error-report", "entry-upload", "reading-list", "view-new", "draft-tasks"} <= refused
    assert client.post("/admin/login/", {}).status_code == 403


def test_a_draft_cannot_be_told_from_what_is_not_there(client):
    """Neither by the answer nor by the work it makes: as many queries, and the same page."""
    synthetic.testshire()
    synthetic.load_as_draft(synthetic.whole())
    for rest in ("", "editions/1/", "findings/first/", "report-an-error/"):
        answers = []
        for slug in ("testshire-2020", "nowhere-in-2020"):
            with CaptureQueriesContext(connection) as queries:
                response = client.get(f"/inspections/{slug}/{rest}")
            answers.append((response.status_code, len(queries), response.content.replace(slug.encode(), b"")))
        assert answers[0] == answers[1], rest
        assert answers[0][0] == 404


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=strategies.sampled_from(("q", "force", "area", "theme", "sort", "columns", "size", "page")),
    value=strategies.text(max_size=30)
    | strategies.sampled_from(("' OR 1=1 --", '"; DROP TABLE x', "%27", "\0", "NEAR(", "*")),
)
def test_a_value_of_a_parameter_is_answered_or_refused(client, name, value):
    client.raise_request_exception = False
    assert client.get("/findings/", {name: value}).status_code in (200, 400)
    assert client.get("/search/", {name: value}).status_code in (200, 400)
