"""Publishing under load: no reader of any worker sees a mixture of old and new, or what was replaced before they asked.

The data version in the footer names one state of the data; what the page says must be that state, all of it. Readers
hold pages and ask whether they changed, so that the cache of each worker and its 304 are part of it.
"""

import json
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter

import pytest

from benchmarks.processes import ROOT
from tests.proof.servers import Service, installation, postgres

pytestmark = pytest.mark.proof
STEPS, READERS = 30, 6
SLUG = "testshire-2020"
CLAIMED = f"/inspections/{SLUG}/recommendations/one/"
PAGES = (
    f"/inspections/{SLUG}/",
    "/findings/?force=testshire&size=50",
    CLAIMED,
    "/recommendations/?force=testshire",
    "/forces/testshire/",
    f"/inspections/{SLUG}/findings/finding-3/",
)
VERSION = re.compile(r"data <code>([0-9a-f]+)</code>")


class Writer:
    """The process that publishes, and what it says is public: `states` by data version, `last` the newest of them."""

    def __init__(self, environment, pause):
        command = [sys.executable, "tests/proof/publishing.py", str(STEPS), str(pause)]
        self.states, self.order, self.times = {}, [], []
        self.first = threading.Event()
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()

    def _listen(self):
        with self.process.stdout as lines:
            for line in lines:
                said = json.loads(line)
                self.states[said["version"]] = (said["state"], said["claims"])
                self.order.append(said["version"])
                self.times.append(time.monotonic())
                self.first.set()

    def number_at(self, moment):
        """How many changes were committed and said so before a moment."""
        return sum(1 for at in list(self.times) if at < moment)


class Reader(threading.Thread):
    """Asks for the pages in turn, with the tags it holds, and keeps what it read until it is compared."""

    def __init__(self, base, start, over):
        super().__init__()
        self.base, self.turn, self.over, self.held, self.read = base, start, over, {}, []
        self.statuses = Counter()

    def run(self):
        while not self.over.is_set():
            path = PAGES[self.turn % len(PAGES)]
            self.turn += 1
            asked = time.monotonic()
            status, body = self._get(path)
            self.statuses[status] += 1
            if body is not None:
                self.read.append((path, asked, time.monotonic(), body))

    def _get(self, path):
        tag, body = self.held.get(path, ("", None))
        request = urllib.request.Request(self.base + path, headers={"If-None-Match": tag} if tag else {})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                body = answer.read().decode()
                self.held[path] = (answer.headers.get("ETag", ""), body)
                return answer.status, body
        except urllib.error.HTTPError as error:
            return error.code, body if error.code == 304 else None


def compared(writer, readers, lag):
    """Everything that was read against what was public: the sentences that say what is wrong."""
    wrong, seen = [], set()
    number_of = {version: number for number, version in enumerate(writer.order, 1)}
    for path, asked, answered, body in (one for reader in readers for one in reader.read):
        version = VERSION.search(body)[1]
        states = {int(number) for number in re.findall(r"State (\d+)", body)}
        claims = {int(number) for number in re.findall(r"Claim (\d+)", body)}
        if version not in writer.states:
            wrong.append(f"{path} shows a version that was never public, with {states}")
            continue
        state, claimed = writer.states[version]
        seen.add(version)
        if states != {state}:
            wrong.append(f"{path} says {states} under the version of {state}")
        if path == CLAIMED and claims != set(range(1, claimed + 1)):
            wrong.append(f"{path} says claims {claims} under the version of {claimed}")
        behind = writer.number_at(asked - lag) - number_of[version]
        if behind > 0:
            wrong.append(f"{path} is {behind} changes behind, {answered - asked:.2f} s after it was asked for")
    return wrong, seen


def published_under_load(environment, server, lag=0.0, pause=0.25, disturb=None):
    writer, over = Writer(environment, pause), threading.Event()
    assert writer.first.wait(60), "the first publication did not succeed"
    readers = [Reader(f"http://127.0.0.1:{server.port}", number, over) for number in range(READERS)]
    time.sleep(lag)
    for reader in readers:
        reader.start()
    while writer.process.poll() is None:
        time.sleep(0.5)
        if disturb:
            disturb()
    time.sleep(1)
    over.set()
    for thread in (*readers, writer.thread):
        thread.join()
    assert writer.process.returncode == 0
    wrong, seen = compared(writer, readers, lag)
    statuses = sum((reader.statuses for reader in readers), Counter())
    print(f"\n{STEPS} changes, {len(seen)} states seen by {READERS} readers: {dict(statuses)}; {len(wrong)} wrong")
    assert not wrong, wrong[:10]
    assert set(statuses) == {200, 304}
    assert len(seen) > STEPS / 4
    assert statuses[200] > STEPS


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def installed(request, tmp_path):
    (tmp_path / "data").mkdir()
    cluster = postgres() if request.param == "PostgreSQL" else None
    environment = installation(tmp_path / "data", cluster.url if cluster else "")
    server = Service(environment)
    yield environment, server
    server.kill()
    if cluster:
        cluster.remove()


def test_no_reader_sees_a_mixture_while_people_publish(installed):
    published_under_load(*installed)


def test_no_reader_of_a_replica_sees_a_mixture(tmp_path):
    """The replica is made to lag again and again; what it serves is one state, and at most the bound behind."""
    primary = postgres()
    (tmp_path / "data").mkdir()
    environment = installation(tmp_path / "data", primary.url)
    replica = primary.replica()
    server = Service(environment | {"DATABASE_REPLICA_URLS": replica.url, "REPLICA_LAG_SECONDS": "1"})

    def lag():
        replica.ask("SELECT pg_wal_replay_pause()")
        time.sleep(0.6)
        replica.ask("SELECT pg_wal_replay_resume()")

    try:
        # A second of bound, two until the next look at the replica, and one for a busy machine.
        published_under_load(environment, server, lag=4, pause=0.5, disturb=lag)
    finally:
        server.kill()
        for cluster in (replica, primary):
            cluster.remove()
