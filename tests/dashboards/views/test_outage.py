"""A database that is away: 503 and when to ask again, from every layer, and pages again as soon as it is back."""

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError, connection

pytestmark = pytest.mark.django_db
PAGES = ("/", "/inspections/dorset-2021/", "/case-grades/", "/search/?q=custody")


@pytest.fixture
def away(monkeypatch, client):
    """Every cursor is refused until `back()` is called."""
    client.raise_request_exception = False

    def refuse(error):
        def cursor(*args, **kwargs):
            raise error("the server closed the connection")

        monkeypatch.setattr(connection, "cursor", cursor)
        return monkeypatch.undo

    return refuse


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("address", PAGES)
def test_readers_are_told_to_ask_again(client, away, address, error):
    back = away(error)
    response = client.get(address)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "Not available for a moment" in response.content.decode()
    assert "public" not in response.headers.get("Cache-Control", "")
    back()
    assert client.get(address).status_code == 200


def test_somebody_signed_in_is_told_the_same(client, away, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader"))
    away(OperationalError)
    assert client.get("/entry/").status_code == 503


def test_a_fault_of_ours_stays_one(client, away):
    away(ProgrammingError)
    response = client.get("/case-grades/")
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("database or disk is full"),
        OSError(28, "No space left on device"),
        OSError(27, "File too large"),
    ],
)
def test_a_full_disk_is_told_as_such(client, monkeypatch, error):
    """Whoever sends something reads that it is not stored, and what is to be done."""

    def refuse(*args, **kwargs):
        raise error

    client.raise_request_exception = False
    monkeypatch.setattr("dashboards.views.error_reports.report_error", refuse)
    response = client.post("/inspections/dorset-2021/report-an-error/", {"text": "An invented error."})
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "What you sent is not stored" in response.content.decode()
