"""Real servers for the proofs: gunicorn, nginx with the documented configuration, PostgreSQL in a folder of its own."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from benchmarks.postgres import NotInstalledError, Postgres
from benchmarks.processes import ROOT, free_port


def ask(address, seconds=30):
    """The status of one request; 0 where no answer came."""
    try:
        with urllib.request.urlopen(address, timeout=seconds) as answer:
            answer.read()
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def wait_until(is_so, what, seconds=60):
    """Waits until something is so, as long as a busy machine may need; `what` says what was waited for in vain."""
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, f"not so after {seconds} s: {what}"
        time.sleep(0.1)


def wait_for(address, seconds=60):
    wait_until(lambda: ask(address, 2) == 200, f"{address} answers", seconds)


class Service:
    """One gunicorn of the project, or of other code in the folder `root`, upon a prepared installation."""

    def __init__(self, environment, root=ROOT):
        self.port, self.root = free_port(), root
        self.environment = {**environment, "PORT": str(self.port)}
        self.start()

    def start(self):
        command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py"]
        self.process = subprocess.Popen(
            command, cwd=self.root, env=self.environment, stderr=subprocess.DEVNULL, start_new_session=True
        )
        wait_for(f"http://127.0.0.1:{self.port}/livez")

    def kill(self):
        """SIGKILL for the whole of it, as when a machine loses power."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, 9)
            self.process.wait()

    def stop(self):
        """As systemd stops it: what it is answering it answers to the end."""
        self.process.terminate()
        self.process.wait()


class Nginx:
    """nginx with docs/examples/nginx.conf; what is changed is where it listens and that there is no certificate."""

    def __init__(self, folder, ports):
        program = shutil.which("nginx") or pytest.skip("nginx is not installed")
        self.port = free_port()
        text = (ROOT / "docs" / "examples" / "nginx.conf").read_text().split("\nserver {\n    listen 80;")[0]
        text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{self.port};")
        text = re.sub(r"^\s*ssl_.*\n", "", text, flags=re.M)
        for example, port in zip(("8000", "8001"), ports, strict=True):
            text = text.replace(f"127.0.0.1:{example} ", f"127.0.0.1:{port} ")
        (folder / "nginx.conf").write_text(
            f"daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\n"
            f"events {{ worker_connections 1024; }}\nhttp {{ access_log off; client_body_temp_path {folder}/body; "
            f"proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; "
            f"scgi_temp_path {folder}/s;\n{text}\n}}\n"
        )
        folder.chmod(0o755)
        self.process = subprocess.Popen([program, "-c", str(folder / "nginx.conf"), "-p", str(folder)])
        wait_for(f"http://127.0.0.1:{self.port}/livez")

    def stop(self):
        self.process.terminate()
        self.process.wait()


SESSION = """
import django; django.setup()
from django.conf import settings
from tests.people import client_of, somebody
print(client_of(somebody("reader", name="proof-reader")).cookies[settings.SESSION_COOKIE_NAME].OutputString())
"""


def cookie_of_a_reader(environment):
    """The header of somebody who is signed in, as their browser sends it."""
    run = {**environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", SESSION], cwd=ROOT, env=run, check=True, capture_output=True, text=True
    )
    return {"Cookie": done.stdout.strip().splitlines()[-1].partition(";")[0]}


def postgres():
    """A PostgreSQL cluster of its own; the test is skipped where none is installed."""
    try:
        return Postgres()
    except NotInstalledError as error:
        pytest.skip(str(error))


def installation(folder, database_url="", root=ROOT, more=None):
    """The environment of a prepared production installation. All readers of a proof are one client: rates are high."""
    environment = {
        **os.environ,
        "ENVIRONMENT": "production",
        "SECRET_KEY": "only-for-this-proof-" * 4,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SSL_REDIRECT": "no",
        "DATA_DIR": str(folder),
        "DATABASE_URL": database_url,
        "LOG_LEVEL": "ERROR",
        **dict.fromkeys(("SEARCH_RATE", "EXPORT_RATE", "API_RATE"), "1000000"),
        **(more or {}),
    }
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=root, env=environment, check=True, capture_output=True)
    return environment


READS = "SELECT seq_scan + COALESCE(idx_scan, 0) FROM pg_stat_user_tables WHERE relname = 'findings_dataversion'"


def reads_of(cluster):
    """How often a cluster was asked for the data version, as its statistics say: up to ten seconds late."""
    return int(cluster.ask(READS))
