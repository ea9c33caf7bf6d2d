"""The long tests, file by file, in one go: what passed, what failed, what was not shown and why, and how long it took.

Usage: run.py [FILE…] (all of them without one). Each file runs by itself, so that one that breaks stops no other. They
make their own databases, on SQLite and in PostgreSQL clusters of their own, and need no TEST_DATABASE_URL; with it the
ten editors are tried on that PostgreSQL too. What a file leaves behind, processes and folders, is named and cleared
away. Ends with 1 where anything failed, was skipped or was left behind: a proof that was not run is none.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
EDITORS = "tests/dashboards/entry/test_ten_editors.py"
MARK = "PROOF_RUN"
# What is needed besides Python: how it is found, and what is not shown without it.
NEEDED = (
    ("nginx", lambda: shutil.which("nginx"), "servers taken away, slow clients"),
    ("PostgreSQL", lambda: list(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")), "everything on PostgreSQL"),
    ("LibreOffice (soffice)", lambda: shutil.which("soffice"), "reports printed by an office program"),
    ("redis-server", lambda: shutil.which("redis-server"), "an installation of which every part is broken"),
    ("REPORT_TEXTS, the folder of the report texts", lambda: _folder("REPORT_TEXTS"), "the same"),
    ("the right to mount (root)", lambda: os.geteuid() == 0, "a full disk"),
)


def _folder(name):
    return os.environ.get(name) and Path(os.environ[name]).is_dir()


def missing():
    return [f"{name}: without it is not shown: {shows}." for name, found, shows in NEEDED if not found()]


def files():
    """Every file with a test that is marked `proof`."""
    marked = re.compile(r"^(pytestmark = .*|@)pytest\.mark\.proof", re.M)
    return sorted(
        str(path.relative_to(ROOT)) for path in ROOT.glob("tests/**/test_*.py") if marked.search(path.read_text())
    )


class Run:
    """One file: its tests in a process and a folder of their own, and what is left of them."""

    def __init__(self, file, database=""):
        self.file, self.database = file, database
        self.name = file if not database else f"{file} on TEST_DATABASE_URL"
        self.folder = Path(tempfile.mkdtemp(prefix="proof-"))
        self.folder.chmod(0o755)  # PostgreSQL and nginx work in it under other names
        self.mark = f"{MARK}={self.folder.name}"

    def go(self):
        report, began = self.folder / "report.xml", time.monotonic()
        command = [sys.executable, "-m", "pytest", "-m", "proof", "-s", f"--junitxml={report}", self.file]
        environment = {**os.environ, "DATABASE_URL": self.database, "TMPDIR": str(self.folder), MARK: self.folder.name}
        try:
            self.code = subprocess.run(command, cwd=ROOT, env=environment).returncode
            self.seconds = time.monotonic() - began
            self.passed, self.failed, self.skipped = outcomes(report) if report.exists() else (0, ["not run"], [])
        finally:
            self.left = self.clear()
        return self

    def clear(self):
        """Ends and removes what is left; says what it was."""
        left = [f"process {pid}: {what}" for pid, what in self._processes()]
        for pid, _ in self._processes():
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.2 if left else 0)
        for line in Path("/proc/mounts").read_text().splitlines():
            if f"/{self.folder.name}/" in line:
                left.append(f"mount {line.split()[1]}")
                subprocess.run(["umount", "-l", line.split()[1]])
        left += [f"folder {path}" for path in self.folder.glob("proof-*")]
        shutil.rmtree(self.folder, ignore_errors=True)
        return left

    def _processes(self):
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                if self.mark.encode() in (entry / "environ").read_bytes().split(b"\0"):
                    yield int(entry.name), (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()[:120]
            except OSError:
                continue

    def line(self):
        counts = f"{self.passed} passed, {len(self.failed)} failed, {len(self.skipped)} skipped"
        return f"{self.seconds:6.0f} s  {counts}  {self.name}"

    def sentences(self):
        told = [f"failed: {name}" for name in self.failed] + [f"skipped: {name}" for name in self.skipped]
        told += [f"left behind: {what}" for what in self.left]
        return told or ([f"pytest ended with {self.code}"] if self.code else [])


def outcomes(report):
    """`(how many passed, names of what failed, what was skipped and why)`."""
    passed, failed, skipped = 0, [], []
    for case in ElementTree.parse(report).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed.append(case.get("name"))
        elif (skip := case.find("skipped")) is not None:
            skipped.append(f"{case.get('name')}: {skip.get('message')}")
        else:
            passed += 1
    return passed, failed, skipped


def main(chosen):
    absent = missing()
    print("\n".join(["Not on this machine:", *absent] if absent else ["Everything that the proofs need is here."]))
    runs = [(file, "") for file in chosen or files()]
    server = os.environ.get("TEST_DATABASE_URL", "")
    if (EDITORS, "") in runs and server:
        runs.append((EDITORS, server))
    done = []
    for file, database in runs:
        print(f"\n== {file}{' on TEST_DATABASE_URL' if database else ''}", flush=True)
        done.append(Run(file, database).go())
    print("\n" + "\n".join(run.line() for run in done))
    print(f"{sum(run.seconds for run in done):6.0f} s  altogether")
    if not server:
        print("Ten editors on PostgreSQL: not tried, TEST_DATABASE_URL is not set.")
    wrong = [f"  {run.name}: {sentence}" for run in done for sentence in run.sentences()]
    print("\n".join(["\nNot proven:", *wrong] if wrong else ["\nAll of it is proven."]))
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
