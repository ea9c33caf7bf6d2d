"""Every address of the contract answers, nobody's draft shows anywhere, and nothing broken stays quiet."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection
from django.urls import get_resolver, resolve

from tests import synthetic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keeping")]
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
PUBLIC = (
    "/",
    "/?measure=shift",
    "/?measure=recommendations",
    "/feed.atom",
    "/forces/",
    "/forces/dorset/",
    "/forces/kent/",
    "/forces/cumbria/",
    "/inspections/",
    "/inspections/dorset-2021/",
    "/inspections/kent-2019/",
    "/inspections/dorset-2022-review/",
    "/inspections/dorset-2021/editions/1/",
    "/self-assessment/",
    "/self-assessment.csv",
    "/areas/",
    "/areas/missing-children/",
    "/funnel/",
    "/funnel/?grade=good",
    "/compare/",
    "/compare/?force=dorset&force=kent",
    "/themes/",
    "/themes/appropriate-adults/",
    "/themes.csv",
    "/calendar.ics",
    "/calendar.ics?force=dorset&force=kent",
    "/recommendations/board/",
    "/recommendations/board/?by=state&force=kent",
    "/shortlist/",
    "/shortlist/?item=dorset-2021/recommendations/rec-investigations&item=kent-2019/findings/nothing",
    "/theme-matrix/",
    "/theme-matrix/?force=dorset&group=children",
    "/concerns/",
    "/concerns/?force=kent",
    "/findings/?answered=no",
    "/recommendations/",
    "/recommendations.csv",
    "/recommendations.json",
    "/findings/",
    "/findings.csv",
    "/findings.json",
    "/illustrations/",
    "/illustrations.csv",
    "/figures/",
    "/figures.csv",
    "/inspections.csv",
    "/inspections.json",
    "/forces.csv",
    "/forces.json",
    "/forces/?sort=name",
    "/case-grades/",
    "/case-grades.csv",
    "/case-grades.json",
    "/case-grades.csv/about",
    "/search/",
    "/search/?q=appropriate",
    "/glossary/",
    "/about/",
    "/components/",
    "/methods/",
    "/numbers/",
    "/data/",
    "/api/v1/",
    "/api/v1/schema/",
    "/api/v1/case-grades/",
    "/livez",
    "/healthz",
)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_answer(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", PUBLIC)
def test_reading_needs_no_cookie_and_headers_are_strict(client, address):
    response = client.get(address)
    assert not response.cookies
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]


@pytest.mark.parametrize("address", [address for address in PUBLIC if address not in ("/livez", "/healthz")])
def test_public_addresses_refuse_to_be_written_to(client, address):
    assert client.post(address).status_code == 405


def test_every_named_address_is_covered():
    """A new page is added to the list above, or it has a test of its own that is named here."""
    own_tests = {
        "package-file",
        *("metrics", "sign-in", "sign-out", "own-link", "item-detail", "edition-item-detail"),
        *("view-list", "view-new", "saved-view", "view-edit", "view-delete"),
        *("token-list", "token-revoke"),
        *("error-report", "error-report-thanks"),
        *(
            "case-list",
            "case-look-up",
            "case-about",
            "case-list-export",
            "case-summary",
            "case-release",
            "case-withdraw",
        ),
    }
    named = {pattern.name for pattern in get_resolver("dashboards.urls").url_patterns if getattr(pattern, "name", None)}
    listed = {resolve(address.split("?")[0]).url_name for address in PUBLIC}
    assert named - own_tests <= listed


def test_a_draft_changes_not_one_byte(client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)  # exports say when they were made
    synthetic.testshire()  # the invented force is reference data, and public: it is there before and after
    before = {address: body(client.get(address)) for address in PUBLIC}
    draft = synthetic.document(
        inspection={"force": "dorset"},
        case_audits=[
            synthetic.audit("force", "joint", synthetic.grades(1, 2, 3)),
            synthetic.audit("hmicfrs", "joint", synthetic.grades(3, 2, 1)),
            synthetic.audit("hmicfrs", "all", synthetic.grades(3, 2, 1)),
            synthetic.audit("hmicfrs", "all", synthetic.grades(3, 2, 1), area="missing-children"),
        ],
        findings=[synthetic.finding("secret", themes=["appropriate-adults"], areas=["missing-children"])],
        recommendations=[synthetic.recommendation("secret", themes=["appropriate-adults"])],
    )
    synthetic.load_as_draft(draft)
    assert {address: body(client.get(address)) for address in PUBLIC} == before
    assert client.get("/inspections/testshire-2020/").status_code == 404
    assert client.get("/inspections/testshire-2020/editions/1/").status_code == 404
    assert client.get("/inspections/testshire-2020/findings/secret/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/forces/nowhere/",
        "/inspections/nowhere/",
        "/inspections/dorset-2021/editions/9/",
        "/inspections/dorset-2021/findings/nothing/",
        "/areas/nowhere/",
        "/themes/nothing/",
        "/nothing/",
    ],
)
def test_what_is_not_there_is_404_with_a_page_of_ours(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "Child Protection Inspection Findings" in response.content.decode()


def test_health_tells_a_database_that_does_not_answer(client, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", broken)
    assert client.get("/livez").status_code == 200
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"


def test_healthz_is_json(client):
    assert client.get("/healthz").json()["status"] == "ok"


def test_titles_and_addresses_hold_no_case_text(client):
    text = client.get("/illustrations/").content.decode()
    title = text.split("<title>")[1].split("</title>")[0]
    assert title.startswith("Illustrations")
