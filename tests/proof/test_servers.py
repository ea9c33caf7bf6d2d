"""Servers that are killed, a database that is restarted, clients that never finish: readers go on reading."""

import socket
import time
from collections import Counter

import pytest

from tests.proof.readers import PAGES, Readers
from tests.proof.servers import Nginx, Service, ask, installation, postgres

pytestmark = pytest.mark.proof


@pytest.fixture
def two_servers(tmp_path):
    (tmp_path / "data").mkdir()
    environment = installation(tmp_path / "data")
    servers = [Service(environment), Service(environment)]
    nginx = Nginx(tmp_path, [server.port for server in servers])
    yield servers, f"http://127.0.0.1:{nginx.port}"
    nginx.stop()
    for server in servers:
        server.kill()


def test_one_of_two_servers_is_killed_and_no_reader_notices(two_servers):
    """What the killed server held is asked again of the other, because reading changes nothing."""
    servers, base = two_servers
    readers = Readers(base)
    time.sleep(5)
    servers[0].kill()
    time.sleep(5)
    servers[0].start()
    time.sleep(3)
    servers[1].kill()
    time.sleep(5)
    statuses = readers.stop()
    print(f"\n{sum(statuses.values())} requests while two servers were killed in turn: {dict(statuses)}")
    assert set(statuses) == {200}
    assert statuses[200] > 50


def test_two_hundred_slow_clients_do_not_stop_the_rest(two_servers):
    """They send a request and never end it; nginx holds them, and no worker does."""
    _, base = two_servers
    host, port = base.removeprefix("http://").split(":")
    slow = []
    for _ in range(200):
        client = socket.create_connection((host, int(port)), timeout=10)
        client.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        slow.append(client)
    began = time.monotonic()
    statuses = Counter(ask(base + page, 20) for page in PAGES * 4)
    took = time.monotonic() - began
    for client in slow:
        client.close()
    print(f"\n{sum(statuses.values())} pages in {took:.1f} s beside 200 slow clients")
    assert statuses == {200: 20}


def test_a_database_that_is_restarted_comes_back_without_a_restart(tmp_path):
    database = postgres()
    try:
        (tmp_path / "data").mkdir()
        server = Service(installation(tmp_path / "data", database.url))
        base = f"http://127.0.0.1:{server.port}"
        readers = Readers(base)
        time.sleep(4)
        database.stop()
        time.sleep(4)
        assert ask(f"{base}/livez") == 200
        assert ask(f"{base}/healthz") == 503
        assert ask(f"{base}/case-grades/?force=kent") == 503
        database.start()
        time.sleep(4)
        statuses = readers.stop()
        print(f"\nwhile the database was restarted: {dict(statuses)}")
        assert set(statuses) == {200, 503}
        assert ask(f"{base}/healthz") == 200
        assert {ask(base + page) for page in PAGES} == {200}
    finally:
        server.kill()
        database.remove()
