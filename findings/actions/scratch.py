"""The unsaved text of a form: kept for the person who typed it, until it is saved, thrown away or a month old."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from findings.actions.refusal import RefusedError, require_right
from findings.models import Scratch
from inspections.roles import ENTER

MOST_CHARACTERS = 200_000
MOST_OF_A_PERSON = 100
DAYS = 30


class TooMuchError(RefusedError):
    """More text than a form ever holds."""


def unsaved_text(address, *, by):
    """The scratch copy that this person has of the form at this address, or None."""
    since = timezone.now() - timedelta(days=DAYS)
    return Scratch.objects.filter(person=by, address=address, changed_at__gte=since).first()


@transaction.atomic
def keep_unsaved(address, fields, *, by):
    """Keeps these pairs of name and value instead of what was kept of the form; clears away what is old."""
    require_right(by, ENTER)
    size = sum(len(name) + len(value) for name, value in fields)
    if size > MOST_CHARACTERS:
        raise TooMuchError(f"This is more than {MOST_CHARACTERS:,} characters: it is not kept until you save it.")
    now = timezone.now()
    kept = [[name.replace("\0", ""), value.replace("\0", "")] for name, value in fields]
    row, _ = Scratch.objects.update_or_create(person=by, address=address, defaults={"fields": kept, "changed_at": now})
    Scratch.objects.filter(changed_at__lt=now - timedelta(days=DAYS)).delete()
    newest = Scratch.objects.filter(person=by).order_by("-changed_at", "-pk").values_list("pk", flat=True)
    Scratch.objects.filter(pk__in=list(newest[MOST_OF_A_PERSON:])).delete()
    return row


def forget_unsaved(address, *, by):
    """The form was saved, or its text thrown away: this person's scratch copy of it goes."""
    Scratch.objects.filter(person=by, address=address).delete()
