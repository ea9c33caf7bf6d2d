from django.core.management.base import BaseCommand, CommandError

from findings.reconcile import ledger
from inspections.models import Inspection

SIGNS = {"holds": "holds      ", "fails": "FAILS      ", "not-printed": "not printed"}


class Command(BaseCommand):
    help = "Print every equation of one inspection, or of all: holds, fails, or not printed. Exit 1 where one fails."

    def add_arguments(self, parser):
        parser.add_argument("slug", nargs="?", metavar="SLUG")

    def handle(self, *, slug, **options):
        rows = Inspection.objects.exclude(state=Inspection.State.SUPERSEDED).select_related("framework")
        if slug:
            rows = rows.filter(slug=slug)
        if slug and not rows:
            raise CommandError(f"There is no inspection {slug}.")
        failed = sum(self._print(inspection) for inspection in rows.order_by("slug", "edition"))
        if failed:
            raise CommandError(f"{failed} equation{' does' if failed == 1 else 's do'} not hold.")

    def _print(self, inspection):
        state = "" if inspection.is_current else f" ({inspection.get_state_display().lower()})"
        self.stdout.write(f"{inspection.slug}, edition {inspection.edition}{state}")
        lines = ledger(inspection)
        for line in lines:
            self.stdout.write(f"  {SIGNS[line.outcome]}  {line.statement}: {line.detail}")
        if not lines:
            self.stdout.write("  nothing is counted here")
        return sum(line.outcome == "fails" for line in lines)
