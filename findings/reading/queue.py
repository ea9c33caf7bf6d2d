"""The queue of reports to be read. Each step is one conditional statement: two workers never hold one job.

A worker holds a job by its lease and tells every few seconds that it lives. Whoever lost the lease (the job was
cancelled, or given to another because the worker seemed dead) can no longer write to it.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from findings.models import ReadingJob, ReadingResult
from findings.models.reading_job import MOST_ATTEMPTS

State = ReadingJob.State
STALE = timedelta(seconds=60)
NOT_HELD = {"lease": "", "heartbeat": None}
PATIENCE = timedelta(seconds=30)  # a worker that has nothing to do takes a job within seconds
GAVE_UP = f"The reading was broken off {MOST_ATTEMPTS} times, and nobody knows why. You can let it try again."


@dataclass(frozen=True)
class Standing:
    """Where an open job stands: how many are taken before it, and whether nobody seems to work at the queue."""

    before: int = 0
    is_left: bool = False


def again():
    """What a job becomes that waits again, from now on."""
    return {"state": State.WAITING, "stage": "", "percent": 0, "waits_since": timezone.now(), **NOT_HELD}


def standing_of(job):
    """The Standing of a job that waits or runs."""
    now = timezone.now()
    if job.state == State.RUNNING:
        return Standing(is_left=job.heartbeat < now - STALE)
    alive = ReadingJob.objects.filter(state=State.RUNNING, heartbeat__gte=now - STALE).count()
    before = ReadingJob.objects.filter(state=State.WAITING, pk__lt=job.pk).count()
    return Standing(before + alive, is_left=not alive and job.waits_since < now - PATIENCE)


def claim():
    """The job that waits longest, held from now on by the caller; None where none waits."""
    waiting = ReadingJob.objects.filter(state=State.WAITING).order_by("pk")
    if not waiting.exists():  # asks without taking any lock
        return None
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        job = waiting.first()
        if job is None:
            return None
        taken = ReadingJob.objects.filter(pk=job.pk, state=State.WAITING).update(
            state=State.RUNNING,
            lease=secrets.token_hex(8),
            heartbeat=timezone.now(),
            attempts=F("attempts") + 1,
            message="",
        )
        return ReadingJob.objects.get(pk=job.pk) if taken else None


def beat(job, stage, percent):
    """Tells that the worker lives and how far it is; False where it no longer holds the job."""
    return bool(_held(job).update(heartbeat=timezone.now(), stage=stage, percent=percent))


def end(job, state, message=""):
    """Ends a job without a result."""
    return bool(_held(job).update(state=state, message=message[:500], **NOT_HELD))


@transaction.atomic
def finish(job, result):
    """Ends a job with what was read; all of it or nothing."""
    if not _held(job).update(state=State.DONE, stage="", percent=100, **NOT_HELD):
        return False
    ReadingResult.objects.create(job_id=job.pk, **result)
    return True


def give_back(job):
    """Lets a job wait again whose worker is told to stop. That is no failed attempt."""
    _held(job).update(attempts=F("attempts") - 1, **again())


def take_back():
    """Lets jobs wait again whose workers have said nothing for too long; at the last attempt they fail instead."""
    silent = ReadingJob.objects.filter(state=State.RUNNING, heartbeat__lt=timezone.now() - STALE)
    silent.filter(attempts__gte=MOST_ATTEMPTS).update(state=State.FAILED, message=GAVE_UP, **NOT_HELD)
    silent.update(**again())


def _held(job):
    return ReadingJob.objects.filter(pk=job.pk, state=State.RUNNING, lease=job.lease)
