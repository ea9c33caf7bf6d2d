"""What every answer of the API shares: read only, counted, the same for everybody, and repeatable with a tag."""

from django.conf import settings
from django.http import HttpResponseNotModified
from django.utils.cache import get_conditional_response
from rest_framework.response import Response
from rest_framework.views import APIView

from dashboards.api.problems import PreconditionFailed
from dashboards.api.version import entity_tag
from dashboards.registers.query import RefusedQuery, nearest


class ApiView(APIView):
    http_method_names = ("get", "head")
    standing = None

    def perform_authentication(self, request):
        """Nobody is asked who they are: no cookie is read, so none is answered. Tokens were looked at before."""

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        if self.standing:
            set_headers(response, self.standing.headers())
        return response

    def refuse_parameters(self, request, known=()):
        names = [name for name in request.GET if name not in known]
        if names:
            raise RefusedQuery(f"“{name}” is no parameter of this address.{nearest(name, known)}" for name in names)

    def tagged(self, request, answer):
        """The answer with its tag; 304 without asking for the rows where the client holds it already."""
        tag = entity_tag(request)
        unchanged = get_conditional_response(request._request, etag=tag)
        if unchanged is not None and not isinstance(unchanged, HttpResponseNotModified):
            raise PreconditionFailed
        response = Response(answer()) if unchanged is None else unchanged
        return set_headers(response, {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept"})


def set_headers(response, headers):
    for name, value in headers.items():
        response.headers[name] = value
    return response


def site_of(request):
    """The public address, without a slash at its end."""
    return settings.SITE_ADDRESS or request.build_absolute_uri("/").rstrip("/")
