"""What costs something is done so often in an hour for one client, who is told; nobody's ordinary work is stopped."""

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from dashboards import rates
from dashboards.client_address import client_address, client_of
from tests.people import client_of as browser_of
from tests.people import somebody

pytestmark = pytest.mark.django_db
SEARCH = "/search/?q=custody"
FILES = ("/themes.csv", "/self-assessment.csv", "/themes.xlsx", "/themes.json", "/data/packages/none.zip")


@pytest.fixture(autouse=True)
def two_an_hour(settings, monkeypatch):
    settings.SEARCH_RATE = settings.EXPORT_RATE = settings.UPLOAD_RATE = 2
    monkeypatch.setattr(rates.time, "time", lambda: 7_200_000 + 1_000.5)
    caches["rates"].clear()
    yield
    caches["rates"].clear()
    caches["pages"].clear()


def statuses(client, *addresses, **more):
    return [client.get(address, **more).status_code for address in addresses]


def test_searches_beyond_the_limit_wait_and_are_told_kindly(client):
    first = client.get(SEARCH)
    assert first.headers["RateLimit-Policy"] == "2;w=3600"
    assert (first.headers["RateLimit-Limit"], first.headers["RateLimit-Remaining"]) == ("2", "1")
    assert "Retry-After" not in first.headers
    assert statuses(client, SEARCH, SEARCH) == [200, 429]
    refused = client.get(SEARCH)
    assert refused.headers["Retry-After"] == refused.headers["RateLimit-Reset"] == "2600"
    assert "no-store" in refused.headers["Cache-Control"]
    text = refused.content.decode()
    assert "More than 2 searches came from your network address" in text
    assert "You can go on in 44 minutes." in text
    assert statuses(client, "/findings/", "/themes.csv") == [200, 200]


def test_every_kind_of_file_counts_as_one(client):
    assert statuses(client, *FILES) == [200, 200, 429, 429, 429]
    assert "data package" in client.get("/themes.csv").content.decode()
    told = client.get("/themes.json")
    assert told.headers["Content-Type"] == "application/problem+json"
    assert "Ask again in 44 minutes." in told.json()["detail"]
    assert statuses(client, "/data/", SEARCH) == [200, 200]


def test_the_next_hour_and_another_client_begin_anew(client, monkeypatch):
    assert statuses(client, SEARCH, SEARCH, SEARCH) == [200, 200, 429]
    assert statuses(client, SEARCH, REMOTE_ADDR="192.0.2.7") == [200]
    monkeypatch.setattr(rates.time, "time", lambda: 7_200_000 + 3_600.0)
    assert statuses(client, SEARCH) == [200]


def test_whoever_is_signed_in_searches_and_takes_files_freely():
    assert set(statuses(browser_of(somebody()), *[SEARCH, "/themes.csv"] * 3)) == {200}


def test_a_made_up_session_is_nobody(client, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "made-up-made-up-made-up"
    assert statuses(client, SEARCH, SEARCH, SEARCH) == [200, 200, 429]


def test_files_sent_are_counted_by_account_and_looking_is_free():
    def send(client):
        return client.post("/entry/upload/", {"file": SimpleUploadedFile("a.yaml", b"nothing")})

    one, other = browser_of(somebody("editor", name="one")), browser_of(somebody("editor", name="other"))
    assert [send(one).status_code for _ in range(3)] == [400, 400, 429]
    assert "Nothing of the last one was kept" in send(one).content.decode()
    assert one.post("/entry/read/").status_code == 429
    assert set(statuses(one, "/entry/upload/", "/entry/read/")) == {200}
    assert send(other).status_code == 400


def test_what_comes_from_the_cache_costs_nothing_and_tells_nobody_elses_standing(client, settings):
    settings.PAGE_CACHE = True
    assert client.get(SEARCH).headers["RateLimit-Remaining"] == "1"
    kept = [client.get(SEARCH) for _ in range(4)]
    assert {answer.status_code for answer in kept} == {200}
    assert not any("RateLimit-Remaining" in answer.headers for answer in kept)


@pytest.mark.parametrize(
    ("proxies", "told", "found"),
    [
        (0, "203.0.113.5", "127.0.0.1"),
        (1, "10.0.0.1, 203.0.113.5", "203.0.113.5"),
        (2, "6.6.6.6, 203.0.113.5, 10.0.0.1", "203.0.113.5"),
        (2, "203.0.113.5", "203.0.113.5"),
        (1, "203.0.113.5, not an address", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_the_client_is_who_our_proxies_say(settings, proxies, told, found):
    settings.BEHIND_PROXY, settings.TRUSTED_PROXIES = bool(proxies), max(1, proxies)
    request = RequestFactory().get("/", headers={"X-Forwarded-For": told})
    assert client_address(request) == found


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::"),
        ("", None),
        ("unix:", None),
    ],
)
def test_one_customer_of_a_provider_is_one_client(address, counted):
    assert client_of(RequestFactory().get("/", REMOTE_ADDR=address)) == counted
