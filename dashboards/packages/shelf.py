"""Where packages are kept: every version in DATA_DIR/packages, and a list of them with what changed."""

import csv
import fcntl
import hashlib
import json
import os
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from dashboards.packages.build import NAME, changed_rows, counted, zipped
from findings.data_version.current import data_version

LIST = "packages.json"
MADE_OF = "made-of"
ATTEMPTS = 3


class DataMovedError(Exception):
    """The data changed each time while the package was being made."""


@dataclass(frozen=True)
class Package:
    """One version. `content` names what is in it; `changes`: table -> rows added, removed, changed since the last."""

    number: int
    content: str
    file: str
    made_on: str
    size: int
    sha256: str
    changes: dict

    @property
    def day(self):
        return date.fromisoformat(self.made_on)

    @property
    def sha256_pieces(self):
        """The digest in pieces, between which a narrow page may break the line."""
        return [self.sha256[place : place + 16] for place in range(0, 64, 16)]

    @property
    def path(self):
        return folder() / self.file

    @property
    def changes_file(self):
        """The rows that changed since the version before, one a line; the first version has none."""
        return f"{NAME}-{self.number}-{self.content}.changes.csv"

    @property
    def has_changes_file(self):
        return (folder() / self.changes_file).exists()


def folder():
    return Path(settings.DATA_DIR) / "packages"


def packages():
    """Every version, newest first."""
    path = folder() / LIST
    if not path.exists():
        return []
    return [Package(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))]


def is_current():
    """Whether the newest package was made by this release of the data as they are."""
    noted, known = folder() / MADE_OF, packages()
    return bool(known) and known[0].path.exists() and noted.exists() and noted.read_text() == _state(data_version())


def add_package(on):
    """Makes a package of the data as they are; nothing is added where the newest holds the same. (package, is new)"""
    folder().mkdir(parents=True, exist_ok=True)
    with _alone(), NamedTemporaryFile(dir=folder(), suffix=".part", delete=False) as part:
        _clear(besides=part.name)
        try:
            content, version = _of_one_state(part.name)
            known = packages()
            is_new = not (known and known[0].content == content and known[0].path.exists())
            newest = _kept(Path(part.name), content, known, on) if is_new else known[0]
            (folder() / MADE_OF).write_text(_state(version))
            return newest, is_new
        finally:
            Path(part.name).unlink(missing_ok=True)


def _state(version):
    return f"{settings.RELEASE} {version}"


def _of_one_state(target):
    """What is in the package, and the version of its data; made again where the data moved between its queries."""
    for _ in range(ATTEMPTS):
        before = data_version()
        content = zipped(target)
        if data_version() == before:
            return content, before
    raise DataMovedError("The data changed while the package was made; nothing was written. Try again.")


def _kept(made, content, known, on):
    raw = made.read_bytes()
    file = f"{NAME}-{content}.zip"
    earlier = known[0].path if known else None
    rows = list(changed_rows(earlier, made)) if earlier and earlier.exists() else []
    package = Package(
        number=known[0].number + 1 if known else 1,
        content=content,
        file=file,
        made_on=on.isoformat(),
        size=len(raw),
        sha256=hashlib.sha256(raw).hexdigest(),
        changes=counted(rows),
    )
    if known:
        _write_changes(folder() / package.changes_file, rows)
    made.chmod(0o644)
    os.replace(made, folder() / file)
    listed = folder() / f"{LIST}.part"
    listed.write_text(json.dumps([asdict(one) for one in (package, *known)], indent=1), encoding="utf-8")
    os.replace(listed, folder() / LIST)
    return package


def _write_changes(path, rows):
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("table", "key", "what"))
        writer.writerows((table, ";".join(key), what) for table, key, what in rows)
    os.replace(part, path)


def _clear(besides):
    """Takes away what was being written by whoever was killed meanwhile; nobody else is at work."""
    for path in folder().glob("*.part"):
        if path != Path(besides):
            path.unlink(missing_ok=True)


@contextmanager
def _alone():
    """One at a time: two that are made at once would forget one of the two."""
    with (folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
