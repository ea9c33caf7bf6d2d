"""One file with everything: the database, the packages that were handed out, and what each table held."""

import json
import shutil
import tempfile
import zipfile
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from findings.backup.engines import BackupError, bring_back, dump

MANIFEST, DATABASE, FOLDERS = "backup.json", "database", ("packages",)
FORM = 1


def back_up(target):
    """Writes the archive, complete or not at all; returns its manifest."""
    target = Path(target)
    if target.exists():
        raise BackupError(f"{target} is there already; a backup is never written over.")
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        copy, archive = Path(folder) / DATABASE, Path(folder) / "archive.zip"
        contents = dump(copy)
        manifest = {
            "form": FORM,
            "engine": connection.vendor,
            "release": settings.RELEASE,
            "made": timezone.now().isoformat(timespec="seconds"),
            "tables": contents,
        }
        with zipfile.ZipFile(archive, "x", zipfile.ZIP_DEFLATED, compresslevel=6) as zipped:
            zipped.writestr(MANIFEST, json.dumps(manifest, indent=1))
            zipped.write(copy, DATABASE)
            for name in FOLDERS:
                for path in sorted((settings.DATA_DIR / name).rglob("*")):
                    if path.is_file():
                        zipped.write(path, path.relative_to(settings.DATA_DIR))
        archive.chmod(0o600)
        archive.rename(target)
    return manifest


def restore(source, *, replace=False):
    """Brings an archive back, checks every table against it, and migrates it to today's code; returns the manifest."""
    manifest = _manifest(source)
    if not replace and _holds_something():
        raise BackupError("This database holds inspections. Restore into an empty one, or say --replace.")
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as folder:
        with zipfile.ZipFile(source) as zipped:
            names = [name for name in zipped.namelist() if name == DATABASE or name.startswith(FOLDERS)]
            zipped.extractall(folder, names)
        bring_back(Path(folder) / DATABASE, partial(_refuse_differences, manifest))
        for name in FOLDERS:
            if (Path(folder) / name).is_dir():
                shutil.copytree(Path(folder) / name, settings.DATA_DIR / name, dirs_exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    return manifest


def _manifest(source):
    try:
        with zipfile.ZipFile(source) as zipped:
            manifest = json.loads(zipped.read(MANIFEST))
            broken = zipped.testzip()
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise BackupError(f"{source} is no backup of this service, or is damaged ({type(error).__name__}).") from None
    if broken:
        raise BackupError(f"{source} is damaged: {broken} does not have the content that was written.")
    if manifest.get("form") != FORM:
        raise BackupError(f"{source} has form {manifest.get('form')}; this release reads form {FORM}.")
    if manifest["engine"] != connection.vendor:
        raise BackupError(f"{source} was made of {manifest['engine']}, and this database is {connection.vendor}.")
    return manifest


def _holds_something():
    with connection.cursor() as cursor:
        if "inspections_inspection" not in connection.introspection.table_names(cursor):
            return False
        cursor.execute("SELECT COUNT(*) FROM inspections_inspection")
        return cursor.fetchone()[0] > 0


def _refuse_differences(manifest, found):
    wanted = {table: list(content) for table, content in manifest["tables"].items()}
    different = sorted(table for table in wanted.keys() | found.keys() if wanted.get(table) != found.get(table))
    if different:
        raise BackupError(f"What came back is not what was written, in {', '.join(different)}.")
