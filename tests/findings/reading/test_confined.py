"""The process that reads a file is shut in: tried from within, with the namespace and without it."""

import json
import socket
import subprocess
import sys

import pytest

from findings.reading.apart import ROOT

TRY = """
import ctypes, json, os, socket, subprocess, sys
from findings.reading import confined
port, secret, wall = sys.argv[1:]
own = socket.socket()
if wall == "python":
    confined._leave_the_network = lambda: False
    has_namespace = confined.shut_in()
else:
    has_namespace = confined._leave_the_network()
said = {"namespace": has_namespace}
tries = {
    "connects": lambda: own.connect(("127.0.0.1", int(port))),
    "new socket": lambda: socket.create_connection(("127.0.0.1", int(port))),
    "program": lambda: subprocess.run(["true"], check=True),
    "fork": lambda: os.fork() or os._exit(0),
    "shell": lambda: os.system("true"),
    "reads": lambda: open(secret).read(),
    "reads low": lambda: os.open(secret, os.O_RDONLY),
    "reads memory": lambda: open("/proc/self/environ").read(),
    "writes": lambda: open(confined.__file__, "a"),
    "machine code": lambda: ctypes.CDLL(None),
    "own library": lambda: __import__("wave"),
    "own data": lambda: open(confined.__file__).read(),
}
for name, tried in tries.items():
    try:
        tried()
        said[name] = "done"
    except (OSError, confined.ShutInError) as error:
        said[name] = type(error).__name__
print(json.dumps(said))
"""


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def tried(port, secret, wall):
    command = [sys.executable, "-c", TRY, str(port), str(secret), wall]
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)


def test_pythons_wall_lets_it_read_its_own_libraries_and_nothing_else(port, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("very secret")
    said = tried(port, secret, "python")
    assert said.pop("namespace") is False
    assert {name for name, answer in said.items() if answer == "done"} == {"own library", "own data"}
    assert set(said.values()) == {"done", "ShutInError"}


def test_in_the_namespace_no_network_is_reached_by_any_code(port, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("x")
    said = tried(port, secret, "namespace")
    if not said["namespace"]:
        pytest.skip("this system lets nobody make namespaces")
    assert said["machine code"] == "done"  # nothing but the namespace stands here
    assert said["new socket"] == "OSError"
    with socket.create_connection(("127.0.0.1", port)):
        pass  # outside of it the same address answers
