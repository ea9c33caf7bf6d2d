"""What a person decides upon a reading: seen, changed, left out; and at last a draft made of it."""

from django.db import transaction
from django.utils import timezone

from findings.actions.reading_jobs import require_own
from findings.actions.refusal import RefusedError
from findings.documents.inspection_document import InspectionPart
from findings.models import ReadingDecision, ReadingJob
from findings.reading.decided import PATH, POLARITY, item_of, source_of
from findings.reading.written import addable, problems_of, written
from findings.store.load import load_sources
from findings.store.obstacles import DRAFTS
from inspections.models import Inspection

What = ReadingDecision.What
LONGEST = 20_000


@transaction.atomic
def decide(job, choices, *, by):
    """Puts decisions down: `{path: (what, value)}`; `what` None takes an earlier one back. All of them or none."""
    job = open_for_decisions(job, by)
    known = {one["path"]: one for one in job.result.values}
    items = {item_of(path) for path in known} - {"inspection"}
    told = [
        sentence for path, (what, value) in choices.items() for sentence in _against(path, what, value, known, items)
    ]
    if told:
        raise RefusedError(*told)
    for path, (what, value) in choices.items():
        rows = ReadingDecision.objects.filter(job=job, path=path)
        if what == What.EDITED and not value and path not in known and item_of(path) in items:
            what = None  # what was not read stays so
        if what is None:
            rows.delete()
            continue
        if what == What.EDITED and path in known and value == written(known[path]["value"]):
            what, value = What.SEEN, ""
        ReadingDecision.objects.update_or_create(
            job=job, path=path, defaults={"what": what, "value": value, "by": by, "at": timezone.now()}
        )


def _against(path, what, value, known, items):
    """Why this cannot be decided: sentences, or none."""
    found = PATH.fullmatch(path)
    in_header = found and found["header"] in InspectionPart.model_fields and found["list"] == "inspection"
    is_addable = what == What.EDITED and item_of(path) in items and path.rpartition(".")[2] in addable(item_of(path))
    if path not in known and path not in items and not in_header and not is_addable:
        return [f"Nothing was read at {path[:100]}."]
    if what == What.REJECTED and path not in items:
        return ["Only a whole item can be left out; a value is changed."]
    if what != What.EDITED:
        return []
    if path in items:
        return ["A value is changed, not a whole item."]
    if len(value) > LONGEST:
        return [f"{path}: at most {LONGEST:,} letters."]
    return [f"{path}: {sentence}" for sentence in problems_of(path, value, known.get(path, {}).get("value"))]


def unseen(job):
    """Paths of polarities that the reader proposed and no person has seen, but for items that are left out."""
    decided = dict(job.decisions.values_list("path", "what"))
    paths = [one["path"] for one in job.result.values if one["path"].endswith(POLARITY)]
    return [path for path in paths if path not in decided and decided.get(item_of(path)) != What.REJECTED]


@transaction.atomic
def accept(job, *, by):
    """Makes an ordinary draft, on record as made by this person; DocumentError lists what keeps it from being one."""
    job = open_for_decisions(job, by)
    count = len(unseen(job))
    if count:
        raise RefusedError(f"Strength or concern of {count} items is proposed and has not been seen by a person yet.")
    source = source_of(job.result, job.decisions.all(), job.name, job.additions.all())
    slug = source.document.inspection.slug
    if Inspection.objects.filter(slug=slug, state__in=DRAFTS).exists():
        raise RefusedError(
            f"There is a draft of {slug} already. Finish it or throw it away first; it is left as it is."
        )
    made = load_sources([source], as_draft=True, by=by, reason=f"Read from the report {job.name}")[0].inspection
    job.draft, job.accepted_slug, job.accepted_at = made, slug, timezone.now()
    job.save(update_fields=["draft", "accepted_slug", "accepted_at"])
    return made


def open_for_decisions(job, by):
    """The job as it is now, locked; refused where nothing can be decided upon it."""
    row = ReadingJob.objects.select_for_update().get(pk=job.pk)
    require_own(row, by)
    if row.deleted_at:
        raise RefusedError("The file was deleted, and what was read from it.")
    if row.state != ReadingJob.State.DONE:
        raise RefusedError("There is nothing to decide before the report is read.")
    if row.accepted_slug:
        raise RefusedError("A draft has been made of this reading already.")
    return row
