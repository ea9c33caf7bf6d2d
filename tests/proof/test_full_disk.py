"""A disk that is full, a real one in memory: whoever writes is told, nothing is half-written, reading goes on.

Needs the right to mount; skipped without it.
"""

import http.cookiejar
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager

import pytest

from tests.installation import installations
from tests.proof.servers import Postgres, Service, ask, installation
from tests.proof.test_kills import large_document

pytestmark = pytest.mark.proof
TOLD = "The disk is full: what was being written is not stored"
FORM = "/inspections/dorset-2021/report-an-error/"


@contextmanager
def small_disk(folder, size):
    """A disk of its own on this folder; yields a function that makes it larger."""
    folder.mkdir(exist_ok=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield lambda larger: subprocess.run(["mount", "-o", f"remount,size={larger}", folder], check=True)
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def fill(folder):
    """Leaves no room at all."""
    with (folder / "filler").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"0" * 4096)
        except OSError:
            pass


def prepare(place, tmp_path):
    for command in ("migrate", "load_reference"):
        place.do(command, "-v0")
    file = tmp_path / "large.yaml"
    file.write_text(large_document())
    return file


def refused_and_then_done(place, file, make_room):
    before = place.contents()
    refused = place.run("load_documents", file)
    assert refused.returncode == 1
    assert TOLD in refused.stderr, refused.stderr
    assert "Traceback" not in refused.stderr
    assert place.contents() == before
    make_room()
    place.do("load_documents", file)
    assert place.contents()["findings_finding"][0] > 0


def test_a_load_on_sqlite(tmp_path):
    disk = tmp_path / "place"
    with small_disk(disk, "100m") as resize, installations(tmp_path) as make:
        place = make("place")
        file = prepare(place, tmp_path)
        fill(disk)
        (disk / "filler").write_bytes(b"0" * ((disk / "filler").stat().st_size - 300_000))
        backup = place.run("backup")
        assert backup.returncode == 1
        assert "Traceback" not in backup.stderr
        assert not [path for path in (disk / "backups").iterdir() if path.suffix == ".zip"]
        refused_and_then_done(place, file, lambda: resize("200m"))


def test_a_load_on_postgresql(tmp_path):
    """The tables lie on the small disk; the server's own log of changes does not."""
    database = Postgres()
    disk = database.data.parent / "small"
    try:
        with small_disk(disk, "40m") as resize, installations(tmp_path, database.url) as make:
            subprocess.run(["chown", "postgres", disk], check=True)
            (disk / "space").mkdir()
            subprocess.run(["chown", "postgres", disk / "space"], check=True)
            database.ask(f"CREATE TABLESPACE small LOCATION '{disk / 'space'}'")
            place = make("full")
            database.ask(f"ALTER DATABASE {place.database} SET TABLESPACE small")
            file = prepare(place, tmp_path)
            fill(disk)
            refused_and_then_done(place, file, lambda: resize("200m"))
            place.remove()
            place.database = None
            database.ask("DROP TABLESPACE small")
    finally:
        database.remove()


def test_readers_go_on_and_whoever_sends_is_told(tmp_path):
    disk = tmp_path / "disk"
    with small_disk(disk, "100m"):
        server = Service(installation(disk))
        base = f"http://127.0.0.1:{server.port}"
        try:
            assert send(base)[0] == 200
            fill(disk)
            pages = ("/", "/findings/", "/inspections/kent-2019/", "/search/?q=custody", "/healthz", "/findings.csv")
            assert {page: ask(base + page) for page in pages} == dict.fromkeys(pages, 200)
            status, text = send(base)
            assert status == 503
            assert "What you sent is not stored" in text
            (disk / "filler").unlink()
            assert send(base)[0] == 200
        finally:
            server.kill()


def send(base):
    """Sends a report of an error as a browser does; its status and text after every redirect."""
    cookies = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(secure_protocols=("https", "http")))
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    page = opener.open(base + FORM, timeout=30).read().decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    sent = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "text": "An invented error. " * 40})
    try:
        answer = opener.open(base + FORM, data=sent.encode(), timeout=30)
        return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
