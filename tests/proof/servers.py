"""Real servers for the proofs: gunicorn, nginx with the documented configuration, PostgreSQL in a folder of its own."""

import glob
import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


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


class Postgres:
    """A PostgreSQL cluster of its own, which may be stopped and started."""

    def __init__(self, folder):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin/pg_ctl"))
        if not found:
            pytest.skip("PostgreSQL is not installed")
        self.bin, self.data, self.port = Path(found[-1]).parent, folder / "data", free_port()
        folder.mkdir()
        if os.getuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(folder, account.pw_uid, account.pw_gid)
            for parent in list(folder.parents)[:3]:
                parent.chmod(parent.stat().st_mode | 0o011)
        self._run(f"initdb -D {self.data} -A trust -U postgres -E UTF8")
        self.start()
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def start(self):
        options = f"-p {self.port} -k {self.data.parent} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run(f"pg_ctl -D {self.data} -w -l {self.data.parent}/log -o '{options}' start")

    def stop(self):
        self._run(f"pg_ctl -D {self.data} -w -m fast stop")

    def _run(self, command):
        line = f"{self.bin}/{command}"
        arguments = ["su", "postgres", "-s", "/bin/sh", "-c", line] if os.getuid() == 0 else ["sh", "-c", line]
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)


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
