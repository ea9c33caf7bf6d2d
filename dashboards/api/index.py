"""/api/v1/: an index for programs, the reference for people."""

from django.conf import settings
from django.shortcuts import render
from rest_framework.renderers import BaseRenderer, JSONRenderer

from dashboards.api.base import ApiView, site_of
from dashboards.api.contract import description
from dashboards.api.operations import IndexOperation
from dashboards.api.reference import reference_of
from dashboards.api.resources import RESOURCES, ROOT, address_of
from findings.data_version.current import data_version


class PageRenderer(BaseRenderer):
    """Tells that a page can be had; Django's templates make it."""

    media_type, format = "text/html", "html"


class IndexView(ApiView):
    renderer_classes = (JSONRenderer, PageRenderer)
    schema = IndexOperation()

    def get(self, request):
        self.refuse_parameters(request)
        if request.accepted_renderer.format == PageRenderer.format:
            context = {"site": site_of(request), "rate": settings.API_RATE, "root": ROOT, **reference_of(description())}
            return render(request._request, "api/reference.html", context)
        return self.tagged(request, lambda: index(site_of(request)))


def index(site):
    return {
        "version": "v1",
        "release": settings.RELEASE,
        "data_version": data_version(),
        "schema": f"{site}{ROOT}schema/",
        "registers": [
            {
                "name": register.name,
                "title": register.title,
                "address": f"{site}{address_of(register)}",
                "what_it_holds": register.lead,
            }
            for register in RESOURCES
        ],
    }
