from django.core.management.base import BaseCommand, CommandError

from findings.documents.problems import DocumentError
from findings.store.load import load_files


class Command(BaseCommand):
    help = (
        "Load inspection documents (YAML): all of them or nothing. A published inspection whose document changed "
        "becomes a new edition; nothing changed, nothing written."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a YAML file of one inspection")
        parser.add_argument("--as-draft", action="store_true", help="store as a draft instead of publishing")
        parser.add_argument("--missing", action="store_true", help="skip inspections that the database has already")

    def handle(self, *, paths, as_draft, missing, **options):
        try:
            outcomes = load_files(paths, as_draft=as_draft, only_missing=missing)
        except DocumentError as error:
            count = len(error.problems)
            self.stderr.write("\n".join(str(problem) for problem in error.problems))
            raise CommandError(f"{count} problem{'' if count == 1 else 's'}; nothing was loaded.") from None
        for outcome in outcomes:
            row = outcome.inspection
            self.stdout.write(f"{row.slug}: {outcome.what} (edition {row.edition}, {row.get_state_display().lower()})")
        if not outcomes:
            self.stdout.write("Every inspection is there already.")
