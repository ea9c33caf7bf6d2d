"""Where an installation is closed to the public (READING=signed-in), everything but the way in asks for an account."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.utils.cache import patch_cache_control

from dashboards.api.tokens import bearer_of, is_for_scripts, unauthorised

# Probes and the way in; metrics ask for their own token; static files are answered before.
OPEN = ("/livez", "/healthz", "/metrics", "/sign-in/", "/sign-out/", "/static/")


class ClosedReadingMiddleware:
    """Stands before the cache of pages: who carries neither session nor token gets nothing that was kept for anybody.

    Whether a session or a token holds is looked at later, and asked for here before any view runs. Scripts are told
    that they need a token; a browser is led to the sign-in page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._is_open(request):
            return self.get_response(request)
        if settings.SESSION_COOKIE_NAME not in request.COOKIES and bearer_of(request) is None:
            return _way_in(request)
        response = self.get_response(request)
        patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(self, request, view, args, kwargs):
        """By now the session has been read."""
        if not self._is_open(request) and not request.user.is_authenticated:
            return _way_in(request)
        return None

    @staticmethod
    def _is_open(request):
        path = request.path
        return settings.READING == "public" or path in OPEN or path.startswith(("/sign-in/", "/static/"))


def _way_in(request):
    if is_for_scripts(request) and "text/html" not in request.headers.get("Accept", ""):
        return unauthorised(
            request, "Reading needs an account here: send a token of yours as “Authorization: Bearer …”."
        )
    response = redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else "/")
    patch_cache_control(response, private=True, no_store=True)
    return response
