from django.core.management.base import BaseCommand, CommandError

from dashboards.monitoring.examination import examine

SIGNS = {"well": "well     ", "doubtful": "doubtful ", "wrong": "WRONG    "}


class Command(BaseCommand):
    help = "Examine this installation and say in sentences what to do. Exit 1 where something is wrong."
    requires_system_checks = ()

    def handle(self, **options):
        results = examine()
        for result in results:
            self.stdout.write(f"{SIGNS[result.outcome]} {result.sentence}")
        count = sum(result.outcome == "wrong" for result in results)
        if count:
            raise CommandError(f"{count} {'thing is' if count == 1 else 'things are'} wrong.")
