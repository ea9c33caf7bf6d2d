"""Headers of every answer that no library sets: nothing here needs a camera, and nothing here is for other sites."""

from csp.utils import build_policy
from django.conf import settings

HEADERS = {
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class ResponseHeadersMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        # What is refused before it comes to the layers that set these is a page too.
        self.of_refusals = {"Content-Security-Policy": build_policy(), "X-Frame-Options": settings.X_FRAME_OPTIONS}

    def __call__(self, request):
        response = self.get_response(request)
        headers = HEADERS | self.of_refusals if response.status_code >= 400 else HEADERS
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response
