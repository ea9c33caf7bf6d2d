from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from findings.backup.archive import back_up
from findings.backup.engines import BackupError


class Command(BaseCommand):
    help = "Write everything to one file while the service runs: database, uploads and packages."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", metavar="FILE", help="default: backups/<time>.zip in the data folder")

    def handle(self, *, file, **options):
        target = Path(file) if file else settings.DATA_DIR / "backups" / f"{datetime.now():%Y-%m-%d-%H%M%S}.zip"
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            manifest = back_up(target)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from None
        rows = sum(count for count, _ in manifest["tables"].values())
        self.stdout.write(
            f"{target}: {rows:,} rows of {len(manifest['tables'])} tables. It holds accounts: keep it safe."
        )
