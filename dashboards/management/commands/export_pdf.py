"""`manage.py export_pdf SLUG [--output FILE] [--edition N] [--draft]`: one inspection as a PDF with page numbers."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from dashboards.pages.document import document_of
from dashboards.paper import NoBrowserError, PrintError, pdf_of
from inspections.models import Inspection


class Command(BaseCommand):
    help = "Prints one inspection as a PDF through the installed browser engine; needs no running server."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the inspection, as in its address: dorset-2021")
        parser.add_argument("--output", metavar="FILE", help="where to write; without it SLUG.pdf in this folder")
        parser.add_argument("--edition", type=int, metavar="N", help="a public edition; without it the current one")
        parser.add_argument("--draft", action="store_true", help="print a draft; each says that it is unpublished")

    def handle(self, *, slug, output, edition, draft, **options):
        inspection = chosen(slug, edition, draft)
        path = Path(output or f"{slug}.pdf")
        if not path.parent.is_dir():
            raise CommandError(f"There is no folder {path.parent} to write {path.name} into.")
        try:
            pdf_of(document_of(inspection), path)
        except NoBrowserError as error:
            raise CommandError(str(error), returncode=3) from error
        except PrintError as error:
            raise CommandError(str(error), returncode=4) from error
        self.stdout.write(f"{path}: {inspection.title}, edition {inspection.edition}, {path.stat().st_size:,} bytes")


def chosen(slug, edition, draft):
    """The edition asked for, or a CommandError that says what there is instead."""
    rows = list(Inspection.objects.filter(slug=slug).order_by("-edition"))
    if not rows:
        raise CommandError(f"There is no inspection “{slug}”.")
    allowed = [row for row in rows if row.is_public != draft]
    if not allowed and draft:
        raise CommandError(f"“{slug}” has no draft.")
    if not allowed:
        raise CommandError(f"“{slug}” is not published. To print the draft, say so with --draft.")
    if edition is None:
        return next((row for row in allowed if row.is_current), allowed[0])
    found = next((row for row in allowed if row.edition == edition), None)
    if found is None:
        there = ", ".join(str(row.edition) for row in reversed(allowed))
        raise CommandError(f"“{slug}” has no such edition {edition}; there are: {there}.")
    return found
