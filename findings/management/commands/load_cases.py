import getpass

from django.core.management.base import BaseCommand, CommandError

from findings.cases.load import load_cases
from findings.cases.problems import CaseFileError
from findings.cases.progress import Bar, Silent
from inspections.models import Inspection, Person


class Command(BaseCommand):
    help = (
        "Load single cases (CSV or XLSX: reference, area, sample, force_grade, hmicfrs_grade, referred_back) into a "
        "published inspection: all of them or nothing. Cases are matched by reference; the same file again writes "
        "nothing. They are seen by people with the right to see cases, and by nobody else."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="a CSV or XLSX file; its first row names the columns")
        parser.add_argument("--inspection", required=True, metavar="SLUG", help="the inspection the cases are of")
        parser.add_argument("--dry-run", action="store_true", help="check everything and write nothing")
        parser.add_argument("--by", metavar="USERNAME", help="the account that the load is recorded under")

    def handle(self, *, file, inspection, dry_run, by, verbosity, **options):
        row = Inspection.objects.published().filter(slug=inspection).select_related("framework", "force").first()
        if row is None:
            raise CommandError(f"{inspection} is not published here.")
        person = named_person(by)
        try:
            outcome = load_cases(
                file,
                row,
                by=person,
                by_name=person.get_username() if person else getpass.getuser(),
                dry_run=dry_run,
                progress=Bar(self.stderr) if verbosity else Silent(),
            )
        except CaseFileError as error:
            self._list(error)
            count = f"{error.total:,} problem{'' if error.total == 1 else 's'}"
            raise CommandError(f"{count}; nothing was loaded.") from None
        self.stdout.write(said(row.slug, outcome, dry_run))

    def _list(self, error):
        self.stderr.write("\n".join(str(problem) for problem in error.problems))
        if error.total > len(error.problems):
            self.stderr.write(f"… and {error.total - len(error.problems):,} more")


def named_person(username):
    """The account of this name; None where none was named."""
    if not username:
        return None
    person = Person.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise CommandError(f"There is no account {username}.")
    return person


def said(slug, outcome, dry_run):
    """What happened, in a sentence or two."""
    numbers = f"{outcome.added:,} added, {outcome.changed:,} changed, {outcome.unchanged:,} unchanged"
    rest = (
        f" Cases of the inspection that are not in the file, and stay: {outcome.elsewhere:,}."
        if outcome.elsewhere
        else ""
    )
    if dry_run:
        return f"{slug}: of {outcome.rows:,} in the file, {numbers}. A dry run: nothing was written.{rest}"
    if outcome.load is None:
        return f"{slug}: every case of the file is there already ({outcome.rows:,}); nothing was written.{rest}"
    return f"{slug}: load {outcome.load.pk}, {outcome.rows:,} in the file: {numbers}.{rest}"
