"""Keeps the index in step with what people edit outside the store: reference data, and the state of an inspection.

Rows of fixtures (`raw`) are indexed by the command that loads them.
"""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from findings.models import GlossaryTerm, SearchEntry, Theme
from findings.search.index import index_inspection, index_reference
from inspections.models import Area, Force, Inspection

KINDS = {
    Theme: SearchEntry.Kind.THEME,
    GlossaryTerm: SearchEntry.Kind.GLOSSARY,
    Force: SearchEntry.Kind.FORCE,
}
# What an entry takes from its inspection itself.
TAKEN = {"state", "force", "published_on"}


def reference_saved(sender, instance, created, raw, **kwargs):
    if raw:
        return
    index_reference(KINDS[sender])
    if sender is Force and not created:
        _index_published(force=instance)


def reference_deleted(sender, **kwargs):
    index_reference(KINDS[sender])


for model in KINDS:
    # One sender each: a receiver of every model's signals would slow every deletion down.
    post_save.connect(reference_saved, sender=model, dispatch_uid="findings.search.reference_saved")
    post_delete.connect(reference_deleted, sender=model, dispatch_uid="findings.search.reference_deleted")


@receiver(post_save, sender=Area, dispatch_uid="findings.search.area_saved")
def area_saved(instance, created, raw, **kwargs):
    """The name of an area stands in the entries of what speaks of it."""
    if not (raw or created):
        _index_published(framework=instance.framework_id)


@receiver(post_save, sender=Inspection, dispatch_uid="findings.search.inspection_saved")
def inspection_saved(instance, created, raw, update_fields, **kwargs):
    """An inspection that is published, withdrawn or superseded outside the store."""
    if not (raw or created) and (update_fields is None or TAKEN & set(update_fields)):
        index_inspection(instance)


def _index_published(**which):
    for inspection in Inspection.objects.published().filter(**which).select_related("force"):
        index_inspection(inspection)
