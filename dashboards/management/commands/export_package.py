"""Makes a package of everything that is published, if it differs from the newest one."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from dashboards.packages.shelf import DataMovedError, add_package


class Command(BaseCommand):
    help = "Makes a package of the whole published database for /data/; nothing where nothing changed."

    def handle(self, **options):
        try:
            package, is_new = add_package(localdate())
        except DataMovedError as error:
            raise CommandError(str(error)) from error
        what = "made" if is_new else "nothing changed since"
        self.stdout.write(
            f"Package {package.number}, {what}: {package.path} ({package.size:,} bytes, {package.sha256})"
        )
