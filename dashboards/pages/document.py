"""One edition of an inspection as a page by itself, rendered without a request from outside: what is printed as PDF."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.timezone import localdate

from dashboards.pages.citation import edition_path
from dashboards.pages.inspection import inspection_page
from dashboards.pages.terms import explainer
from inspections.models import Inspection

RELATED = ("force", "framework__case_scale", "framework__topic_scale", "parent")


def inspection_context(inspection):
    """What `inspections/inspection.html` needs of one edition, whoever asks for it."""
    editions = Inspection.objects.public().filter(slug=inspection.slug).order_by("-edition")
    return {
        "section": "inspections",
        "inspection": inspection,
        "current": next((edition for edition in editions if edition.is_current), None),
        "editions": editions,
        **inspection_page(inspection, on=localdate()),
    }


def document_of(inspection):
    """The page as bytes, as a reader without an account sees it."""
    inspection = Inspection.objects.select_related(*RELATED).get(pk=inspection.pk)
    request = request_of(edition_path(inspection))
    request.explainer = explainer()
    return render_to_string("inspections/inspection.html", inspection_context(inspection), request).encode()


def request_of(path):
    """A request for the path at this installation's own address: SITE_ADDRESS, else the first host it answers to."""
    address = urlsplit(settings.SITE_ADDRESS)
    hosts = [host for host in settings.ALLOWED_HOSTS if not host.startswith(("*", "."))]
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = path
    request.META["HTTP_HOST"] = address.netloc or (hosts[0] if hosts else "localhost")
    request.user = AnonymousUser()
    return request
