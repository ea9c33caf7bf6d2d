"""Errors as problem details (RFC 9457): every sentence of a refusal, and nothing of what broke inside."""

import logging
from http import HTTPStatus
from math import ceil

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, JsonResponse
from rest_framework.exceptions import APIException

from dashboards.registers.query import RefusedQuery

MEDIA_TYPE = "application/problem+json"
BROKEN = "Something broke here; it was noted. The request may be repeated later."
NOTHING_HERE = "There is nothing at this address."
NOT_UNDERSTOOD = "This request cannot be understood."
logger = logging.getLogger(__name__)


class PreconditionFailed(APIException):
    status_code = HTTPStatus.PRECONDITION_FAILED
    default_detail = "The data are no longer those that the request supposes."


def answer_problem(exception, context):
    """DRF's exception handler: one form for every error, whatever form of answer was asked for."""
    if isinstance(exception, RefusedQuery):
        return problem(HTTPStatus.BAD_REQUEST, exception.sentences)
    if isinstance(exception, BadRequest | SuspiciousOperation):
        return problem(HTTPStatus.BAD_REQUEST, [NOT_UNDERSTOOD])
    if isinstance(exception, Http404):
        return problem(HTTPStatus.NOT_FOUND, [NOTHING_HERE])
    if isinstance(exception, PermissionDenied):
        return problem(HTTPStatus.FORBIDDEN, ["This is not public."])
    if isinstance(exception, APIException):
        return problem(exception.status_code, [str(exception.detail)], wait=getattr(exception, "wait", None))
    request = context["request"]
    logger.error("The API broke at %s", request.path, exc_info=exception)
    got_request_exception.send(sender=answer_problem, request=request)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, [BROKEN])


def problem(status, sentences, wait=None):
    content = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": " ".join(sentences),
        "sentences": list(sentences),
    }
    headers = {"Cache-Control": "no-store"} | ({} if wait is None else {"Retry-After": str(ceil(wait))})
    options = {"ensure_ascii": False}
    return JsonResponse(content, status=status, headers=headers, content_type=MEDIA_TYPE, json_dumps_params=options)
