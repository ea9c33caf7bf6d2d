"""Single cases taken out again; that they were loaded, and that they were purged, stays known."""

from django.db import transaction
from django.utils import timezone

from findings.cases.counts import recount
from findings.models import AuditedCase, CaseLoad


def purge_load(load, *, by_name):
    """Deletes the cases that this load added or changed last, and returns how many; cases changed since stay."""
    with transaction.atomic():
        return _purge([load], load.inspection, by_name)


def purge_inspection(inspection, *, by_name):
    """Deletes every case of an inspection, marks its loads as purged, and returns how many cases there were."""
    with transaction.atomic():
        return _purge(list(CaseLoad.objects.filter(inspection=inspection)), inspection, by_name)


def _purge(loads, inspection, by_name):
    now, total = timezone.now(), 0
    for load in loads:
        deleted, _ = AuditedCase.objects.filter(inspection=inspection, load=load).delete()
        total += deleted
        if load.purged_at is None:
            load.purged_at, load.purged_by_name, load.purged_rows = now, by_name, deleted
            load.save(update_fields=["purged_at", "purged_by_name", "purged_rows"])
    recount(inspection)
    return total
