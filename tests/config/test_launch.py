"""The start says in one sentence what is wrong: Python, port, installation, database."""

import io
import signal
import socket
import subprocess
import sys
import threading
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from config import launch

ROOT = launch.ROOT


@pytest.fixture(autouse=True)
def _signals_stay_as_they_are():
    names = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = [signal.getsignal(name) for name in names]
    yield
    for name, handler in zip(names, before, strict=True):
        signal.signal(name, handler)


def told(capsys, action, *arguments):
    """The one sentence with which the start is refused."""
    with pytest.raises(SystemExit) as stopped:
        action(*arguments)
    assert stopped.value.code == 1
    text = capsys.readouterr().err.strip()
    assert text.startswith("Cannot start: ")
    assert "\n" not in text
    return text


@pytest.mark.parametrize("numbers", [(3, 10, 14), (3, 15, 0), (2, 7, 18), (4, 0, 0)])
def test_another_python_is_refused(monkeypatch, capsys, numbers):
    monkeypatch.setattr(launch.sys, "version_info", numbers)
    sentence = told(capsys, launch.check_python)
    assert f"Python 3.11 to 3.14 is needed, and this is Python {numbers[0]}.{numbers[1]}." in sentence


@pytest.mark.parametrize("numbers", [(3, 11, 2), (3, 14, 9)])
def test_a_python_in_range_is_taken(monkeypatch, numbers):
    monkeypatch.setattr(launch.sys, "version_info", numbers)
    launch.check_python()


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "80.5", ""])
def test_a_port_that_is_none_is_refused(capsys, port):
    assert f"PORT is {port!r}; it is a whole number from 1 to 65535." in told(capsys, launch.check_port, port)


def test_a_taken_port_is_refused_and_another_is_proposed(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        sentence = told(capsys, launch.check_port, str(port))
    assert f"port {port} is taken by another program; choose another: PORT={port + 1} make run" in sentence
    launch.check_port(str(port))


def test_the_last_port_of_all_is_not_followed_by_one_that_is_none(capsys, monkeypatch):
    monkeypatch.setattr(launch.socket.socket, "bind", refuse(OSError), raising=False)
    assert "PORT=65536" not in told(capsys, launch.check_port, "65535")


def refuse(error):
    def bind(*arguments):
        raise error

    return bind


def test_a_port_that_needs_rights_is_refused(capsys, monkeypatch):
    monkeypatch.setattr(launch.socket.socket, "bind", refuse(PermissionError), raising=False)
    assert "port 80 may not be opened by this account" in told(capsys, launch.check_port, "80")


@pytest.fixture
def venv(tmp_path, monkeypatch):
    """An environment elsewhere, whose Python is the one that runs the tests."""
    folder = tmp_path / "venv"
    monkeypatch.setattr(launch, "VENV", folder)
    monkeypatch.setattr(launch, "PYTHON", folder / "bin" / "python")
    monkeypatch.setattr(launch, "ROOT", tmp_path)
    return folder


def with_python(folder):
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(sys.executable)


def test_an_environment_that_cannot_be_made_is_a_sentence(venv, capsys, monkeypatch):
    monkeypatch.setattr(launch.subprocess, "run", lambda *a, **k: SimpleNamespace(returncode=1))
    assert "install the package python3-venv" in told(capsys, launch.install, [])


def test_a_broken_requirements_file_is_a_sentence_after_what_pip_said(venv, capsys):
    with_python(venv)
    (venv.parent / "requirements.txt").write_text("this is ! no requirement\n")
    with pytest.raises(SystemExit):
        launch.install(["requirements.txt"])
    said = capsys.readouterr()
    assert "the packages of requirements.txt could not be installed; the lines above are what pip said." in said.err
    assert "Invalid requirement" in said.out
    assert not list(venv.glob("installed-*"))


class Pip:
    """Stands in for a pip that works; remembers how often it ran."""

    def __init__(self):
        self.runs = []

    def __call__(self, command, **options):
        self.runs.append(command)
        lines = ["Collecting thing==1 (from -r requirements.txt)\n", "Installing collected packages: thing\n"]
        return nullcontext(SimpleNamespace(stdout=io.StringIO("".join(lines)), returncode=0))


def test_an_installation_shows_progress_and_is_not_repeated(venv, capsys, monkeypatch):
    with_python(venv)
    requirements = venv.parent / "requirements.txt"
    requirements.write_text("thing==1 \\\n    --hash=sha256:00\n")
    pip = Pip()
    monkeypatch.setattr(launch.subprocess, "Popen", pip)
    launch.install(["requirements.txt"])
    said = capsys.readouterr().out
    assert "Installing 1 packages of requirements.txt" in said
    assert "  Collecting thing==1\n" in said
    assert "--require-hashes" in pip.runs[0]
    launch.install(["requirements.txt"])
    assert (len(pip.runs), capsys.readouterr().out) == (1, "")
    requirements.write_text("thing==2\n")
    launch.install(["requirements.txt"])
    assert len(pip.runs) == 2


def test_a_database_that_cannot_be_prepared_is_a_sentence(venv, capsys, monkeypatch):
    monkeypatch.setattr(launch, "install", lambda names: None)
    monkeypatch.setattr(launch, "check_port", lambda port: None)
    monkeypatch.setattr(launch.subprocess, "run", lambda *a, **k: SimpleNamespace(returncode=1))
    monkeypatch.setattr(launch.os, "chdir", lambda path: None)
    assert "the database could not be prepared; the lines above say why." in told(capsys, launch.run)


class Server:
    """Stands in for gunicorn: answers after a while, then ends."""

    def __init__(self, code):
        self.code, self.signals = code, []

    def poll(self):
        return None

    def wait(self):
        return self.code

    def send_signal(self, number):
        self.signals.append(number)


class Works:
    """Stands in for a worker: dies at once the first times, then runs until it is told to end."""

    def __init__(self, deaths):
        self.deaths, self.starts, self.running, self.told = deaths, 0, threading.Event(), threading.Event()

    def __call__(self, command, **options):
        assert command[1:] == ["manage.py", "work"]
        self.starts += 1
        return self

    def wait(self):
        if self.starts <= self.deaths:
            return -9
        self.running.set()
        assert self.told.wait(20)
        return 0

    def send_signal(self, number):
        self.told.set()


def test_a_worker_that_dies_is_started_again_and_ends_with_the_server(monkeypatch, capsys):
    works = Works(deaths=2)
    monkeypatch.setattr(launch.subprocess, "Popen", works)
    monkeypatch.setattr(launch.Worker, "PAUSE", 0.01)
    worker = launch.Worker()
    worker.start()
    assert works.running.wait(20)
    assert worker.is_alive()
    worker.end()
    assert not worker.is_alive()
    assert works.starts == 3
    assert capsys.readouterr().out.count("ended (-9); it is started again") == 2


@pytest.mark.parametrize(("code", "status"), [(0, 0), (-signal.SIGTERM, 0), (3, 3)])
def test_the_server_says_when_it_is_ready_and_its_end_is_ours(monkeypatch, capsys, code, status):
    answers = iter([False, True])
    monkeypatch.setattr(launch.subprocess, "Popen", lambda *a, **k: Server(code))
    monkeypatch.setattr(launch, "_answers", lambda address: next(answers))
    monkeypatch.setattr(launch.time, "sleep", lambda seconds: None)
    with pytest.raises(SystemExit) as stopped:
        launch.serve("8123")
    assert stopped.value.code == status
    assert "Ready: http://127.0.0.1:8123/" in capsys.readouterr().out


def test_an_address_answers_only_when_something_is_there():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert launch._answers(f"http://127.0.0.1:{port}/livez") is False


def test_the_command_says_what_can_be_done():
    done = subprocess.run(
        [sys.executable, str(ROOT / "config" / "launch.py")], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 1
    assert done.stderr.strip() == "Cannot start: say what to do: run, install or install dev"
