"""Finished pages, kept under the state of the data that they show: what is kept can be superseded, but never be wrong.

The name of a page is made of release, data version, local date and address. So nothing ever has to be thrown away in
time: a publication moves the data version, and with the next request every worker looks under another name.
"""

import hashlib
import hmac
import json
from contextlib import nullcontext

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError
from django.http import HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags

from dashboards.streams import HeldStream, is_made_while_sent
from findings.data_version.current import State, current_state, data_version, reading, reading_state
from findings.data_version.one_state import OneState
from findings.models import DataVersion

# Probes ask the database themselves, or must not; the API has tags of its own.
PROBES, API = ("/livez", "/healthz"), "/api/"
# Where people work on drafts, of which nothing is public yet.
DESK = ("/entry/", "/admin/", "/sign-in/", "/sign-out/")
LARGEST, A_DAY = 400_000, 86_400
ATTEMPTS = 3
# What decides about an answer and does not stand in its address: whether somebody is signed in, and its coding.
VARY = ("Cookie", "Accept-Encoding")


class PageCacheMiddleware:
    """Answers readers without an account from the cache, or with 304 where they hold the page already.

    A page is made of several queries. Where the data moved between the first and the last of them the page is made
    again, and where it never rests it is made of one state that is held, so that nobody reads a mixture of old and new,
    signed in or not. A file that is made while it is sent holds its state until it is sent.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "GET" or request.path.startswith(PROBES):
            return self.get_response(request)
        if is_personal(request) and not request.path.startswith(API):
            return self._personal(request)
        try:
            state = state_for(request)
            if request.path.startswith(API):
                return self._settled(request, state)[0]
            return self._shared(request, state)
        except (DatabaseError, DataVersion.DoesNotExist):
            return self.get_response(request)  # what is wrong with the database is said there

    def _personal(self, request):
        response = self._of_desk(request) if request.path.startswith(DESK) else self._read_by_somebody(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, VARY)
        return response

    def _of_desk(self, request):
        with reading():
            return self.get_response(request)

    def _read_by_somebody(self, request):
        try:
            return self._settled(request, state_for(request), only_reads=False)[0]
        except (DatabaseError, DataVersion.DoesNotExist):
            return self.get_response(request)

    def _shared(self, request, state):
        tag = tag_of(request, state.version)
        if is_held(request, tag):
            return _labelled(HttpResponseNotModified(), tag)
        kept = read(request, tag)
        if kept is not None:
            return kept
        response, state = self._settled(request, state)
        if may_be_kept(response):
            tag = tag_of(request, state.version)
            _labelled(response, tag)
            if not response.streaming:
                write(request, tag, response)
        return response

    def _settled(self, request, state, only_reads=True):
        """The answer, made of one state of the data, and that state."""
        for _ in range(ATTEMPTS):
            response = self._made(request, state)
            if response.status_code != 200:
                return response, state
            with OneState() if is_made_while_sent(response) else nullcontext() as held:
                before, state = state, state_for(request)
                if state == before:
                    return _sent_of(held, response), state
        # A file has written, in the attempts before, all that it writes.
        with OneState(only_reads or is_made_while_sent(response)) as held:
            state = state_for(request)
            return _sent_of(held, self._made(request, state)), state

    def _made(self, request, state):
        request.data_version = state.version
        with reading_state(state):
            return self.get_response(request)


def state_for(request):
    """The state of what this request may show, by one query: with single cases for who is signed in."""
    return current_state() if is_personal(request) else State(data_version(), None)


def is_personal(request):
    """Whether the answer may be meant for one person: somebody is signed in, or is being told something."""
    personal = (settings.SESSION_COOKIE_NAME, settings.MESSAGE_COOKIE_NAME)
    return any(name in request.COOKIES for name in personal) or "Authorization" in request.headers


def is_held(request, tag):
    """Whether the reader has this very page. A tag is given only with a page, so that nothing need be looked up."""
    return tag in parse_etags(request.headers.get("If-None-Match", ""))


def may_be_kept(response):
    """An answer that is the same for everybody and has not said how it wants to be kept."""
    labelled = response.has_header("ETag") or response.has_header("Cache-Control")
    return response.status_code == 200 and not response.cookies and not labelled


def tag_of(request, version):
    """Weak, because a compressed page and a plain one are the same page."""
    parts = (
        settings.RELEASE,
        version,
        timezone.localdate().isoformat(),
        settings.SITE_ADDRESS,
        request.build_absolute_uri(),
    )
    return f'W/"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]}"'


def read(request, tag):
    """The kept page, or None. What was not written by this service, or was altered since, is not there."""
    kept = caches["pages"].get(_key(request, tag)) if settings.PAGE_CACHE else None
    if not isinstance(kept, bytes) or len(kept) < 32 or not hmac.compare_digest(_seal(tag, kept[32:]), kept[:32]):
        return None
    head, _, body = kept[32:].partition(b"\n")
    return HttpResponse(body, headers=dict(json.loads(head)))


def write(request, tag, response):
    if settings.PAGE_CACHE and len(response.content) <= LARGEST:
        payload = json.dumps(list(response.headers.items())).encode() + b"\n" + response.content
        caches["pages"].set(_key(request, tag), _seal(tag, payload) + payload, A_DAY)


def _sent_of(held, response):
    """The answer; where it is made while it is sent, its state is held until then."""
    if is_made_while_sent(response):
        response.streaming_content = HeldStream(response.streaming_content, held.held_on())
    return response


def _labelled(response, tag):
    response.headers["ETag"] = tag
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, VARY)
    return response


def _key(request, tag):
    coding = "gzip" if "gzip" in request.headers.get("Accept-Encoding", "") else "plain"
    return f"{coding}-{tag[3:-1]}"


def _seal(tag, payload):
    """Ties what is kept to its page and to this service: an entry that somebody else put there does not fit."""
    key = f"dashboards.page_cache|{settings.SECRET_KEY}".encode()
    return hmac.digest(key, tag.encode() + payload, "sha256")
