"""Sends pages and files of text compressed where that gives nothing away (docs/decisions/ says what could)."""

from django.conf import settings
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

TEXT = ("text/", "application/json", "application/problem+json", "application/atom+xml", "image/svg+xml")


class CompressionMiddleware(GZipMiddleware):
    """Compresses what is the same for everybody.

    Left as they are: answers to somebody who is signed in, answers that set a cookie (a form with its token does), and
    what is no text, such as a workbook, which is compressed already.
    """

    def process_response(self, request, response):
        is_text = response.headers.get("Content-Type", "").startswith(TEXT)
        if is_text and settings.SESSION_COOKIE_NAME not in request.COOKIES and not response.cookies:
            return super().process_response(request, response)
        if is_text:
            patch_vary_headers(response, ("Accept-Encoding",))
        return response
