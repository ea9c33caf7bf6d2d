"""A PostgreSQL cluster of its own, for measurements and for the proofs, which stop and start it."""

import glob
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from benchmarks.processes import cpu_of, cpu_of_ended, free_port


class NotInstalledError(Exception):
    """There is no PostgreSQL on this machine."""


class Postgres:
    """One cluster in `folder`, made where there is none yet; in a temporary folder where none is named."""

    def __init__(self, folder=None):
        self.bin = programs()
        self.data, self.port = open_folder(folder) / "data", free_port()
        if not (self.data / "PG_VERSION").exists():
            self.run(f"initdb -D {self.data} -A trust -U postgres -E UTF8")
        self.start()

    @property
    def url(self):
        return self.url_of("postgres")

    def url_of(self, database):
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"

    def replica(self):
        """A streaming replica of this cluster."""
        copy = Postgres.__new__(Postgres)
        copy.bin, copy.data, copy.port = self.bin, open_folder() / "data", free_port()
        self.run(f"pg_basebackup -D {copy.data} -R -X stream -c fast -h 127.0.0.1 -p {self.port} -U postgres")
        copy.start()
        return copy

    def ask(self, sql):
        """Runs one statement as the cluster's owner, and returns what it answers."""
        return self.run(f'psql -h 127.0.0.1 -p {self.port} -U postgres -qAtc "{sql}" postgres').strip()

    def cpu(self):
        """Seconds of CPU of all its processes so far, of those that have ended too."""
        return cpu_of_cluster(self.data)

    def start(self):
        if (self.data / "postmaster.pid").exists():
            self.run(f"pg_ctl -D {self.data} -w -m immediate stop", forgiving=True)
        options = f"-p {self.port} -k {self.data.parent} -c listen_addresses=127.0.0.1 -c fsync=off"
        self.run(f"pg_ctl -D {self.data} -w -l {self.data.parent}/log -o '{options}' start")

    def stop(self, how="fast"):
        self.run(f"pg_ctl -D {self.data} -w -m {how} stop")

    def remove(self):
        """Stops it where it runs, and takes its folder away."""
        if (self.data / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self.data.parent)

    def run(self, command, forgiving=False):
        line = f"{self.bin}/{command}"
        arguments = ["su", "postgres", "-s", "/bin/sh", "-c", line] if os.getuid() == 0 else ["sh", "-c", line]
        with tempfile.TemporaryFile("w+") as said:  # a server that is started keeps what it was given to write to
            done = subprocess.run(arguments, stdout=said, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
            said.seek(0)
            text = said.read()
        if done.returncode and not forgiving:
            raise RuntimeError(text)
        return text


def programs():
    """The folder of the newest PostgreSQL's programs."""
    found = glob.glob("/usr/lib/postgresql/*/bin/pg_ctl")
    if not found:
        raise NotInstalledError("PostgreSQL is not installed")
    return max(map(Path, found), key=lambda path: int(path.parts[-3])).parent


def open_folder(folder=None):
    """A folder that PostgreSQL's account may use: it lies beside those of the caller, which may be closed to others."""
    if folder is None:
        folder = Path(tempfile.mkdtemp(prefix="proof-postgres-"))
    folder.mkdir(parents=True, exist_ok=True)
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    return folder


def cpu_of_cluster(data):
    """Seconds of CPU so far of the processes of the cluster in the folder `data`, of those that have ended too."""
    first = int((data / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    return cpu_of(first) + cpu_of_ended(first) + sum(cpu_of(int(pid)) for pid in children)
