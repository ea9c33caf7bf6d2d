"""Every part of a running installation of two servers is broken in turn, and everybody goes on reading what is theirs.

Nginx, two servers, a primary with a streaming replica, a shared cache and a worker, as docs/production.md sets them up.
Whatever is answered by 200 while a part is broken says byte for byte what it said before; a draft shows to its editor
and to nobody else.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from contextlib import contextmanager

import pytest

from benchmarks.processes import ROOT, free_port
from tests.proof.servers import Nginx, Service, installation, postgres, wait_until
from tests.proof.test_replicas import frozen

pytestmark = pytest.mark.proof
PUBLISHED = ("/case-grades.csv?force=dorset", "/recommendations.json", "/inspections/dorset-2021/", "/self-assessment/")
HIDDEN = "What nobody but an editor reads"
PEOPLE = """
import django; django.setup()
from django.conf import settings
from findings.actions.draft import start_correction
from tests.people import client_of, somebody
for role in ("reader", "editor"):
    person = somebody(role, name=f"proof-{role}")
    cookie = client_of(person).cookies[settings.SESSION_COOKIE_NAME]
    print("cookie", role, f"{cookie.key}={cookie.value}")
print("draft", start_correction("dorset-2021", by=person, reason="What nobody but an editor reads").pk)
"""
# What is made anew with each answer: the token of a form, and when a file was taken.
ANEW = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"|\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.+Z]*')


def fetch(address, cookie=""):
    """`(status, body)`; the status is 0 where no answer came. What is made anew is left out."""
    request = urllib.request.Request(address, headers={"Cookie": cookie} if cookie else {})
    try:
        with urllib.request.urlopen(request, timeout=40) as answer:
            return answer.status, ANEW.sub(b"", answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()
    except OSError:
        return 0, b""


class Cache:
    """A shared cache on a port of its own; it keeps nothing on disk."""

    def __init__(self):
        self.program = shutil.which("redis-server") or pytest.skip("redis-server is not installed")
        self.port = free_port()
        self.start()

    def start(self):
        command = [self.program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def stop(self):
        self.process.kill()
        self.process.wait()

    def poison(self):
        """Every kept page is overwritten half-way, or by another; returns how many there were."""
        command = [sys.executable, "-c", POISON, str(self.port)]
        return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


POISON = """
import sys, redis
cache = redis.Redis(port=int(sys.argv[1]))
kept = [(key, value) for key in cache.keys("*") if len(value := cache.get(key)) > 100]
others = [value for _, value in kept[1:]] + [kept[0][1]]
for number, ((key, value), other) in enumerate(zip(kept, others)):
    cache.set(key, (value[: len(value) // 2], other, value[:-40] + b"9" * 40)[number % 3])
print(len(kept))
"""


class Site:
    """The whole installation, who asks it, and what it said when nothing was broken."""

    def __init__(self, folder):
        self.parts, self.wrong = [], []
        self.data = folder / "data"
        self.data.mkdir()
        self.cache = self._part(Cache(), "stop")
        self.primary = self._part(postgres(), "remove")
        more = {"CACHE_URL": f"redis://127.0.0.1:{self.cache.port}/0", "REPLICA_LAG_SECONDS": "2"}
        self.environment = installation(self.data, self.primary.url, more=more)
        self.replica = self._part(self.primary.replica(), "remove")
        self.environment["DATABASE_REPLICA_URLS"] = self.replica.url
        self._people()
        self.servers = [self._part(Service(self.environment), "kill") for _ in range(2)]
        self.nginx = self._part(Nginx(folder, [server.port for server in self.servers]), "stop")
        self.base = f"http://127.0.0.1:{self.nginx.port}"
        self.questions = [(path, who) for path in PUBLISHED for who in ("", self.reader)]
        self.questions.append((self.draft, self.editor))
        self.before = {question: self._first(question) for question in self.questions}
        assert HIDDEN.encode() in self.before[self.draft, self.editor]

    def _part(self, part, end):
        self.parts.append(getattr(part, end))
        return part

    def _people(self):
        run = {**self.environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
        done = subprocess.run([sys.executable, "-c", PEOPLE], cwd=ROOT, env=run, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        words = [line.split() for line in done.stdout.splitlines() if line.startswith(("cookie ", "draft "))]
        (_, _, self.reader), (_, _, self.editor), (_, number) = words
        self.draft = f"/entry/inspections/{number}/document.yaml"

    def _first(self, question):
        status, body = fetch(self.base + question[0], question[1])
        assert status == 200, (question, status, body[:500])
        return body

    def read(self, while_what, allowed=(200,), rounds=2):
        """Asks everything as everybody."""
        told = Counter()
        for _ in range(rounds):
            for path, cookie in self.questions:
                status, body = fetch(self.base + path, cookie)
                told[status] += 1
                if status not in allowed:
                    self.wrong.append((while_what, path, status))
                if status == 200 and body != self.before[path, cookie]:
                    self.wrong.append((while_what, path, "says something else"))
            for cookie in ("", self.reader):
                status, body = fetch(self.base + self.draft, cookie)
                if HIDDEN.encode() in body:
                    self.wrong.append((while_what, "a draft is shown"))
        print(f"  {while_what}: {dict(told)}", flush=True)

    def is_well(self):
        wait_until(lambda: fetch(f"{self.base}/healthz")[0] == 200, "the service is well again")
        self.read("mended", rounds=1)

    def end(self):
        for end in reversed(self.parts):
            end()


@pytest.fixture
def site(tmp_path):
    tmp_path.chmod(0o755)
    made = Site.__new__(Site)
    try:
        made.__init__(tmp_path)
        yield made
    finally:
        made.end()


@contextmanager
def stopped(pid, whole_group=True):
    tell = os.killpg if whole_group else os.kill
    tell(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        tell(pid, signal.SIGCONT)


@contextmanager
def refusing(cluster):
    """The database runs and lets nobody in, as where the password was changed and the settings were not."""
    rules = cluster.data / "pg_hba.conf"
    kept = rules.read_text()
    cluster.stop()
    rules.write_text("host all all 127.0.0.1/32 reject\n")
    cluster.start()
    try:
        yield
    finally:
        cluster.stop()
        rules.write_text(kept)
        cluster.start()


def test_every_part_is_broken_in_turn(site):
    print()
    servers_and_nginx(site)
    the_cache(site)
    the_databases(site)
    files_and_the_worker(site)
    assert site.wrong == []


def servers_and_nginx(site):
    for server in site.servers:
        server.kill()
        site.read("a server is killed")
        server.start()
    for server in site.servers:
        server.kill()
    site.read("both servers are stopped", allowed=(503,), rounds=1)
    with pytest.raises(urllib.error.HTTPError) as told:
        urllib.request.urlopen(site.base)
    with told.value as answer:
        assert answer.headers["Retry-After"] == "30"
    for server in site.servers:
        server.start()
    site.nginx.process.send_signal(signal.SIGHUP)
    site.read("nginx reads its settings anew")
    site.is_well()


def the_cache(site):
    assert site.cache.poison() >= 2, "pages are kept; files, which are made while they are sent, are not"
    site.read("pages in the cache are poisoned")
    with stopped(site.cache.process.pid, whole_group=False):
        site.read("the cache hangs")
    site.cache.stop()
    site.read("the cache is killed")
    site.cache.start()
    site.is_well()


def the_databases(site):
    with frozen(site.replica):
        site.read("the replica is frozen")
    site.replica.stop("immediate")
    site.read("the replica is killed")
    site.primary.stop("immediate")
    site.read("primary and replica are killed", allowed=(200, 503))
    site.primary.start()
    site.is_well()
    site.replica.start()
    site.is_well()
    site.primary.stop("immediate")
    site.read("the primary alone is killed", allowed=(200, 503))
    site.primary.start()
    site.is_well()
    with refusing(site.primary):
        site.read("the primary refuses the account", allowed=(200, 503))
    site.is_well()


def files_and_the_worker(site):
    static = site.data / "static"
    static.rename(site.data / "gone")
    site.servers[0].kill()
    site.read("static files are gone", rounds=1)
    (site.data / "gone").rename(static)
    site.servers[0].start()
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "work"], cwd=ROOT, env=site.environment, stderr=subprocess.DEVNULL
    )
    time.sleep(3)
    worker.kill()
    worker.wait()
    site.read("the worker is killed", rounds=1)
    site.is_well()
