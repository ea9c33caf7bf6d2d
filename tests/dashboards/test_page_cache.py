"""Kept pages: the same bytes, never for one person, never a state that is gone, never what somebody else put there."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.environment import Environment
from config.shared_cache import BytesSerializer, ForgivingCache
from dashboards import page_cache
from findings.data_version.current import current_state, data_version
from findings.models import Theme
from inspections.models import Person
from tests import cases, synthetic
from tests.people import client_of, somebody
from tests.project.test_addresses import NOON, PUBLIC, body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keeping")]
ADDRESS = "/themes/appropriate-adults/"


@pytest.fixture(autouse=True)
def _cache(settings, _no_kept_pages):
    settings.PAGE_CACHE = True
    caches["pages"].clear()
    yield
    caches["pages"].clear()


def queries_of(client, address=ADDRESS, **headers):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, headers=headers)
    return response, len(queries)


def rename(name):
    theme = Theme.objects.get(slug="appropriate-adults")
    theme.name = name
    theme.save()


def test_a_kept_page_takes_one_query_and_is_the_same(client):
    first, made = queries_of(client)
    again, read = queries_of(client)
    assert made > 2
    assert read == 1
    assert again.content == first.content
    own = {"X-Request-ID"}
    assert {name: value for name, value in again.headers.items() if name not in own} == {
        name: value for name, value in first.headers.items() if name not in own
    }
    assert again.headers["Cache-Control"] == "public, no-cache"
    assert {"Cookie", "Accept-Encoding"} <= set(again.headers["Vary"].split(", "))
    assert "Content-Security-Policy" in again.headers


@pytest.mark.parametrize("address", PUBLIC)
def test_every_page_is_the_same_from_the_cache(client, address, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)  # exports say when they were made
    first = client.get(address)
    content = body(first)
    again = client.get(address)
    assert body(again) == content
    if "ETag" in first.headers:
        unchanged = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert unchanged.headers["ETag"] == first.headers["ETag"]


def test_a_change_shows_with_the_next_request(client):
    held = client.get(ADDRESS).headers["ETag"]
    rename("A theme of another name")
    response = client.get(ADDRESS, headers={"If-None-Match": held})
    assert response.status_code == 200
    assert "A theme of another name" in response.content.decode()
    assert response.headers["ETag"] != held


def test_a_draft_leaves_tags_as_they_are(client):
    synthetic.testshire()
    held = {address: client.get(address).headers.get("ETag") for address in PUBLIC}
    synthetic.load_as_draft(synthetic.document(inspection={"force": "dorset"}))
    assert {address: client.get(address).headers.get("ETag") for address in PUBLIC} == held


def test_who_is_signed_in_gets_and_leaves_nothing(client):
    client.force_login(Person.objects.create_user("reader"))
    first, _ = queries_of(client)
    _, again = queries_of(client)
    assert again > 2
    assert first.headers["Cache-Control"] == "no-cache, private" or "private" in first.headers["Cache-Control"]
    assert "ETag" not in first.headers
    assert "Cookie" in first.headers["Vary"]


def test_pages_that_say_no_or_set_a_cookie_are_not_kept(client):
    for address in ("/nowhere/", "/case-grades/?colour=red", "/admin/login/"):
        response = client.get(address)
        assert "public" not in response.headers.get("Cache-Control", "")
        assert client.get(address, headers={"If-None-Match": "*"}).status_code == response.status_code


def test_plain_and_compressed_are_kept_apart(client):
    compressed = client.get(ADDRESS, headers={"Accept-Encoding": "gzip"})
    plain = client.get(ADDRESS)
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert client.get(ADDRESS, headers={"Accept-Encoding": "gzip"}).content == compressed.content


def test_another_day_and_another_release_are_another_page(client, settings, monkeypatch):
    tags = {client.get(ADDRESS).headers["ETag"]}
    with monkeypatch.context() as patched:
        patched.setattr(timezone, "localdate", lambda: date(2030, 1, 1))
        tags.add(client.get(ADDRESS).headers["ETag"])
    settings.RELEASE = "9.9.9"
    tags.add(client.get(ADDRESS).headers["ETag"])
    assert len(tags) == 3


@pytest.mark.parametrize("poison", [b"", b"short", b"x" * 500, "text", 7])
def test_an_entry_that_somebody_else_put_there_is_ignored(client, poison):
    honest = client.get(ADDRESS)
    key = f"plain-{honest.headers['ETag'][3:-1]}"
    caches["pages"].set(key, poison)
    assert client.get(ADDRESS).content == honest.content


def test_an_altered_entry_and_one_of_another_page_are_ignored(client):
    honest, other = client.get(ADDRESS), client.get("/glossary/")
    keys = [f"plain-{response.headers['ETag'][3:-1]}" for response in (honest, other)]
    kept = caches["pages"].get(keys[0])
    assert kept.endswith(honest.content)
    for entry in (kept.replace(b"Appropriate", b"Poisoned   "), caches["pages"].get(keys[1])):
        caches["pages"].set(keys[0], entry)
        assert client.get(ADDRESS).content == honest.content


def test_a_page_made_while_the_data_moved_is_made_again(client, monkeypatch):
    """The data moves between the two looks at its version: the reader gets the page of one state."""
    asked = []

    def moving():
        asked.append(1)
        if len(asked) == 2:
            rename("Renamed in between")
        return data_version()

    monkeypatch.setattr(page_cache, "data_version", moving)
    response = client.get(ADDRESS)
    assert len(asked) == 3
    assert "Renamed in between" in response.content.decode()
    assert client.get(ADDRESS).content == response.content


def test_a_page_of_cases_made_while_some_were_loaded_is_made_again(tmp_path, monkeypatch):
    """A load moves no data version, but for who may see cases it is another state all the same."""
    inspection = cases.inspection()
    cases.loaded(tmp_path, list(cases.rows(30)), inspection)
    analyst, asked = client_of(somebody("analyst")), []

    def moving():
        asked.append(1)
        if len(asked) == 2:
            cases.loaded(tmp_path, list(cases.rows(70)), inspection)
        return current_state()

    monkeypatch.setattr(page_cache, "current_state", moving)
    page = analyst.get("/cases/").content.decode()
    assert len(asked) == 3
    assert "70 cases, unfiltered." in page


def test_data_that_never_rests_is_held_and_shown(client, monkeypatch):
    """After some attempts the page is made of one state: version and page are asked for while it is held."""
    names, held = iter(range(100)), []

    @contextmanager
    def state(only_reads):
        held.append("begins")
        yield
        held.append("ends")

    def moving():
        if held == ["begins"]:
            held.append("asked")
        return f"{next(names):x}"

    monkeypatch.setattr(page_cache, "OneState", state)
    monkeypatch.setattr(page_cache, "data_version", moving)
    for address in (ADDRESS, "/api/v1/themes/"):
        held.clear()
        response = client.get(address)
        assert response.status_code == 200
        assert held == ["begins", "asked", "ends"]
    held.clear()
    page = client.get(ADDRESS).content.decode()
    assert f"data <code>{next(names) - 1:x}</code>" in page


def test_a_version_that_cannot_be_read_stops_no_page(client, monkeypatch):
    def broken():
        raise DatabaseError("gone")

    monkeypatch.setattr(page_cache, "data_version", broken)
    assert client.get(ADDRESS).status_code == 200


def test_the_cache_can_be_turned_off(client, settings):
    settings.PAGE_CACHE = False
    queries_of(client)
    response, again = queries_of(client)
    assert again > 2
    assert response.headers["ETag"]


def test_a_lost_cache_server_is_a_miss(client, monkeypatch):
    lost = ForgivingCache("redis://127.0.0.1:1/0", Environment({"CACHE_URL": "redis://127.0.0.1:1"}).caches()["pages"])
    assert lost.get("page") is None
    assert lost.set("page", b"text") is None
    assert lost.add("count", 0) is False
    assert lost.incr("count") == 1
    monkeypatch.setattr(page_cache, "caches", {"pages": lost})
    assert client.get(ADDRESS).content == client.get(ADDRESS).content


def test_a_cache_server_that_failed_is_left_alone_for_a_while(monkeypatch):
    lost = ForgivingCache("redis://127.0.0.1:1/0", Environment({"CACHE_URL": "redis://127.0.0.1:1"}).caches()["pages"])
    asked, now = [], [100.0]

    def hang(*arguments, **options):
        asked.append(arguments)
        raise ConnectionError

    monkeypatch.setattr("config.shared_cache.RedisCache.get", hang)
    monkeypatch.setattr("config.shared_cache.time.monotonic", lambda: now[0])
    assert [lost.get("page") for _ in range(3)] == [None] * 3
    assert len(asked) == 1
    now[0] += 3
    assert lost.get("page") is None
    assert len(asked) == 2


def test_nothing_read_from_a_shared_cache_becomes_an_object():
    serializer = BytesSerializer()
    assert serializer.loads(serializer.dumps(b"\x80\x04page")) == b"\x80\x04page"
    assert serializer.loads(b"12") == 12
    assert serializer.loads(b"9" * 5_000) == b"9" * 5_000  # which no count is, and no number is made of
    for value in ("text", {"a": 1}, True):
        with pytest.raises(TypeError, match="bytes"):
            serializer.dumps(value)


def test_an_address_of_another_kind_of_cache_is_refused():
    environment = Environment({"CACHE_URL": "memcached://host"})
    environment.caches()
    assert environment.problems == ["CACHE_URL cannot be understood; it reads redis://host:6379/0."]
