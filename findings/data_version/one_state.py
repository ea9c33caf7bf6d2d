"""One state of the data, held for as long as an answer is made or sent."""

from django.db import DatabaseError, connections, router, transaction

from findings.models import DataVersion

SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"


class OneState:
    """Within it every query of this thread, on the database it reads from, sees the same data.

    On both engines this is a transaction with a snapshot, and nobody waits for it. Where something may be written in
    between (`only_reads` is False), on SQLite other writers wait from the beginning, because a snapshot that others
    have gone beyond cannot be written on. Within another transaction it changes nothing.
    """

    def __init__(self, only_reads=True):
        self.connection = connections[router.db_for_read(DataVersion)]
        self._atomic, self._only_reads, self._goes_on = None, only_reads, False

    def __enter__(self):
        self.connection.ensure_connection()
        if not self.connection.in_atomic_block:
            self._begin()
        return self

    def __exit__(self, kind, error, trace):
        if error is not None or not self._goes_on:
            self.end()

    def held_on(self):
        """Holds it beyond its `with`; returns what to call at the end."""
        self._goes_on = True
        return self.end

    def end(self):
        """Lets go of the state; a connection that broke meanwhile is dropped. Asked for again it does nothing."""
        atomic, self._atomic = self._atomic, None
        if atomic is None:
            return
        try:
            atomic.__exit__(None, None, None)
        except DatabaseError:  # the connection is gone, and Django has let go of it
            if not self._only_reads:
                raise

    def _begin(self):
        atomic = transaction.atomic(using=self.connection.alias)
        if self.connection.vendor == "sqlite" and self._only_reads:
            kept, self.connection.transaction_mode = self.connection.transaction_mode, "DEFERRED"
            try:
                atomic.__enter__()
            finally:
                self.connection.transaction_mode = kept
        else:
            atomic.__enter__()
        self._atomic = atomic
        if self.connection.vendor == "postgresql":
            try:
                with self.connection.cursor() as cursor:
                    cursor.execute(f"{SNAPSHOT} READ ONLY" if self._only_reads else SNAPSHOT)
            except BaseException:
                self.end()
                raise
