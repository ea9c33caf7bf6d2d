"""What the state of the data is called now."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connections, router

from findings.models import DataVersion

STATEMENT = f"SELECT name FROM {DataVersion._meta.db_table} WHERE id = 1"

of_request = ContextVar("data version of this request", default=None)


def data_version():
    """A short name of the state of everything that anyone may read; one query.

    It moves with every publication, correction, claim, milestone, coding, theme, glossary and reference edit, in the
    same transaction, and with nothing that is not public: a draft leaves it as it is. The same name is never given to
    other data.
    """
    with connections[router.db_for_read(DataVersion)].cursor() as cursor:
        cursor.execute(STATEMENT)  # asked with every request: the ORM would take ten times as long
        found = cursor.fetchone()
    if found is None:
        raise DataVersion.DoesNotExist
    return found[0]


def version_of_request():
    """The version that this request reads, asked for once at most; outside of requests the one of now."""
    known = of_request.get()
    if known is None:
        return data_version()
    if not known:
        known.append(data_version())
    return known[0]


@contextmanager
def reading(*version):
    """For what only reads: within it `version_of_request` stays this version, or the one it finds first.

    Without a version it changes nothing within another one.
    """
    if not version and of_request.get() is not None:
        yield
        return
    token = of_request.set(list(version))
    try:
        yield
    finally:
        of_request.reset(token)
