"""The history of single rows that people edit: reference data and accounts. Who, when, what, and why where they say so.

Rows that a command writes leave no trace here: what a command loads is known from the files it loaded.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models
from simple_history.models import HistoricalRecords

_act = ContextVar("act", default=(None, ""))
AS_FOUND = "As found"


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
    """Keeps every state of a row that a person saved, and what it said before a person first changed it."""

    def __init__(self, **options):
        super().__init__(get_user=actor, bases=(Untracked,), m2m_bases=(Untracked,), **options)

    def finalize(self, sender, **kwargs):
        super().finalize(sender, **kwargs)
        if self.cls is sender or (self.inherit and issubclass(sender, self.cls)):
            models.signals.pre_save.connect(self.pre_save, sender=sender, weak=False)

    def pre_save(self, instance, raw=False, using=None, update_fields=None, **kwargs):
        """What a command loaded has no history: its state is kept as found, by nobody, before it is changed."""
        is_ours = not raw and instance.pk is not None and not _is_signing_in(update_fields)
        if not is_ours or self._actor() is None or getattr(instance, self.manager_name).exists():
            return
        found = type(instance)._base_manager.using(using).filter(pk=instance.pk).first()
        if found is not None:
            found._history_user, found._change_reason = None, AS_FOUND
            super().create_historical_record(found, "+", using)

    def post_save(self, instance, created, using=None, update_fields=None, **kwargs):
        if _is_signing_in(update_fields):
            return
        super().post_save(instance, created, using=using, **kwargs)

    def create_historical_record(self, instance, history_type, using=None):
        if self._actor() is not None:
            super().create_historical_record(instance, history_type, using=using)

    def _actor(self):
        return actor(request=getattr(self.context, "request", None))

    def get_change_reason_for_object(self, instance, history_type, using):
        if getattr(instance, "_change_reason", "") == AS_FOUND:
            return AS_FOUND
        return (_act.get()[1] or super().get_change_reason_for_object(instance, history_type, using) or "")[:100]


def _is_signing_in(update_fields):
    """Signing in changes nothing that is on record."""
    return update_fields is not None and set(update_fields) <= {"last_login"}
