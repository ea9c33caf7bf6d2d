"""Web servers under measurement: what their processes cost in CPU and memory, and requests to them."""

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")
GUNICORN = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A web server and all of its processes, started with `command`; "{port}" in it becomes its port.

    `beside` are those whose CPU counts as the server's, such as the database's processes. `copies` starts several
    processes of the same command on ports of their own, which are asked in turn.
    """

    def __init__(self, command, environment=None, ready="/", beside=(), copies=1, folder=ROOT):
        self.beside, self.turn = beside, 0
        self.ports = [free_port() for _ in range(copies)]
        self.began = time.monotonic()
        self.processes = [self._start(command, environment, port, folder) for port in self.ports]
        until = time.monotonic() + 60
        while not all(self._answers(ready) for _ in self.ports):
            if time.monotonic() > until:
                self.stop()
                raise SystemExit(f"{command[0]} does not answer")
            time.sleep(0.02)
        self.took = time.monotonic() - self.began

    def _start(self, command, environment, port, folder):
        return subprocess.Popen(
            [part.replace("{port}", str(port)) for part in command],
            cwd=folder,
            env={**os.environ, **(environment or {}), "PORT": str(port)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _answers(self, path):
        try:
            return self.get(path)[0] == 200
        except OSError:
            return False

    def connect(self):
        self.turn += 1
        return http.client.HTTPConnection("127.0.0.1", self.ports[self.turn % len(self.ports)], timeout=300)

    def get(self, path, headers=None, body=None):
        """Status, body and headers of one request on a connection of its own; a POST of JSON where there is a body."""
        connection = self.connect()
        try:
            connection.request("POST" if body else "GET", path, body=body, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read(), dict(answer.getheaders())
        finally:
            connection.close()

    def cpu(self):
        """Seconds of CPU of all processes so far, those of `beside` included."""
        return sum(cpu_of(pid) for pid in self.pids()) + sum(one.cpu() for one in self.beside)

    def peak(self):
        """The largest resident size of all processes together so far, in MB."""
        return sum(memory_of(pid, "VmHWM") for pid in self.pids())

    def heap(self):
        """What the processes hold themselves now, without pages of files, in MB."""
        return sum(memory_of(pid, "RssAnon") for pid in self.pids())

    def pids(self):
        groups = {process.pid for process in self.processes}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    if os.getpgid(int(entry.name)) in groups:
                        yield int(entry.name)
                except OSError:
                    continue

    def stop(self):
        for process in self.processes:
            os.killpg(process.pid, 15)
            process.wait()


class Cost:
    """What one request took: seconds of CPU and of the clock, each the mean of some in a row."""

    def __init__(self, server, path, headers=None, requests=1, body=None):
        before, began = server.cpu(), time.monotonic()
        for _ in range(requests):
            status, _, _ = server.get(path, headers, body)
            if status not in (200, 304):
                raise SystemExit(f"{path} answers {status}")
        self.cpu, self.time = (server.cpu() - before) / requests, (time.monotonic() - began) / requests


def cpu_of(pid):
    """Seconds of CPU of a process with all its threads, by its own clock, which is finer than the system's ticks."""
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0


def cpu_of_ended(pid):
    """Seconds of CPU of the children of a process that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / TICK


def memory_of(pid, name):
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:")), 0)
