from django.core.management.base import BaseCommand, CommandError

from findings.documents.yaml_form import write_text
from findings.store.export import document_of
from inspections.models import Inspection


class Command(BaseCommand):
    help = "Print an inspection as the YAML document that load_documents takes."

    def add_arguments(self, parser):
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("--edition", type=int, help="an edition other than the current one")

    def handle(self, *, slug, edition, **options):
        rows = Inspection.objects.filter(slug=slug)
        rows = rows.filter(edition=edition) if edition else rows.published()
        inspection = rows.select_related("force", "framework", "parent").first()
        if inspection is None:
            raise CommandError(f"There is no such edition of {slug}." if edition else f"{slug} is not published here.")
        self.stdout.write(write_text(document_of(inspection)), ending="")
