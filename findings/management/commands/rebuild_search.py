from django.core.management.base import BaseCommand

from findings.search.index import rebuild


class Command(BaseCommand):
    help = (
        "Make the search index anew from what is published. Needed only after an upgrade that cuts words differently, "
        "or after rows were changed past Django."
    )

    def handle(self, **options):
        count = rebuild()
        self.stdout.write(f"{count:,} entr{'y' if count == 1 else 'ies'} in the search index.")
