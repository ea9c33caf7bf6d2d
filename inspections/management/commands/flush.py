"""Django's own command, which empties a whole database, also of what is kept for good."""

from django.core.management.commands import flush
from django.db import connections

from inspections.kept import keep, let_go


class Command(flush.Command):
    help = "Empty the whole database, also of what is kept for good. Asks first."

    def handle(self, **options):
        connection = connections[options["database"]]
        let_go(connection)
        try:
            super().handle(**options)
        finally:
            keep(connection)
