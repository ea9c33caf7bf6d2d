"""The addresses of the service and the floor that pages are measured against."""

from django.http import HttpResponse
from django.urls import include, path


def floor(request):
    return HttpResponse("ok", headers={"Cache-Control": "no-store"})


def person(request):
    """The floor for somebody who is signed in: one line that looks who is asking."""
    return HttpResponse("ok" if request.user.is_authenticated else "nobody", headers={"Cache-Control": "no-store"})


urlpatterns = [path("floor/", floor), path("floor/person/", person), path("", include("config.urls"))]
handler400 = "dashboards.views.errors.bad_request"
handler403 = "dashboards.views.errors.forbidden"
handler404 = "dashboards.views.errors.not_found"
handler500 = "dashboards.views.errors.server_error"
