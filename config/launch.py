"""Starts the project on a machine with nothing but Python: environment, database, data, web server.

Runs under the system's Python before anything is installed, so it uses the standard library alone and says in one
sentence what is wrong. Usage: launch.py run | install [dev]
"""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST, NEWEST = (3, 11), (3, 14)


def fail(sentence):
    print(f"\nCannot start: {sentence}", file=sys.stderr, flush=True)
    raise SystemExit(1)


def say(text):
    print(text, flush=True)


def check_python():
    found = sys.version_info[:2]
    if not OLDEST <= found <= NEWEST:
        fail(f"Python 3.11 to 3.14 is needed, and this is Python {found[0]}.{found[1]}.")


def install(names):
    """Makes the environment and installs the pinned packages; does nothing where that is done already."""
    check_python()
    if not PYTHON.exists():
        say(f"Making a Python environment in {VENV.name} …")
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
        if made.returncode:
            fail("the Python environment could not be made; on Debian and Ubuntu install the package python3-venv.")
    for name in names:
        _install_file(ROOT / name)


def _install_file(requirements):
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()
    stamp = VENV / f"installed-{requirements.stem}"
    if stamp.exists() and stamp.read_text() == digest:
        return
    count = sum(1 for line in requirements.read_text().splitlines() if "==" in line and not line.startswith((" ", "#")))
    say(f"Installing {count} packages of {requirements.name} (the first time this takes a minute) …")
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    told = []
    with subprocess.Popen(
        [*command, "-r", str(requirements)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        for line in process.stdout:
            told.append(line.rstrip())
            if line.startswith(("Collecting", "Installing collected")):
                say("  " + line.split(" (from")[0].strip()[:100])
    if process.returncode:
        say("\n".join(told[-5:]))
        fail(f"the packages of {requirements.name} could not be installed; the lines above are what pip said.")
    stamp.write_text(digest)


def check_port(port):
    if not port.isdecimal() or not 1 <= int(port) <= 65535:
        fail(f"PORT is {port!r}; it is a whole number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except PermissionError:
            fail(f"port {port} may not be opened by this account; choose one above 1023: PORT=8001 make run")
        except OSError:
            other = int(port) + 1 if int(port) < 65535 else 8000
            fail(f"port {port} is taken by another program; choose another: PORT={other} make run")


def serve(port):
    """Runs the web server in the foreground, the worker beside it, and says when it answers."""
    server = subprocess.Popen([str(PYTHON), "-m", "gunicorn", "-c", str(ROOT / "config" / "gunicorn.py")], cwd=ROOT)
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, lambda number, frame: server.send_signal(signal.SIGTERM))
    address = f"http://127.0.0.1:{port}/"
    while server.poll() is None and not _answers(f"{address}livez"):
        time.sleep(0.1)
    if server.poll() is None:
        say(f"\nReady: {address}  (stop with Ctrl+C)")
    worker = Worker()
    worker.start()
    code = server.wait()
    worker.end()
    raise SystemExit(0 if code in (0, -signal.SIGTERM) else code)


class Worker(threading.Thread):
    """Keeps a worker that reads reports running beside the server: starts it again when it dies, until told to end."""

    PAUSE = 5

    def __init__(self):
        super().__init__(daemon=True)
        self._over, self._process = threading.Event(), None

    def run(self):
        while not self._over.is_set():
            self._process = subprocess.Popen([str(PYTHON), "manage.py", "work"], cwd=ROOT)
            if self._over.is_set():  # told to end while it was being started
                self._process.send_signal(signal.SIGTERM)
            code = self._process.wait()
            if not self._over.wait(self.PAUSE):
                say(f"The worker that reads reports ended ({code}); it is started again.")

    def end(self):
        self._over.set()
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
        self.join(timeout=20)


def _answers(address):
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return answer.status == 200
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def run():
    port = os.environ.get("PORT", "8000").strip() or "8000"
    check_python()
    check_port(port)
    install(["requirements.txt"])
    os.chdir(ROOT)
    if subprocess.run([str(PYTHON), "manage.py", "prepare"]).returncode:
        fail("the database could not be prepared; the lines above say why.")
    serve(port)


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        run()
    elif sys.argv[1:2] == ["install"]:
        install(["requirements.txt", "requirements-dev.txt"] if "dev" in sys.argv else ["requirements.txt"])
    else:
        fail("say what to do: run, install or install dev")
