"""A real primary and a real streaming replica: reading moves, falls back, and never shows what is too old."""

import json
import time
import urllib.request

import psycopg2
import pytest

from tests.proof.servers import Service, ask, installation, postgres

pytestmark = pytest.mark.proof
RENAME = "UPDATE findings_theme SET name = %s WHERE slug = 'appropriate-adults'"
READ = "findings_dataversion"
ADDRESS = "/themes/appropriate-adults/"


@pytest.fixture
def installed(tmp_path):
    primary = postgres()
    (tmp_path / "data").mkdir()
    environment = installation(tmp_path / "data", primary.url)
    replica = primary.replica()
    environment |= {"DATABASE_REPLICA_URLS": replica.url, "REPLICA_LAG_SECONDS": "2"}
    server = Service(environment)
    yield primary, replica, f"http://127.0.0.1:{server.port}"
    server.kill()
    for cluster in (replica, primary):
        cluster.remove()


def page(base):
    with urllib.request.urlopen(base + ADDRESS, timeout=30) as answer:
        return answer.read().decode()


def rename(cluster, name):
    with psycopg2.connect(cluster.url) as database, database.cursor() as cursor:
        cursor.execute(RENAME, [name])


def reads_of(cluster):
    """How many rows of the data version a cluster has handed out."""
    with psycopg2.connect(cluster.url) as database, database.cursor() as cursor:
        cursor.execute("SELECT seq_scan + COALESCE(idx_scan, 0) FROM pg_stat_user_tables WHERE relname = %s", [READ])
        return cursor.fetchone()[0]


def test_readers_follow_the_replica_and_fall_back(installed):
    primary, replica, base = installed
    before = reads_of(replica)
    assert all(ask(base + ADDRESS) == 200 for _ in range(20))
    time.sleep(3)
    assert reads_of(replica) > before, "readers are served by the replica"

    rename(primary, "Seen through the replica")
    time.sleep(2)
    assert "Seen through the replica" in page(base)

    replica.ask("SELECT pg_wal_replay_pause()")
    rename(primary, "Not replayed yet")
    time.sleep(6)
    assert "Not replayed yet" in page(base), "a replica that is too far behind is left alone"
    replica.ask("SELECT pg_wal_replay_resume()")
    time.sleep(4)

    statuses = []
    replica.stop("immediate")
    for _ in range(20):
        statuses.append(ask(base + ADDRESS))
    assert set(statuses) == {200}, "a replica that is killed is answered for by the primary"
    rename(primary, "Without a replica")
    assert "Without a replica" in page(base)

    replica.start()
    time.sleep(5)
    assert "Without a replica" in page(base)
    with urllib.request.urlopen(f"{base}/healthz", timeout=10) as answer:
        assert json.load(answer)["status"] == "ok"
