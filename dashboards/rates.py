"""How often a client did something in this hour, counted in this process; its address is kept as a hash only."""

import hashlib

from django.core.cache import caches
from rest_framework.throttling import BaseThrottle

HOUR = 3600


def client_of(request):
    """The address of the client; behind a proxy the one that the proxy names, never one the client made up."""
    return BaseThrottle().get_ident(request)


def times_in_hour(what, client, hour):
    """How often this client did this in this hour, the present time included."""
    counts = caches["rates"]
    key = hashlib.sha256(f"{what}|{client}|{hour}".encode()).hexdigest()
    counts.add(key, 0, HOUR)
    try:
        return counts.incr(key)
    except ValueError:  # crowded out between the two lines above
        return 1
