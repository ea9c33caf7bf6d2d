import secrets
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection

from dashboards.collected_files import are_collected, collect
from dashboards.packages.shelf import is_current
from inspections.models import Inspection, Person


class Command(BaseCommand):
    help = (
        "Make an installation ready to serve: database, reference data, inspections that are missing, static files. "
        "Safe to repeat; what people entered is never touched."
    )

    def handle(self, **options):
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        try:
            self._prepare()
        except Error as error:
            raise CommandError(f"The database does not answer as it should: {error}") from None
        self._static_files()
        if settings.ENVIRONMENT == "local":
            self._first_administrator()

    def _prepare(self):
        fixtures = Path(__file__).resolve().parents[3] / "fixtures"
        self._step("Preparing the database")
        call_command("migrate", verbosity=0, interactive=False)
        if connection.vendor == "sqlite" and Path(connection.settings_dict["NAME"]).is_file():
            Path(connection.settings_dict["NAME"]).chmod(0o600)  # accounts and drafts are nobody else's
        call_command("sync_roles", verbosity=0)
        self._step("Loading reference data")
        call_command("load_reference", verbosity=0)
        self._load_inspections(fixtures / "inspections")
        if not is_current():
            self._step("Making the data package")
            call_command("export_package", stdout=self.stdout)

    def _load_inspections(self, folder):
        self._step("Loading inspections")
        known = dict(Inspection.objects.values_list("slug", "force__is_demo"))
        if known and all(known.values()):
            self.stdout.write(
                "None is loaded: all inspections here are invented, and real ones are not mixed with them."
            )
            return
        # A file is named by its inspection, so that those which are there need not be read.
        documents = sorted(str(path) for path in folder.glob("*.yaml") if path.stem not in known)
        if documents:
            call_command("load_documents", *documents, missing=True, stdout=self.stdout)

    def _static_files(self):
        if not are_collected():
            self._step("Preparing pages")
            collect()

    def _first_administrator(self):
        if Person.objects.exists():
            return
        password = secrets.token_urlsafe(12)
        Person.objects.create_superuser("administrator", password=password)
        self.stdout.write(
            f"\nAn account was made for you, and its password is shown this once:\n"
            f"    name      administrator\n    password  {password}\n"
        )

    def _step(self, text):
        self.stdout.write(f"{text} …")
        self.stdout.flush()
