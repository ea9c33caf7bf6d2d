"""Publishing under load: no reader of any worker sees a mixture of old and new, or what was replaced before they asked.

The data version in the footer names one state of the data; what the page says must be that state, all of it. Readers
hold pages and ask whether they changed, so that the cache of each worker and its 304 are part of it. Files that are
made while they are sent are read too, and one of the readers is signed in.
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
from tests.proof.servers import Service, cookie_of_a_reader, installation, postgres, reads_of, wait_until

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
    "/findings.json?force=testshire",
    "/findings.csv?force=testshire",
    "/api/v1/findings/?force=testshire",
)
# In the footer of a page and in the envelope of JSON; a CSV file has no place for it.
VERSION = re.compile(r'data <code>([0-9a-f]+)</code>|"data_version": ?"([0-9a-f]+)"')


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

    def __init__(self, base, start, over, lag=0.0, cookie=None):
        super().__init__()
        self.base, self.turn, self.over, self.held, self.read = base, start, over, {}, []
        self.lag, self.cookie = lag, cookie or {}
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
        headers = self.cookie | ({"If-None-Match": tag} if tag else {})
        request = urllib.request.Request(self.base + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                body = answer.read().decode()
                self.held[path] = (answer.headers.get("ETag", ""), body)
                return answer.status, body
        except urllib.error.HTTPError as error:
            return error.code, body if error.code == 304 else None


def compared(writer, readers):
    """Everything that was read against what was public: the sentences that say what is wrong."""
    wrong, seen = [], set()
    number_of = {version: number for number, version in enumerate(writer.order, 1)}
    for reader in readers:
        for path, asked, answered, body in reader.read:
            states = {int(number) for number in re.findall(r"State (\d+)", body)}
            claims = {int(number) for number in re.findall(r"Claim (\d+)", body)}
            version = version_of(writer, path, body, states)
            if version not in writer.states:
                wrong.append(f"{path} shows a version that was never public, with {states}")
                continue
            state, claimed = writer.states[version]
            seen.add(version)
            if states != {state}:
                wrong.append(f"{path} says {states} under the version of {state}")
            if path == CLAIMED and claims != set(range(1, claimed + 1)):
                wrong.append(f"{path} says claims {claims} under the version of {claimed}")
            behind = writer.number_at(asked - reader.lag) - number_of[version]
            if behind > 0:
                wrong.append(f"{path} is {behind} changes behind, {answered - asked:.2f} s after it was asked for")
    return wrong, seen


def version_of(writer, path, body, states):
    """What the answer says, or, of a CSV file, the last version of the state that is in it."""
    if ".csv" in path:
        return next((version for version in reversed(writer.order) if {writer.states[version][0]} == states), None)
    return next(filter(None, VERSION.search(body).groups()))


def published_under_load(environment, server, lag=0.0, pause=0.25, disturb=None):
    """Returns how many requests the readers without an account made."""
    cookie = cookie_of_a_reader(environment)
    writer, over = Writer(environment, pause), threading.Event()
    assert writer.first.wait(60), "the first publication did not succeed"
    base = f"http://127.0.0.1:{server.port}"
    readers = [Reader(base, number, over, lag) for number in range(READERS)]
    signed_in = Reader(base, READERS, over, cookie=cookie)
    time.sleep(lag)
    for reader in (*readers, signed_in):
        reader.start()
    while writer.process.poll() is None:
        time.sleep(0.5)
        if disturb:
            disturb()
    time.sleep(1)
    over.set()
    for thread in (*readers, signed_in, writer.thread):
        thread.join()
    assert writer.process.returncode == 0
    wrong, seen = compared(writer, [*readers, signed_in])
    statuses = sum((reader.statuses for reader in readers), Counter())
    print(f"\n{STEPS} changes, {len(seen)} states seen by {READERS} readers: {dict(statuses)}; {len(wrong)} wrong")
    print(f"somebody signed in: {dict(signed_in.statuses)}")
    assert not wrong, wrong[:10]
    assert set(statuses) == {200, 304}
    assert set(signed_in.statuses) <= {200, 304}
    assert signed_in.statuses[200] > STEPS
    assert len(seen) > STEPS / 4
    assert statuses[200] > STEPS
    return statuses.total()


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
        before = reads_of(replica)
        # A second of bound, two until the next look at the replica, and one for a busy machine.
        asked = published_under_load(environment, server, lag=4, pause=0.5, disturb=lag)
        wait_until(lambda: reads_of(replica) - before > asked / 2, "the replica answered most of the readers", 40)
        print(f"{reads_of(replica) - before} looks at the data version on the replica, for {asked} requests")
    finally:
        server.kill()
        for cluster in (replica, primary):
            cluster.remove()
