"""The name of the request that is being answered, on every line that is logged meanwhile."""

import logging
import re
from contextvars import ContextVar
from uuid import uuid4

GIVEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
current = ContextVar("request_id", default="-")


def request_id_of(request):
    """The name that a proxy gave the request, where it is nothing but a name; else a new one."""
    given = request.headers.get("X-Request-ID", "")
    return given if GIVEN.fullmatch(given) else uuid4().hex


class RequestIdFilter(logging.Filter):
    def filter(self, record):
        record.request_id = current.get()
        return True
