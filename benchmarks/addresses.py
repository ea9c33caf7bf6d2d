"""The addresses of the service, the floor that pages are measured against, and rows of single cases alone."""

from django.http import HttpResponse
from django.urls import include, path

from dashboards.entry.access import needs
from dashboards.pages.cases import keyset, shown
from dashboards.registers.cases import CaseQuery
from dashboards.registers.drawn import drawn_cases
from inspections.roles import VIEW_CASES


def floor(request):
    return HttpResponse("ok", headers={"Cache-Control": "no-store"})


def person(request):
    """The floor for somebody who is signed in: one line that looks who is asking."""
    return HttpResponse("ok" if request.user.is_authenticated else "nobody", headers={"Cache-Control": "no-store"})


@needs(VIEW_CASES)
def rows(request):
    """What `/cases/` shows of one page without filters, counts and total: the query, its rows, and their HTML."""
    query = CaseQuery(request.GET)
    found = [shown(query, values) for values in keyset(query)[0]]
    return HttpResponse(drawn_cases(found), headers={"Cache-Control": "no-store"})


urlpatterns = [
    path("floor/", floor),
    path("floor/person/", person),
    path("floor/rows/", rows),
    path("", include("config.urls")),
]
handler400 = "dashboards.views.errors.bad_request"
handler403 = "dashboards.views.errors.forbidden"
handler404 = "dashboards.views.errors.not_found"
handler500 = "dashboards.views.errors.server_error"
