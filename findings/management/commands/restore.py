from django.core.management.base import BaseCommand, CommandError

from findings.backup.archive import restore
from findings.backup.engines import BackupError


class Command(BaseCommand):
    help = "Bring a backup back into this database, check every table, and migrate it to this release."
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--replace", action="store_true", help="put it in the place of what is there")

    def handle(self, *, file, replace, **options):
        try:
            manifest = restore(file, replace=replace)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"Restored what {manifest['release']} wrote on {manifest['made']}: "
            f"{len(manifest['tables'])} tables, each compared with the backup. Restart the service."
        )
