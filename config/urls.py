"""Root addresses: everything but the maintainers' admin belongs to dashboards."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

admin.site.site_header = admin.site.site_title = "Maintenance"

# One page for one's own password: the admin's own ends neither the session it stands in nor any token, and counts no
# wrong guesses at the old password.
own_password = RedirectView.as_view(pattern_name="own-password", http_method_names=["get", "head"])

urlpatterns = [
    path("admin/password_change/", admin.site.admin_view(own_password)),
    path("admin/", admin.site.urls),
    path("", include("dashboards.urls")),
]

handler400 = "dashboards.views.errors.bad_request"
handler403 = "dashboards.views.errors.forbidden"
handler404 = "dashboards.views.errors.not_found"
handler500 = "dashboards.views.errors.server_error"
