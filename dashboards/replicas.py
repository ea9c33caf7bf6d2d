"""Readers without an account read from a replica, as long as one answers and is not too far behind.

Everything else reads and writes the primary: whoever is signed in sees at once what they have just written. One
request keeps to one database from its first query to its last, the data version included, so that version and content
belong together. A replica that fails in the middle of a request is left alone for a while, and the request, which only
reads, is answered anew from the primary.
"""

import logging
import random
import time
from contextvars import ContextVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections

from dashboards import patience
from dashboards.page_cache import is_personal
from dashboards.streams import StreamWithin, is_made_while_sent

log = logging.getLogger("dashboards.replicas")
PRIMARY = "default"
# Signing in and links that set a password: what an administrator did a moment ago counts, so no replica is asked.
WAY_IN = "/sign-in/"
chosen = ContextVar("database of this request", default=PRIMARY)
# How far a replica is behind, in seconds. It is not behind where it has replayed all it was sent; but one that nobody
# sends anything to does not know, so that its receiver must have heard of the primary lately. One that has become a
# primary of its own goes its own way, and shows nothing that is published here any more.
LAG = """
SELECT CASE
    WHEN NOT pg_is_in_recovery() THEN NULL
    WHEN heard IS NULL OR heard > %(bound)s THEN NULL
    WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
    ELSE EXTRACT(EPOCH FROM clock_timestamp() - pg_last_xact_replay_timestamp())
END
FROM (SELECT (
    SELECT EXTRACT(EPOCH FROM clock_timestamp() - last_msg_receipt_time) FROM pg_stat_wal_receiver
    WHERE status = 'streaming'
) AS heard) AS receiver
"""


class ReplicaRouter:
    """Sends reading where the request has been sent, and writing to the primary."""

    def db_for_read(self, model, **hints):
        return chosen.get()

    def db_for_write(self, model, **hints):
        return PRIMARY

    def allow_relation(self, first, second, **hints):
        return True

    def allow_migrate(self, db, app_label, **hints):
        return db == PRIMARY


class Replicas:
    """What this process knows of the replicas: each is asked again after `REPLICA_CHECK_SECONDS`."""

    def __init__(self):
        self.checked = {}

    def choose(self):
        """A replica that is fit now, any of them; the primary where none is."""
        fit = [alias for alias in settings.REPLICAS if self.is_fit(alias)]
        return random.choice(fit) if fit else PRIMARY

    def avoid(self, alias):
        self._note(alias, False)

    def is_fit(self, alias):
        at, fit = self.checked.get(alias, (None, False))
        if at is None or time.monotonic() - at > settings.REPLICA_CHECK_SECONDS:
            if at is not None:
                self.checked[alias] = (time.monotonic(), fit)  # one thread asks; the others go on as before meanwhile
            fit = self._note(alias, self._answers(alias))
        return fit

    def _answers(self, alias):
        bound = settings.REPLICA_LAG_SECONDS
        try:
            with patience.at_most(patience.TO_CONNECT), connections[alias].cursor() as cursor:
                cursor.execute(LAG, {"bound": max(bound, 15)})
                (lag,) = cursor.fetchone()
        except (OperationalError, InterfaceError):
            connections[alias].close()
            return False
        # Where the replica's clock is behind by more than the bound, its lag is not known.
        return lag is not None and abs(lag) <= bound

    def _note(self, alias, fit):
        if self.checked.get(alias, (None, True))[1] != fit:
            log.warning("%s is %s", alias, "fit again" if fit else "away or too far behind: reading elsewhere")
        self.checked[alias] = (time.monotonic(), fit)
        return fit


def may_read_elsewhere(request):
    """Whether the request only reads what is the same for everybody, so that it may be as old as a replica is."""
    only_reads = request.method in ("GET", "HEAD") and not request.path.startswith(WAY_IN)
    return only_reads and not is_personal(request)


class ReplicaMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        self.replicas = Replicas()
        if settings.REPLICAS:
            patience.begin()

    def __call__(self, request):
        if not settings.REPLICAS or not may_read_elsewhere(request):
            return self.get_response(request)
        alias = self.replicas.choose()
        token = chosen.set(alias)
        try:
            response = self.get_response(request)
            if alias == PRIMARY:
                return response
            if response.status_code != 503:
                return _sent_from(alias, response)
            self.replicas.avoid(alias)
            connections[alias].close()
            chosen.set(PRIMARY)
            return self.get_response(request)
        finally:
            chosen.reset(token)


def _sent_from(alias, response):
    """The answer; what it reads while it is sent is read from the same replica."""
    if is_made_while_sent(response):
        response.streaming_content = StreamWithin(response.streaming_content, chosen, alias)
    return response
