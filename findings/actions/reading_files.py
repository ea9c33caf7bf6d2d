"""The end of files that were sent to be read: deleted by a person, or because no inspection was made of them in time.

The row of the reading stays, with the name, size and digest of the file, who sent it, and who deleted it.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from findings.actions.refusal import RefusedError, require_right
from findings.models import ReadingAddition, ReadingDecision, ReadingFile, ReadingJob, ReadingResult
from inspections.models import Inspection
from inspections.roles import ENTER, PUBLISH

AT_ONCE = 100


def may_delete(job, person):
    """Who sent it, as long as they enter findings, and everybody who publishes."""
    is_theirs = job.started_by_id == person.pk and person.has_perm(ENTER)
    return job.deleted_at is None and not job.is_open and (is_theirs or person.has_perm(PUBLISH))


def published_of(job):
    """The slug of the published inspection whose items lead back to this file, or nothing."""
    if not job.accepted_slug:
        return ""
    rows = Inspection.objects.published().filter(slug=job.accepted_slug, text_edition=" ".join(job.name.split()))
    return job.accepted_slug if rows.exists() else ""


@transaction.atomic
def delete(job, *, by, knowing=False):
    """Deletes the file and what was read from it. `knowing`: that a published inspection leads back to it."""
    require_right(by, ENTER)
    row = ReadingJob.objects.select_for_update().get(pk=job.pk)
    if row.deleted_at:
        raise RefusedError("The file has been deleted already.")
    if row.is_open:
        raise RefusedError("The reading has not ended. Cancel it first.")
    if not may_delete(row, by):
        raise RefusedError("Somebody else sent this report. Only they, and those who publish, can delete it.")
    if published_of(row) and not knowing:
        raise RefusedError(f"The published inspection {row.accepted_slug} leads back to this file. Say that you know.")
    _delete(row, by)


def expire(days=None):
    """Deletes files that no inspection was made of, once nobody has touched them for so many days; says how many."""
    days = settings.REPORT_KEEP_DAYS if days is None else days
    if not days:
        return 0
    before = timezone.now() - timedelta(days=days)
    old = _unused(before).values_list("pk", flat=True)[:AT_ONCE]
    return sum(_expire(pk, before) for pk in list(old))


@transaction.atomic
def _expire(pk, before):
    row = _unused(before).select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:  # somebody took it up, or deleted it, in the meantime
        return 0
    _delete(row, None)
    return 1


def _unused(before):
    """Readings that ended, began before this time and were last decided upon before it, without any inspection."""
    return ReadingJob.objects.filter(
        ~Exists(Inspection.objects.filter(slug=OuterRef("accepted_slug"))),
        ~Exists(ReadingDecision.objects.filter(job=OuterRef("pk"), at__gte=before)),
        ~Exists(ReadingAddition.objects.filter(job=OuterRef("pk"), at__gte=before)),
        started_at__lt=before,
        deleted_at=None,
    ).exclude(state__in=ReadingJob.OPEN)


def _delete(row, by):
    for model in (ReadingFile, ReadingResult, ReadingDecision, ReadingAddition):
        model.objects.filter(job=row).delete()
    row.deleted_at, row.deleted_by = timezone.now(), by
    row.save(update_fields=["deleted_at", "deleted_by"])
