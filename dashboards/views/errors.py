"""What a reader sees when something is not there, not allowed, not understood, or broken."""

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.shortcuts import render

from dashboards.api.problems import NOT_UNDERSTOOD, problem
from inspections.no_room import is_no_room

SECONDS_UNTIL_AGAIN = "5"


def bad_request(request, exception=None):
    """What was wrong, in sentences; a JSON file is the API's answer and is refused as the API refuses."""
    sentences = getattr(exception, "sentences", ())
    if request.path.endswith(".json"):
        return problem(HTTPStatus.BAD_REQUEST, sentences or [NOT_UNDERSTOOD])
    context = {"sentences": sentences, "back": request.path}
    return render(request, "400.html", context, status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def form_not_accepted(request, reason=""):
    """A form came without its token: an old page, or a browser that keeps no cookies."""
    message = (
        "What you sent was not accepted, and nothing was stored: it came without the token of its page. Allow the "
        "cookie of this site, load the page of the form again, and send it once more."
    )
    return render(request, "403.html", {"message": message, "is_form": True}, status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """A database that is away, full or busy for too long is no fault of the page: it is worth asking again."""
    error = sys.exc_info()[1]
    if is_no_room(error) or isinstance(error, OperationalError | InterfaceError):
        response = render(request, "500.html", {"is_outage": True, "is_full": is_no_room(error)}, status=503)
        response.headers["Retry-After"] = SECONDS_UNTIL_AGAIN
        return response
    return render(request, "500.html", status=500)
