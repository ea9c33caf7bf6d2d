"""The addresses of the service and the floor that pages are measured against."""

from django.http import HttpResponse
from django.urls import include, path


def floor(request):
    return HttpResponse("ok", headers={"Cache-Control": "no-store"})


urlpatterns = [path("floor/", floor), path("", include("config.urls"))]
handler400 = "dashboards.views.errors.bad_request"
handler403 = "dashboards.views.errors.forbidden"
handler404 = "dashboards.views.errors.not_found"
handler500 = "dashboards.views.errors.server_error"
