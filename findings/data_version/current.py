"""What the state of the data is called now."""

from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.db import connections, router

from findings.models import CaseLoad, DataVersion

STATEMENT = f"SELECT name FROM {DataVersion._meta.db_table} WHERE id = 1"
# Single cases change by loads and purges alone; loads are never taken back, and purges neither. So these numbers only
# grow, and never name two sets of cases in one database.
LOADS = f"(SELECT COUNT(*) || '-' || COUNT(purged_at) || '-' || MAX(id) FROM {CaseLoad._meta.db_table})"
OF_BOTH = f"SELECT name, {LOADS} FROM {DataVersion._meta.db_table} WHERE id = 1"

of_request = ContextVar("data version of this request", default=None)
loads_of_request = ContextVar("state of the single cases in this request", default=None)


class State(NamedTuple):
    """The data version, and short for the loads of single cases there are; None where nobody asked for those."""

    version: str
    loads: str | None


def data_version():
    """A short name of the state of everything that anyone may read; one query.

    It moves with every publication, correction, claim, milestone, coding, theme, glossary and reference edit, in the
    same transaction, and with nothing that is not public: a draft leaves it as it is. The same name is never given to
    other data.
    """
    return _asked(STATEMENT)[0]


def current_state():
    """The data version, and the same for single cases; one query."""
    version, loads = _asked(OF_BOTH)
    return State(version, loads or "")


def _asked(statement):
    with connections[router.db_for_read(DataVersion)].cursor() as cursor:
        cursor.execute(statement)  # asked with every request: the ORM would take ten times as long
        found = cursor.fetchone()
    if found is None:
        raise DataVersion.DoesNotExist
    return found


def version_of_request():
    """The version that this request reads, asked for once at most; outside of requests the one of now."""
    known = of_request.get()
    if known is None:
        return data_version()
    if not known:
        known.append(data_version())
    return known[0]


def state_of_loads():
    """Short for the loads of single cases there are, and which were purged; what the request found at its beginning."""
    known = loads_of_request.get()
    return current_state().loads if known is None else known


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


@contextmanager
def reading_state(state):
    """The same for a state: neither its version nor its loads are asked for again."""
    token = loads_of_request.set(state.loads)
    try:
        with reading(state.version):
            yield
    finally:
        loads_of_request.reset(token)
