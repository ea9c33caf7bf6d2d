import getpass

from django.core.management.base import BaseCommand, CommandError

from findings.demo.generate import DemoRefusedError, generate


class Command(BaseCommand):
    help = (
        "Make invented forces, inspections, single cases and findings, clearly marked, to try or measure the service. "
        "The same numbers and seed make the same data. Refused where real inspections are published."
    )

    def add_arguments(self, parser):
        parser.add_argument("--cases", type=int, default=1_000, metavar="N", help="single cases (1,000)")
        parser.add_argument("--inspections", type=int, default=12, metavar="N", help="inspections (12)")
        parser.add_argument("--findings", type=int, default=200, metavar="N", help="findings (200)")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="another seed makes other data (1)")
        parser.add_argument(
            "--into-published",
            action="store_true",
            help="also where real inspections are published; every page says so",
        )

    def handle(self, *, cases, inspections, findings, seed, into_published, verbosity, **options):
        for name, number in (("--cases", cases), ("--inspections", inspections), ("--findings", findings)):
            if number < 0:
                raise CommandError(f"{name} is {number}; it is a whole number from 0.")
        if seed < 0:
            raise CommandError(f"--seed is {seed}; it is a whole number from 0.")
        try:
            generate(
                cases=cases,
                inspections=inspections,
                findings=findings,
                seed=seed,
                into_published=into_published,
                by_name=getpass.getuser(),
                say=self.stderr.write if verbosity else lambda text: None,
            )
        except DemoRefusedError as error:
            raise CommandError(str(error)) from None
        made = f"{inspections:,} inspections, {cases:,} cases, {findings:,} findings"
        self.stdout.write(f"Invented with seed {seed}: {made}.")
