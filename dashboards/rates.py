"""How often a client did something in this hour. Its address is kept as a hash only.

Where CACHE_URL names a shared cache all workers and servers count together. Without one each worker process counts for
itself, so that a client may get up to as many times the limit as there are workers.
"""

import hashlib
import time
from dataclasses import dataclass
from math import ceil

from django.conf import settings
from django.core.cache import caches
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from dashboards.api.problems import problem
from dashboards.client_address import client_of

HOUR = 3600
READING, SENDING = ("GET", "HEAD"), ("POST",)


@dataclass(frozen=True)
class Standing:
    """What a client has left of its hour; an hour begins with the clock's, not with the first request."""

    limit: int
    used: int
    reset: int

    @property
    def is_over(self):
        return self.used > self.limit

    def headers(self):
        told = {
            "RateLimit-Policy": f"{self.limit};w={HOUR}",
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(0, self.limit - self.used)),
            "RateLimit-Reset": str(self.reset),
        }
        return told | ({"Retry-After": str(self.reset)} if self.is_over else {})


def count(what, client, limit):
    """Counts one more time that this client did this; returns where that leaves it."""
    now = time.time()
    used = _times_in_hour(what, client, int(now // HOUR))
    return Standing(limit, used, ceil(HOUR - now % HOUR))


def _times_in_hour(what, client, hour):
    counts = caches["rates"]
    key = hashlib.sha256(f"{what}|{client}|{hour}".encode()).hexdigest()
    counts.add(key, 0, HOUR)
    try:
        return counts.incr(key)
    except ValueError:  # crowded out between the two lines above
        return 1


@dataclass(frozen=True)
class Cost:
    """What it costs to be asked: searching, files and links for who has no account, uploads for whoever sends them."""

    what: str
    setting: str
    methods: tuple
    by_account: bool = False

    def client(self, request):
        """Whom to count, or None. People with an account search and take files freely; their uploads are counted."""
        may_be_one = settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
        person = request.user if may_be_one and request.user.is_authenticated else None
        if self.by_account:
            return f"account {person.pk}" if person else None
        return None if person else client_of(request) or "no address"


SEARCH = Cost("search", "SEARCH_RATE", READING)
EXPORT = Cost("export", "EXPORT_RATE", READING)
LINK = Cost("link", "LINK_RATE", READING + SENDING)
UPLOAD = Cost("upload", "UPLOAD_RATE", SENDING, by_account=True)


def costs(cost):
    """Marks a view as one whose work is counted."""

    def decorate(view):
        view.costs = cost
        return view

    return decorate


class RateMiddleware:
    """Counts what costs something before it is done; what comes from the cache of pages costs nothing.

    It stands outside that cache: where a client stands is written on its own answer and is never kept with a page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if hasattr(request, "standing"):
            for name, value in request.standing.headers().items():
                response.headers[name] = value
        return response

    def process_view(self, request, view, args, kwargs):
        cost = getattr(view, "costs", None)
        client = cost.client(request) if cost and request.method in cost.methods else None
        if client is None:
            return None
        request.standing = count(cost.what, client, getattr(settings, cost.setting))
        return _too_many(request, cost) if request.standing.is_over else None


def _too_many(request, cost):
    minutes = ceil(request.standing.reset / 60)
    _read_away(request)
    if request.path.endswith(".json"):
        told = f"Too many files were asked for from this network address. Ask again in {minutes} minutes."
        return problem(429, [told], wait=request.standing.reset)
    context = {"what": cost.what, "limit": request.standing.limit, "minutes": minutes}
    response = render(request, "429.html", context, status=429)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _read_away(request):
    """What was sent is read to its end and dropped: a browser that cannot finish sending shows no answer."""
    while request.read(65_536):
        pass
