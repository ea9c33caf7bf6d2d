"""Answers a refused request with a page that names what was wrong; a reader's typing error is no event for the log."""

from dashboards.registers.query import RefusedQuery
from dashboards.views.errors import bad_request


class RefusalMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return bad_request(request, exception) if isinstance(exception, RefusedQuery) else None
