from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from findings.documents.yaml_form import write_text
from findings.readers.report.account import account
from findings.readers.report.extract import extract
from findings.readers.report.read import read_report
from findings.readers.report.source import UnreadableReportError
from findings.store.reader_vocabulary import reader_vocabulary

MAX_BYTES = 100_000_000
# A PDF longer than this takes long enough to tell how far it is.
LONG = 20


class Command(BaseCommand):
    help = (
        "Read an inspection report (PDF, text or saved web page) and print it as the YAML document that load_documents "
        "takes; what is uncertain goes to stderr. Exit 2 and a sentence where the file is no such report."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--report", action="store_true", help="a readable account of what was read, doubted and ignored, not YAML"
        )

    def handle(self, *, file, report, **options):
        path = Path(file)
        try:
            source = extract(self._bytes(path), path.name, self._progress)
            reading = read_report(source, reader_vocabulary())
        except UnreadableReportError as refusal:
            raise CommandError(f"{path.name}: {refusal}", returncode=2) from None
        if report:
            self.stdout.write("\n".join(account(reading)))
            return
        self.stdout.write(write_text(reading.document), ending="")
        for doubt in reading.doubts:
            self.stderr.write(str(doubt))
        if reading.missing:
            self.stderr.write(f"Needed before the document can be loaded: {', '.join(reading.missing)}")

    def _bytes(self, path):
        try:
            size = path.stat().st_size
            if size > MAX_BYTES:
                raise CommandError(f"{path.name} has {size:,} bytes; a report has at most {MAX_BYTES:,}.", returncode=2)
            return path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=2) from None

    def _progress(self, page, pages):
        if pages > LONG and (page % 10 == 0 or page == pages):
            self.stderr.write(f"page {page} of {pages}")
