"""Web servers under measurement: what their processes cost in CPU and memory, and requests to them."""

import http.client
import os
import socket
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A web server and all of its processes, started with `command`; "{port}" in it becomes its port."""

    def __init__(self, command, environment=None, ready="/"):
        self.port = free_port()
        command = [part.replace("{port}", str(self.port)) for part in command]
        environment = {**os.environ, **(environment or {}), "PORT": str(self.port)}
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + 60
        while not self._answers(ready):
            if time.monotonic() > until:
                raise SystemExit(f"{command[0]} does not answer")
            time.sleep(0.1)

    def _answers(self, path):
        try:
            return self.get(path)[0] < 500
        except OSError:
            return False

    def get(self, path, headers=None):
        """Status and body of one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read(), dict(answer.getheaders())
        finally:
            connection.close()

    def cpu(self):
        """Seconds of CPU of all processes so far."""
        return sum(_cpu_of(pid) for pid in self.pids())

    def memory(self):
        """The largest resident size of all processes together, in MB."""
        return sum(_peak_of(pid) for pid in self.pids())

    def pids(self):
        group = os.getpgid(self.process.pid)
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    if os.getpgid(int(entry.name)) == group:
                        yield int(entry.name)
                except OSError:
                    continue

    def stop(self):
        os.killpg(os.getpgid(self.process.pid), 15)
        self.process.wait()


def cost(server, path, headers, requests):
    """CPU seconds of one request, the mean of `requests` in a row."""
    before = server.cpu()
    for _ in range(requests):
        server.get(path, headers)
    return (server.cpu() - before) / requests


def _cpu_of(pid):
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / TICK


def _peak_of(pid):
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0)
