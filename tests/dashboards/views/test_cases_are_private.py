"""No reader without the right learns anything about a case: not from a page, a file, the API, a tag or a header."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.urls import URLPattern, get_resolver

from findings.cases.purge import purge_inspection
from findings.data_version.current import data_version
from findings.data_version.kept_values import forget
from findings.models import AuditedCase, CaseCount, SearchEntry
from inspections.models import Inspection
from tests import cases
from tests.people import client_of, somebody
from tests.project.test_addresses import PUBLIC, body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keeping")]
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
# The clock, the count and the numbers of requests, which differ without any case.
CHANGING = {"Expires", "X-Request-ID", "RateLimit-Remaining", "RateLimit-Reset"}
MORE = (
    "/api/v1/findings/",
    "/api/v1/figures/",
    "/api/v1/self-assessment/",
    "/search/?q=INV-000001",
    "/search/?q=invented",
    "/case-grades.csv?force=dorset",
    "/case-grades.xlsx",
    "/inspections/dorset-2021/figures/cases-referred-back/",
    "/sign-in/",
)
CASES = (
    "/cases/",
    "/cases/?area=nowhere",
    "/cases.csv",
    "/cases.csv/about",
    "/cases.json",
    "/cases.xlsx",
    "/cases.pdf",
    "/cases/dorset-2021/",
    "/cases/kent-2019/",
    "/cases/nowhere/",
)
POSTED = ("/cases/dorset-2021/release/", "/cases/dorset-2021/withdraw/", "/cases/nowhere/release/", "/cases/look-up/")


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)  # exports say when they were made


def load(tmp_path):
    return cases.loaded(tmp_path, list(cases.rows(200)), Inspection.objects.get(slug="dorset-2021"))


def comparable(response):
    """Everything a reader gets, but for forms' tokens, which differ every time."""
    text = body(response)
    if b"csrfmiddlewaretoken" in text:
        head, _, tail = text.partition(b'name="csrfmiddlewaretoken" value="')
        text = head + tail.partition(b'"')[2]
    headers = {name: value for name, value in response.headers.items() if name not in CHANGING}
    return response.status_code, headers, text


def everything(client):
    """Every address there is, with its headers: tags, lengths of what is streamed, places one is sent to.

    What a process keeps is thrown away first: what was made before there were cases would hide what they change.
    """
    forget()
    addresses = (*PUBLIC, *MORE, *CASES)
    found = {address: comparable(client.get(address)) for address in addresses if not address.endswith(".xlsx")}
    return found | {address: client.post(address).status_code for address in POSTED}


def test_cases_change_not_one_byte_for_a_reader_without_an_account(client, tmp_path):
    before, version = everything(client), data_version()
    load(tmp_path)
    assert AuditedCase.objects.exists()
    assert everything(client) == before
    assert data_version() == version
    purge_inspection(Inspection.objects.get(slug="dorset-2021"), by_name="tester")
    assert data_version() == version


def test_nor_for_somebody_with_every_role_but_the_right(tmp_path):
    client = client_of(somebody("reader", "editor", "publisher", "administrator", name="all"))
    before = everything(client)
    load(tmp_path)
    assert everything(client) == before


def test_nobody_signed_in_is_sent_to_sign_in_whatever_the_address(client, tmp_path):
    load(tmp_path)
    for address in CASES:
        response = client.get(address)
        assert response.status_code == 302, address
        assert response.headers["Location"].startswith("/sign-in/?next=/cases"), address
        assert response.headers["Cache-Control"] == "private, no-store"
    for address in POSTED:
        assert client.post(address).status_code == 302


@pytest.mark.parametrize("role", ["reader", "editor", "publisher", "administrator"])
def test_without_the_right_it_is_403_whatever_the_address(role, tmp_path):
    client = client_of(somebody(role))
    pages = set()
    load(tmp_path)
    for address in CASES:
        response = client.get(address)
        assert response.status_code == 403, address
        assert response.headers["Cache-Control"] == "private, no-store"
        pages.add(body(response))
    assert len(pages) == 1  # what is missing and what is forbidden look the same


def test_those_with_the_right_see_them_and_no_cache_keeps_them(tmp_path):
    load(tmp_path)
    client = client_of(somebody("analyst"))
    for address in ("/cases/", "/cases.csv", "/cases.json", "/cases/dorset-2021/"):
        response = client.get(address)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "private, no-store"
    assert b"INV-000001" in body(client.get("/cases/"))
    assert b"Single cases of this inspection" in body(client.get("/inspections/dorset-2021/"))


def test_no_other_address_serves_cases_even_to_those_with_the_right(tmp_path):
    """What is public is the same for an analyst, so nothing of a case can get into a kept page."""
    load(tmp_path)
    client = client_of(somebody("analyst"))
    for address in (*PUBLIC, *MORE):
        asked = b"INV-000001" if "q=INV" in address else b"\0"  # the words searched for come back
        assert b"INV-" not in body(client.get(address)).replace(asked, b""), address


def test_every_address_of_cases_is_guarded():
    patterns = [pattern for pattern in get_resolver("dashboards.urls").url_patterns if isinstance(pattern, URLPattern)]
    found = [pattern for pattern in patterns if str(pattern.pattern).startswith("cases")]
    assert len(found) == 7
    assert all(pattern.callback.needs for pattern in found)


def test_the_search_index_and_documents_hold_nothing_of_cases(tmp_path, capsys):
    before = list(SearchEntry.objects.order_by("pk").values())
    call_command("export_document", "dorset-2021")
    document = capsys.readouterr().out
    load(tmp_path)
    assert CaseCount.objects.exists()
    assert list(SearchEntry.objects.order_by("pk").values()) == before
    call_command("export_document", "dorset-2021")
    assert capsys.readouterr().out == document


def test_nothing_of_a_case_is_logged(tmp_path, caplog):
    caplog.set_level("DEBUG")
    load(tmp_path)
    client = client_of(somebody("analyst"))
    for address in ("/cases/", "/cases.csv", "/cases/?reference=INV-000001", "/cases/dorset-2021/"):
        body(client.get(address))
    caught = [record for record in caplog.records if not record.name.startswith("django.db.backends")]
    assert not [record for record in caught if "INV-" in record.getMessage()]
