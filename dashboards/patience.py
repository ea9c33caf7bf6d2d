"""How long one waits for a replica that has stopped answering and not hung up, as a frozen machine does.

Nothing on the server's side ends such waiting: its system goes on acknowledging what is sent. So the wait is ended
here, on connections to replicas alone; the request is then answered by the primary.
"""

import select
import time
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from psycopg2 import OperationalError, extensions

NAME = settings.REPLICA_CONNECTIONS
TO_CONNECT, TO_ANSWER = 2, 10
seconds = ContextVar("seconds to wait for an answer of a replica", default=TO_ANSWER)


@contextmanager
def at_most(limit):
    token = seconds.set(limit)
    try:
        yield
    finally:
        seconds.reset(token)


def wait(connection):
    """Waits until the server has answered; psycopg2 calls it, and closes a connection of which it gives up."""
    until = _until(connection)
    while (state := connection.poll()) != extensions.POLL_OK:
        event = select.POLLIN if state == extensions.POLL_READ else select.POLLOUT
        waiting = select.poll()
        waiting.register(connection.fileno(), event)
        left = None if until is None else max(0, until - time.monotonic()) * 1000
        if not waiting.poll(left):
            raise OperationalError("the replica does not answer")


def _until(connection):
    if f"application_name={NAME}" not in connection.dsn:
        return None
    is_connecting = connection.status == extensions.STATUS_SETUP
    return time.monotonic() + (TO_CONNECT if is_connecting else seconds.get())


def begin():
    """From now on this process waits so."""
    extensions.set_wait_callback(wait)
