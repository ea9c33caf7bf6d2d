"""Root addresses: everything but the maintainers' admin belongs to dashboards."""

from django.contrib import admin
from django.urls import include, path

admin.site.site_header = admin.site.site_title = "Maintenance"

urlpatterns = [path("admin/", admin.site.urls), path("", include("dashboards.urls"))]

handler400 = "dashboards.views.errors.bad_request"
handler403 = "dashboards.views.errors.forbidden"
handler404 = "dashboards.views.errors.not_found"
handler500 = "dashboards.views.errors.server_error"
