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


def wait_for(address, seconds=60):
    until = time.monotonic() + seconds
    while ask(address, 2) != 200:
        assert time.monotonic() < until, f"{address} does not answer"
        time.sleep(0.1)


class Service:
    """One gunicorn of the project upon a prepared installation."""

    def __init__(self, environment):
        self.port = free_port()
        self.environment = {**environment, "PORT": str(self.port)}
        self.start()

    def start(self):
        command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL, start_new_session=True
        )
        wait_for(f"http://127.0.0.1:{self.port}/livez")

    def kill(self):
        """SIGKILL for the whole of it, as when a machine loses power."""
        os.killpg(self.process.pid, 9)
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


def postgres():
    """A PostgreSQL cluster of its own; the test is skipped where none is installed."""
    try:
        return Postgres()
    except NotInstalledError as error:
        pytest.skip(str(error))


def installation(folder, database_url=""):
    """The environment of a prepared production installation."""
    environment = {
        **os.environ,
        "ENVIRONMENT": "production",
        "SECRET_KEY": "only-for-this-proof-" * 4,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SSL_REDIRECT": "no",
        "DATA_DIR": str(folder),
        "DATABASE_URL": database_url,
        "LOG_LEVEL": "ERROR",
    }
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=environment, check=True, capture_output=True)
    return environment
