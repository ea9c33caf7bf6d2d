"""Tokens in place of a session: who sends one reads what its owner may read, from the API and from files, and no more.

Pages and everything that writes know sessions alone, so that a token that is lost opens no form.
"""

from http import HTTPStatus

from django.conf import settings

from dashboards.api.base import set_headers
from dashboards.api.problems import problem
from dashboards.client_address import client_of
from dashboards.rates import count
from inspections.tokens import owner_of

ENDINGS = (".csv", ".xlsx", ".json", ".csv/about")
DEAD = "This token does not hold: it is mistyped, revoked or over, or its owner’s account is closed."


class TokenMiddleware:
    """Stands behind the session. A token that does not hold is refused at once, whatever the address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        secret = bearer_of(request)
        if secret is not None:
            owner = owner_of(secret)
            if owner is None:
                return unauthorised(request, DEAD)
            request.user = owner
        return self.get_response(request)


def is_for_scripts(request):
    """The API and files: what is read by programs, and written by nobody."""
    return request.path.startswith(("/api/", "/data/packages/")) or request.path.endswith(ENDINGS)


def bearer_of(request):
    """The secret that was sent to an address of programs, or None."""
    scheme, _, secret = request.headers.get("Authorization", "").strip().partition(" ")
    if scheme.lower() != "bearer" or request.method not in ("GET", "HEAD") or not is_for_scripts(request):
        return None
    return secret.strip()


def unauthorised(request, sentence):
    """401 as problem details. It counts as a request, so that nobody tries tokens without end."""
    standing = count("api", client_of(request), settings.API_RATE)
    if standing.is_over:
        response = problem(HTTPStatus.TOO_MANY_REQUESTS, ["Too many requests."])
    else:
        response = problem(HTTPStatus.UNAUTHORIZED, [sentence])
    own = {"WWW-Authenticate": "Bearer", "Cache-Control": "private, no-store"}
    return set_headers(response, own | standing.headers())
