import getpass

from django.core.management.base import BaseCommand, CommandError

from findings.cases.purge import purge_inspection, purge_load
from findings.management.commands.load_cases import named_person
from findings.models import CaseLoad, ReleasedTable
from inspections.models import Inspection


class Command(BaseCommand):
    help = (
        "Delete single cases: those that one load added or changed last, or all of an inspection. That they were "
        "loaded and purged stays known; a table that was released stays until it is withdrawn."
    )

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--load", type=int, metavar="ID", help="the number of a load")
        which.add_argument("--inspection", metavar="SLUG", help="all cases of this inspection")
        parser.add_argument("--by", metavar="USERNAME", help="the account that the purge is recorded under")

    def handle(self, *, load, inspection, by, **options):
        person = named_person(by)
        by_name = person.get_username() if person else getpass.getuser()
        if load is not None:
            row = CaseLoad.objects.filter(pk=load).select_related("inspection").first()
            if row is None:
                raise CommandError(f"There is no load {load}.")
            of, count = row.inspection, purge_load(row, by_name=by_name)
        else:
            of = Inspection.objects.published().filter(slug=inspection).first()
            if of is None:
                raise CommandError(f"{inspection} is not published here.")
            count = purge_inspection(of, by_name=by_name)
        self.stdout.write(f"{of.slug}: {count:,} case{'' if count == 1 else 's'} purged.")
        if ReleasedTable.objects.filter(inspection=of, withdrawn_at=None).exists():
            self.stdout.write("A table computed from its cases is released and stays public until it is withdrawn.")
