"""Keeps the database of this release for the test of upgrades, on both engines; a step of every release (`make keep`).

Writes tests/releases/<release>/: a backup of each engine, as `manage.py backup` makes it, and the documents of what was
published in it. All content is invented. TEST_DATABASE_URL names a database on a PostgreSQL server.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from config.release import RELEASE  # noqa: E402
from tests.installation import installations  # noqa: E402

FILL = "import django; django.setup(); from tests.releases.content import fill; fill()"
SLUGS = ("testshire-2020", "testshire-2024")


def keep(place, target):
    """Fills an empty installation and writes its backup and its documents."""
    place.do("migrate", "-v0")
    place.do("load_reference", "-v0")
    filled = place.python("-c", FILL)
    assert filled.returncode == 0, filled.stderr
    place.do("backup", target / f"{place.engine}.zip")
    for slug in SLUGS:
        (target / f"{slug}.yaml").write_text(place.do("export_document", slug))


def main():
    server = os.environ.get("TEST_DATABASE_URL", "")
    target = HERE / RELEASE
    if not server:
        sys.exit("TEST_DATABASE_URL names no database: a release is kept on both engines.")
    if target.exists():
        sys.exit(f"{target} is there already: a release is kept once. Raise the version in pyproject.toml.")
    target.mkdir()
    try:
        for address in ("", server):
            with tempfile.TemporaryDirectory() as folder, installations(Path(folder), address) as make:
                keep(make("kept"), target)
    except BaseException:
        shutil.rmtree(target)
        raise
    print(f"Release {RELEASE} is kept in {target}: commit it.")


if __name__ == "__main__":
    main()
