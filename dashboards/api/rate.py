"""How often one client may ask, and the headers that tell it where it stands."""

import time
from dataclasses import dataclass
from math import ceil

from django.conf import settings
from rest_framework.throttling import BaseThrottle

from dashboards.rates import HOUR, client_of, times_in_hour


@dataclass(frozen=True)
class Standing:
    """What a client has left of its hour; an hour begins with the clock's, not with the first request."""

    limit: int
    remaining: int
    reset: int

    def headers(self):
        return {
            "RateLimit-Policy": f"{self.limit};w={HOUR}",
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
        }


class ClientRate(BaseThrottle):
    """Counts the requests of a client, known by its address."""

    def allow_request(self, request, view):
        limit, now = settings.API_RATE, time.time()
        used = times_in_hour("api", client_of(request), int(now // HOUR))
        self.standing = Standing(limit, max(0, limit - used), ceil(HOUR - now % HOUR))
        view.standing = self.standing
        return used <= limit

    def wait(self):
        return self.standing.reset
