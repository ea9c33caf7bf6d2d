"""Reports that people send to be read: start, cancel, let it try again. The reading itself is the worker's."""

import hashlib

from django.db import transaction

from findings.actions.refusal import RefusedError, require_right
from findings.models import ReadingFile, ReadingJob
from findings.readers.report import extract_html, extract_text
from findings.readers.report.extract import HTML, PDF, form_of
from findings.reading.queue import NOT_HELD, again
from inspections.roles import ENTER

State = ReadingJob.State
MAX_BYTES = 60_000_000
MOST = {PDF: MAX_BYTES, HTML: extract_html.MAX_BYTES, "text": extract_text.MAX_BYTES}
CALLED = {PDF: "PDF", HTML: "web page", "text": "text"}
MOST_OPEN = 10


@transaction.atomic
def start(content, name, *, by):
    """Keeps the file and lets it wait for the worker. What it is, its bytes say and not its name."""
    require_right(by, ENTER)
    if not content.strip():
        raise RefusedError("The file is empty.")
    form = form_of(content)
    if len(content) > MOST[form]:
        raise RefusedError(
            f"The file has {len(content):,} bytes; a report as {CALLED[form]} has at most {MOST[form]:,}."
        )
    if ReadingJob.objects.of(by).filter(state__in=ReadingJob.OPEN).count() >= MOST_OPEN:
        raise RefusedError(f"You have {MOST_OPEN} reports waiting. Send more when some of them are read.")
    digest = hashlib.sha256(content).hexdigest()
    shown = "".join(character for character in name if character.isprintable()).strip()[-150:]
    job = ReadingJob.objects.create(name=shown or "report", size=len(content), sha256=digest, started_by=by)
    ReadingFile.objects.create(job=job, content=content)
    return job


def require_own(job, by):
    """What others sent can be looked at and is left alone."""
    require_right(by, ENTER)
    if job.started_by_id != by.pk:
        raise RefusedError("Somebody else sent this report. Only they can do this.")


def cancel(job, *, by):
    """Stops a job that waits or runs; the worker notices within seconds."""
    require_own(job, by)
    rows = ReadingJob.objects.filter(pk=job.pk, state__in=ReadingJob.OPEN)
    if not rows.update(state=State.CANCELLED, stage="", **NOT_HELD):
        raise RefusedError("The reading has ended already.")


def retry(job, *, by):
    """Lets a job that ended without a result wait again."""
    require_own(job, by)
    rows = ReadingJob.objects.filter(pk=job.pk, state__in=ReadingJob.STOPPED, deleted_at__isnull=True)
    if not rows.update(message="", attempts=0, **again()):
        raise RefusedError(
            "Only a reading that was refused, failed or cancelled, and has its file, can be tried again."
        )
