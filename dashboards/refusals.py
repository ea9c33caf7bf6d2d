"""Answers a refused request with a page that names what was wrong; a reader's typing error is no event for the log.

A JSON file is the API's answer: it is refused as the API refuses, with problem details.
"""

from http import HTTPStatus

from dashboards.api.problems import problem
from dashboards.registers.query import RefusedQuery
from dashboards.views.errors import bad_request


class RefusalMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, RefusedQuery):
            return None
        if request.path.endswith(".json"):
            return problem(HTTPStatus.BAD_REQUEST, exception.sentences)
        return bad_request(request, exception)
