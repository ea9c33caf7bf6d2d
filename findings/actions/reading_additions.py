"""Items that a person adds to what was read, where the report prints what the reader passed over."""

from django.db import transaction
from django.utils import timezone
from pydantic import ValidationError

from findings.actions.reading_decisions import open_for_decisions
from findings.actions.refusal import RefusedError
from findings.documents.case_audits import CaseAuditPart, TopicGradePart
from findings.documents.edits import PARTS as KEYED
from findings.documents.mistakes import explain
from findings.documents.recommendations import RecommendationPartPart
from findings.documents.yaml_form import dotted
from findings.models import ReadingAddition
from findings.reading.decided import OF, PARTS

KINDS = {
    **{noun: part for noun, part in KEYED.items() if noun != "equations"},
    "case_audits": CaseAuditPart,
    "topic_grades": TopicGradePart,
    PARTS: RecommendationPartPart,
}
MOST = 2_000


@transaction.atomic
def add(job, noun, part, *, by):
    """Adds an item, given as a document has it (a part of a recommendation names that as `recommendation`)."""
    job = open_for_decisions(job, by)
    if job.additions.count() >= MOST:
        raise RefusedError(f"At most {MOST:,} items are added to a reading.")
    key = _checked(job, noun, part)
    return ReadingAddition.objects.create(job=job, noun=noun, key=key, part=part, by=by)


@transaction.atomic
def change(addition, part, *, by):
    """Another wording or place of an added item. One that was left out meanwhile is put back with it."""
    job = open_for_decisions(addition.job, by)
    addition.key = _checked(job, addition.noun, part, instead_of=addition.pk)
    addition.part, addition.is_left_out, addition.by, addition.at = part, False, by, timezone.now()
    addition.save()
    return addition


@transaction.atomic
def leave_out(addition, *, by, really=True):
    """Leaves an added item out of the draft, or puts it back."""
    open_for_decisions(addition.job, by)
    addition.is_left_out, addition.by, addition.at = really, by, timezone.now()
    addition.save()


def _checked(job, noun, part, instead_of=None):
    """The key of the item; refused where it is no such item, or there is one already."""
    if noun not in KINDS:
        raise RefusedError("Nothing of this kind is added to a reading.")
    plain = {name: value for name, value in part.items() if (noun, name) != (PARTS, OF)}
    try:
        made = KINDS[noun].model_validate({"key": "part", **plain} if noun == PARTS else plain)
    except ValidationError as invalid:
        told = [f"{dotted(error['loc'])}: {explain(error)}." for error in invalid.errors(include_url=False)]
        raise RefusedError(*told) from None
    key = key_of(noun, part, made)
    others = job.additions.filter(noun=noun, key=key).exclude(pk=instead_of)
    if others.exists():
        raise RefusedError("You have added this already; it stands among what was added, perhaps left out.")
    return key


def key_of(noun, part, made):
    """What tells an item from others of its list: a key, or what a counted set or a topic is about."""
    if noun == PARTS:
        place = part.get("locator") or {}
        return f"{part[OF]}/{place.get('line', '')}/{made.text}"[:200]
    return made.topic if noun == "topic_grades" else made.key
