"""One file of cases into one inspection: all of it or nothing, and nothing where nothing changed."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from findings.cases.check import Case
from findings.cases.counts import recount
from findings.cases.problems import CaseFileError, CaseProblem
from findings.cases.progress import Silent
from findings.cases.rows import insert_cases, update_cases
from findings.cases.source import checked_path, hash_of
from findings.cases.stage import staged
from findings.models import AuditedCase, CaseLoad
from inspections.models import Inspection

FIELDS = ("reference", "area_id", "sample", "force_grade_id", "hmicfrs_grade_id", "referred_back")
LOOKED_UP = 500


@dataclass
class Outcome:
    """What a load did, or would do; `load` is None where nothing was written. `elsewhere`: cases not in the file."""

    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    elsewhere: int = 0
    load: CaseLoad | None = None


def load_cases(path, inspection, *, by=None, by_name, dry_run=False, progress=None):
    """Loads a CSV or XLSX file of single cases and returns the Outcome; CaseFileError lists everything wrong.

    Cases are matched by reference: new ones are added, those that differ are changed, the others left alone. Cases
    that are not in the file stay. The load is one event with the hash of the file. `by` is a Person or None.
    """
    progress = progress or Silent()
    path = checked_path(path)
    if not inspection.framework.case_scale_id:
        raise CaseFileError(
            [CaseProblem(0, "", "an inspection whose framework grades no cases", "one that grades cases")]
        )
    file_hash = hash_of(path)
    with staged(path, inspection, progress) as rows, transaction.atomic():
        # One load of an inspection at a time.
        inspection = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
        outcome, writer = Outcome(), None
        if not dry_run:
            writer = Writer(inspection, by=by, by_name=by_name, file_name=path.name[:150], file_hash=file_hash)
        before = AuditedCase.objects.filter(inspection=inspection).count()
        for batch in rows.batches():
            _take(batch, inspection, outcome, writer, has_cases=before > 0)
            progress.writing(outcome.rows, rows.rows)
        outcome.elsewhere = before - outcome.changed - outcome.unchanged
        if writer:
            outcome.load = writer.finish(outcome)
    progress.done()
    return outcome


class Writer:
    """Writes what a load changes; makes the event with the first change, so that no change makes no event."""

    def __init__(self, inspection, *, by, by_name, file_name, file_hash):
        self.inspection = inspection
        self.event = CaseLoad(
            inspection=inspection,
            file_name=file_name,
            file_hash=file_hash,
            rows=0,
            added=0,
            changed=0,
            unchanged=0,
            loaded_at=timezone.now(),
            loaded_by=by,
            loaded_by_name=by_name,
        )

    def write(self, new, changed):
        if not (new or changed):
            return
        if self.event.pk is None:
            self.event.save()
        insert_cases(self.inspection, self.event, new)
        if changed:
            update_cases(self.event, changed)

    def finish(self, outcome):
        if self.event.pk is None:
            return None
        for name in ("rows", "added", "changed", "unchanged"):
            setattr(self.event, name, getattr(outcome, name))
        self.event.save()
        recount(self.inspection)
        return self.event


def _take(batch, inspection, outcome, writer, *, has_cases):
    """Tells new, changed and unchanged cases of one batch apart."""
    existing = _existing(inspection, [case.reference for case in batch]) if has_cases else {}
    new, changed = [], []
    for case in batch:
        key, known = existing.get(case.reference, (None, None))
        if known is None:
            new.append(case)
        elif known != case:
            changed.append((key, case))
    outcome.rows += len(batch)
    outcome.added += len(new)
    outcome.changed += len(changed)
    outcome.unchanged += len(batch) - len(new) - len(changed)
    if writer:
        writer.write(new, changed)


def _existing(inspection, references):
    found = {}
    for start in range(0, len(references), LOOKED_UP):
        part = references[start : start + LOOKED_UP]
        rows = AuditedCase.objects.filter(inspection=inspection, reference__in=part).order_by()
        for key, *values in rows.values_list("pk", *FIELDS):
            case = Case(*values)
            found[case.reference] = key, case
    return found
