from pathlib import Path

from django.core import serializers
from django.core.management.base import BaseCommand
from django.db import transaction

from findings.search.index import index_missing

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "reference"
# In the order in which they rest on each other.
FILES = ("forces.yaml", "frameworks.yaml", "themes.yaml", "glossary.yaml")


class Command(BaseCommand):
    help = "Add the reference data that is missing: forces, frameworks, themes, glossary. Rows that exist stay."

    def handle(self, *, verbosity, **options):
        added = 0
        with transaction.atomic():
            for name in FILES:
                added += self._load(FIXTURES / name)
            index_missing()
        if verbosity:
            self.stdout.write(f"{added} row{'' if added == 1 else 's'} added.")

    def _load(self, path):
        """Rows are known by their natural keys; a row that the database has is left as people may have edited it."""
        added = 0
        with path.open(encoding="utf-8") as file:
            for row in serializers.deserialize("yaml", file):
                if row.object.pk is None:
                    row.save()
                    added += 1
        return added
