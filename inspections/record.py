"""The history of single rows that people edit: reference data and accounts. Who, when, what, and why where they say so.

Rows that a command writes leave no trace here: what a command loads is known from the files it loaded.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models
from simple_history.models import HistoricalRecords

_act = ContextVar("act", default=(None, ""))


@contextmanager
def acting(by, reason=""):
    """What is saved inside was done by this person for this reason; without it, by whoever is signed in."""
    token = _act.set((by, reason))
    try:
        yield
    finally:
        _act.reset(token)


def actor(instance=None, request=None, **kwargs):
    """The person who does it; None where nobody is signed in, as in a command."""
    by = _act.get()[0]
    if by is None and request is not None:
        user = getattr(request, "user", None)
        by = user if user is not None and user.is_authenticated else None
    return by


class Untracked(models.Model):
    """Rows of history show nowhere in public."""

    moves_data_version = False

    class Meta:
        abstract = True


class Record(HistoricalRecords):
    """Keeps every state of a row that a person saved."""

    def __init__(self, **options):
        super().__init__(get_user=actor, bases=(Untracked,), m2m_bases=(Untracked,), **options)

    def post_save(self, instance, created, using=None, update_fields=None, **kwargs):
        if update_fields is not None and set(update_fields) <= {"last_login"}:
            return  # signing in changes nothing that is on record
        super().post_save(instance, created, using=using, **kwargs)

    def create_historical_record(self, instance, history_type, using=None):
        if actor(request=getattr(self.context, "request", None)) is not None:
            super().create_historical_record(instance, history_type, using=using)

    def get_change_reason_for_object(self, instance, history_type, using):
        return (_act.get()[1] or super().get_change_reason_for_object(instance, history_type, using) or "")[:100]
