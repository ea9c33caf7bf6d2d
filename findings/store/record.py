"""The record of what was done to inspections: written with every act, and added up again to any earlier state."""

from findings.documents.parts import changes_between, document_from, parts_of, with_changes
from findings.models import Revision
from findings.store.export import document_of
from inspections.models import Inspection

What = Revision.What


def state_of(inspection):
    """Everything the row says now, taken apart, read anew from the database."""
    return parts_of(document_of(Inspection.objects.get(pk=inspection.pk)))


def write(inspection, what, *, by=None, reason="", changes=None):
    """Puts one act on record."""
    return Revision.objects.create(
        row=inspection.pk,
        slug=inspection.slug,
        edition=inspection.edition,
        what=what,
        by=by,
        reason=reason,
        changes=changes or {},
    )


def begin(inspection, what, *, by=None, reason=""):
    """The first revision of a row: it holds everything that the row says."""
    return write(inspection, what, by=by, reason=reason, changes=changes_between({}, state_of(inspection)))


def has_begun(inspection):
    return Revision.objects.of(inspection).exclude(changes={}).exists()


def begun_at(inspection):
    """When the first act upon this row was put on record."""
    return Revision.objects.of(inspection).order_by("pk").values_list("at", flat=True).first()


def recorded_state(inspection, upto=None):
    """What the revisions of a row add up to: all of them, or those up to and with one."""
    revisions = Revision.objects.of(inspection)
    if upto is not None:
        revisions = revisions.filter(pk__lte=upto.pk)
    parts = {}
    for changes in revisions.values_list("changes", flat=True):
        parts = with_changes(parts, changes)
    return parts


def recorded_document(inspection, upto):
    """The document that the row was after this revision."""
    return document_from(recorded_state(inspection, upto))
