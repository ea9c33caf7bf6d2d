"""The worker: takes waiting reports one at a time, reads each in a process apart, and puts down what came of it."""

import logging
import math
import time

from django.db import OperationalError, close_old_connections

from findings.actions.reading_files import expire
from findings.models import ReadingFile, ReadingJob
from findings.reading import queue
from findings.reading.apart import read_apart
from findings.store.reader_vocabulary import reader_vocabulary

State = ReadingJob.State
IDLE = 2
CLEAN_EVERY = 3_600
log = logging.getLogger(__name__)


def work(stop, *, once=False, limits=None):
    """Works until `stop` (an Event) is set; with `once` until nothing waits."""
    cleaned = -math.inf
    while not stop.is_set():
        try:
            if time.monotonic() - cleaned > CLEAN_EVERY:
                gone, cleaned = expire(), time.monotonic()
                log.info("Deleted %s old files of reports", gone)
            queue.take_back()
            job = queue.claim()
            if job is not None:
                _read(job, stop, limits)
            elif once:
                return
            else:
                stop.wait(IDLE)
        except OperationalError:  # the database is away; what was being read goes on when it is back
            if once:
                raise
            log.warning("The database does not answer; the worker waits.")
            stop.wait(IDLE)
        if not once:
            close_old_connections()


def _read(job, stop, limits):
    log.info("Reading %s, attempt %s", job.pk, job.attempts)

    def tell(stage, percent):
        return not stop.is_set() and queue.beat(job, stage, percent)

    content = bytes(ReadingFile.objects.get(pk=job.pk).content)
    ending = read_apart(content, job.name, reader_vocabulary(), tell, limits=limits)
    if ending is None:
        queue.give_back(job)  # nothing where somebody cancelled it
    elif ending.result is not None:
        queue.finish(job, ending.result)
    elif ending.refused:
        queue.end(job, State.REFUSED, ending.refused)
    else:
        queue.end(job, State.FAILED, ending.failed)
    log.info("Ended %s", job.pk)
