"""A real primary and a real streaming replica: reading moves, falls back, and never shows what is too old."""

import json
import os
import signal
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg2
import pytest

from tests.proof.servers import Service, ask, installation, postgres, reads_of, wait_until

pytestmark = pytest.mark.proof
RENAME = "UPDATE findings_theme SET name = %s WHERE slug = 'appropriate-adults'"
ADDRESS = "/themes/appropriate-adults/"
BOUND = 2
# The bound of the lag, the time until a process looks at the replica again, and one second for a busy machine.
OLDEST = BOUND + 2 + 1


@pytest.fixture
def installed(tmp_path):
    primary = postgres()
    clusters, server = [primary], None
    try:
        (tmp_path / "data").mkdir()
        environment = installation(tmp_path / "data", primary.url)
        replica = primary.replica()
        clusters.insert(0, replica)
        environment |= {"DATABASE_REPLICA_URLS": replica.url, "REPLICA_LAG_SECONDS": str(BOUND)}
        server = Service(environment)
        yield primary, replica, f"http://127.0.0.1:{server.port}"
    finally:
        if server:
            server.kill()
        for cluster in clusters:
            cluster.remove()


def page(base):
    with urllib.request.urlopen(base + ADDRESS, timeout=30) as answer:
        return answer.read().decode()


def rename(cluster, name):
    with psycopg2.connect(cluster.url) as database, database.cursor() as cursor:
        cursor.execute(RENAME, [name])


@contextmanager
def frozen(cluster):
    """All of its processes stop where they are, as on a machine that hangs: its system still takes what is sent."""
    first = int((cluster.data / "postmaster.pid").read_text().split()[0])
    os.kill(first, signal.SIGSTOP)  # so that it starts no other while they are told
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    tell(children, signal.SIGSTOP)
    try:
        yield
    finally:
        tell([first, *children], signal.SIGCONT)


def tell(pids, what):
    for pid in pids:
        with suppress(ProcessLookupError):  # it has ended meanwhile
            os.kill(int(pid), what)


def test_readers_follow_the_replica_and_fall_back(installed):
    read_by_the_replica(*installed)
    one_that_lags(*installed)
    one_that_is_frozen(*installed)
    one_that_is_killed(*installed)
    one_that_goes_its_own_way(*installed)
    with urllib.request.urlopen(f"{installed[2]}/healthz", timeout=10) as answer:
        assert json.load(answer)["status"] == "ok"


def read_by_the_replica(primary, replica, base):
    read_on_primary, read_on_replica = reads_of(primary), reads_of(replica)
    asked = 40
    assert all(ask(base + ADDRESS) == 200 for _ in range(asked))
    wait_until(lambda: reads_of(replica) >= read_on_replica + asked, "each request is counted by the replica", 40)
    assert reads_of(primary) == read_on_primary, "readers are served by the replica and by nobody else"
    rename(primary, "Seen through the replica")
    wait_until(lambda: "Seen through the replica" in page(base), "the replica shows what was published", 20)


def one_that_lags(primary, replica, base):
    replica.ask("SELECT pg_wal_replay_pause()")
    rename(primary, "Not replayed yet")
    written = time.monotonic()
    while "Not replayed yet" not in page(base):
        assert time.monotonic() - written < OLDEST, "a replica that is too far behind is left alone"
    on_replica = replica.ask("SELECT name FROM findings_theme WHERE slug = 'appropriate-adults'")
    assert on_replica == "Seen through the replica", "what was shown came from the primary: the replica has not got it"
    replica.ask("SELECT pg_wal_replay_resume()")
    is_read_again(replica, base)


def one_that_is_frozen(primary, replica, base):
    with frozen(replica):
        statuses = [ask(base + ADDRESS) for _ in range(20)]
        assert set(statuses) == {200}, "the primary answers for it"
        rename(primary, "While it was frozen")
        began = time.monotonic()
        assert "While it was frozen" in page(base)
        assert time.monotonic() - began < 10, "nobody waits for it for long once that is known"
    is_read_again(replica, base)
    assert "While it was frozen" in page(base)


def one_that_is_killed(primary, replica, base):
    replica.stop("immediate")
    statuses = [ask(base + ADDRESS) for _ in range(20)]
    assert set(statuses) == {200}, "the primary answers for it"
    rename(primary, "Without a replica")
    assert "Without a replica" in page(base)
    replica.start()
    is_read_again(replica, base)
    assert "Without a replica" in page(base)


def one_that_goes_its_own_way(primary, replica, base):
    replica.ask("SELECT pg_promote()")
    rename(primary, "After the replica went its own way")
    wait_until(lambda: "After the replica went its own way" in page(base), "its own way is not shown", OLDEST)


def is_read_again(replica, base):
    before, statuses = reads_of(replica), []

    def is_read():
        statuses.append(ask(base + ADDRESS))
        return reads_of(replica) > before

    wait_until(is_read, "a replica that is fit again is read", 60)
    assert set(statuses) == {200}
