"""Publishing: by a second person, of a draft in review that holds together."""

from django.db import transaction

from findings.actions.draft import State, locked
from findings.actions.readiness import unpublishable
from findings.actions.refusal import RefusedError, require_right
from findings.documents.parts import changes_between
from findings.models import Waiver
from findings.store import record
from findings.store.export import document_of
from findings.store.load import replace
from findings.store.peoples_work import named_again
from inspections.models import Inspection
from inspections.roles import PUBLISH


@transaction.atomic
def publish(inspection, *, by, reason=""):
    """Makes a draft in review public, and returns the row that is public from now on.

    A first edition keeps its row. A corrected edition is written upon the row of the one it corrects, so that ids,
    permalinks, claims and codings stay; what the edition before said is kept as a copy, and the draft's own row goes.
    """
    require_right(by, PUBLISH)
    draft = locked(inspection.pk, State.IN_REVIEW)
    current = Inspection.objects.select_for_update().filter(slug=draft.slug, state=State.PUBLISHED).first()
    if sentences := unpublishable(draft, by):
        raise RefusedError(*sentences)
    record.write(draft, record.What.PUBLISHED, by=by, reason=reason.strip())
    if current is not None:
        return _supersede(current, draft, by, reason.strip())
    draft.state = State.PUBLISHED
    draft.save(update_fields=["state", "changed_at"])
    return draft


def _supersede(current, draft, by, reason):
    document, waivers = document_of(draft), list(draft.waivers.all())
    before, begun = record.state_of(current), record.begun_at(draft)
    draft.delete()
    for row in named_again(current, document, begun):
        row.delete()
    old = replace(current, document)
    Waiver.objects.filter(inspection=current).update(inspection=old)
    for waiver in waivers:
        waiver.pk, waiver.inspection = None, current
        waiver.save(force_insert=True)
    changes = changes_between(before, record.state_of(current))
    record.write(current, record.What.PUBLISHED, by=by, reason=reason, changes=changes)
    return current
