"""Where an installation is closed to the public (READING=signed-in), everything but the way in asks for an account."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.utils.cache import patch_cache_control

# Probes and the way in; metrics ask for their own token; static files are answered before.
OPEN = ("/livez", "/healthz", "/metrics", "/sign-in/", "/sign-out/", "/static/")


class ClosedReadingMiddleware:
    """Stands before the cache of pages: who carries no session gets nothing that was kept for anybody."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._is_open(request):
            return self.get_response(request)
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return _to_sign_in(request)
        response = self.get_response(request)
        patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(self, request, view, args, kwargs):
        """By now the session has been read."""
        if not self._is_open(request) and not request.user.is_authenticated:
            return _to_sign_in(request)
        return None

    @staticmethod
    def _is_open(request):
        path = request.path
        return settings.READING == "public" or path in OPEN or path.startswith(("/sign-in/", "/static/"))


def _to_sign_in(request):
    response = redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else "/")
    patch_cache_control(response, private=True, no_store=True)
    return response
