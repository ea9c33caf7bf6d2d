"""The list of forces, as people change it: at once visible to readers, and on record."""

from django.db import transaction

from inspections.models import Force
from inspections.record import acting
from inspections.refusal import RefusedError, require_reason, require_right
from inspections.roles import CHANGE_FORCES

SAID = ("name", "official_name", "slug", "aliases", "region", "nation", "ons_code", "is_demo", "note")


@transaction.atomic
def add_force(force, *, by):
    """Puts a force that has been checked (`ForceForm`) on the list."""
    require_right(by, CHANGE_FORCES)
    with acting(by, "Added at the desk"):
        force.save(force_insert=True)
    return force


@transaction.atomic
def change_force(force, *, by, reason, seen):
    """Makes a force say what `force` says; refused where it says something else by now than the person had `seen`."""
    require_right(by, CHANGE_FORCES)
    reason = require_reason(reason, "Say why the force is changed.")
    now = Force.objects.select_for_update().get(pk=force.pk)
    if said_by(now) != seen:
        told = "; ".join(f"{name.replace('_', ' ')}: {_in_words(getattr(now, name))}" for name in differing(now, seen))
        raise RefusedError(
            f"Somebody has changed this force meanwhile. It says now: {told}. Send yours again to keep it."
        )
    with acting(by, reason):
        force.save()
    return force


def said_by(force):
    """What a force says, field by field, as plain data."""
    return {name: getattr(force, name) for name in SAID}


def differing(force, seen):
    return [name for name, value in said_by(force).items() if seen.get(name) != value]


def _in_words(value):
    return ", ".join(value) if isinstance(value, list) else str(value) or "nothing"
