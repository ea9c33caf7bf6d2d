"""From what is published back to the passage it was read from, for those who may see the file."""

from django.conf import settings

from dashboards.entry.access import may
from dashboards.entry.reading_text import address_of
from findings.models import ReadingJob
from inspections.roles import ENTER


def passage_of(request, item):
    """The address of the passage, or nothing: for others, and where lines count in another text than the file's.

    Who is not signed in is not even asked for: what the public gets is made without looking at any reading.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not may(request.user, ENTER) or not item.line:
        return ""
    edition = item.inspection.text_edition
    kept = ReadingJob.objects.filter(accepted_slug=item.inspection.slug, deleted_at=None).order_by("-accepted_at")
    job = next((job for job in kept if " ".join(job.name.split()) == edition), None)
    return address_of(job, line=item.line) if job else ""
