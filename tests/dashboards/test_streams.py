"""A file that is made while it is sent is of one state and of one database, from its first row to its last."""

from contextlib import closing

import pytest
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse

from dashboards import replicas
from dashboards.page_cache import PageCacheMiddleware
from dashboards.replicas import PRIMARY, ReplicaMiddleware, ReplicaRouter
from findings.data_version.current import data_version
from findings.data_version.one_state import OneState
from findings.models import DataVersion, Theme


def rename(name):
    """Written upon a connection of its own, as by another process, which waits for nobody."""
    with closing(connection.copy()) as other:
        other.settings_dict = other.settings_dict | {"OPTIONS": other.settings_dict["OPTIONS"] | no_patience()}
        with other.cursor() as cursor:
            cursor.execute("UPDATE findings_theme SET name = %s WHERE slug = 'own'", [name])
            cursor.execute("UPDATE findings_dataversion SET name = %s", [name])


def no_patience():
    return {"timeout": 0} if connection.vendor == "sqlite" else {"options": "-c lock_timeout=1"}


def name_now():
    return Theme.objects.get(slug="own").name


@pytest.fixture
def one_theme(on_disk):
    connection.close()
    Theme.objects.create(slug="own", name="first", group="custody", definition="Of this test.", order=9_999)
    DataVersion.objects.update_or_create(pk=1, defaults={"name": "first"})


def pieces(while_sent):
    """The name of the theme again and again; it changes after the first piece."""
    yield name_now()
    while_sent()
    yield name_now()
    yield data_version()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_a_file_is_of_one_state_and_who_publishes_does_not_wait(one_theme, rf, settings, is_signed_in):
    request = rf.get("/findings.csv")
    if is_signed_in:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "somebody"
    view = PageCacheMiddleware(lambda request: StreamingHttpResponse(pieces(lambda: rename("second"))))
    response = view(request)
    said = b" ".join(response.streaming_content).decode()
    assert said == "first first first"
    assert connection.in_atomic_block
    response.close()
    assert not connection.in_atomic_block
    assert name_now() == "second"


@pytest.mark.django_db(transaction=True)
def test_data_that_move_before_the_file_begins_make_it_anew(one_theme, rf):
    moves = iter(["second", "third", "fourth"])

    def view(request):
        seen = name_now()
        if name := next(moves, None):
            rename(name)
        return StreamingHttpResponse(iter([seen, " ", name_now()]))

    response = PageCacheMiddleware(view)(rf.get("/findings.csv"))
    assert b"".join(response.streaming_content) == b"fourth fourth"
    response.close()
    assert not connection.in_atomic_block


@pytest.mark.django_db(transaction=True)
def test_a_page_of_somebody_who_is_signed_in_is_of_one_state(one_theme, rf, settings):
    moves = iter(["second", "third", "fourth"])

    def view(request):
        seen = name_now()
        if name := next(moves, None):
            rename(name)
        return HttpResponse(f"{seen} {name_now()} {request.data_version}")

    request = rf.get("/findings/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "somebody"
    assert PageCacheMiddleware(view)(request).content == b"fourth fourth fourth"


@pytest.mark.django_db(transaction=True)
def test_what_is_written_in_one_state_is_stored(one_theme):
    with OneState(only_reads=False):
        assert name_now() == "first"
        Theme.objects.filter(slug="own").update(name="mine")
    assert name_now() == "mine"
    assert not connection.in_atomic_block


@pytest.mark.django_db
def test_a_file_is_read_from_the_replica_that_its_request_was_sent_to(rf, settings, monkeypatch):
    settings.REPLICAS = ["replica-1"]
    monkeypatch.setattr(replicas.Replicas, "choose", lambda self: "replica-1")
    closed = []

    def read():
        try:
            yield ReplicaRouter().db_for_read(Theme)
            yield ReplicaRouter().db_for_read(Theme)
        finally:
            closed.append(True)

    response = ReplicaMiddleware(lambda request: StreamingHttpResponse(read()))(rf.get("/findings.csv"))
    sent = iter(response.streaming_content)
    assert next(sent) == b"replica-1"
    assert ReplicaRouter().db_for_read(Theme) == PRIMARY
    assert next(sent) == b"replica-1"
    response.close()
    assert closed == [True]
