"""One line for every request: what was asked, what came back, how long it took and how many queries it made.

A line names the path and never the query string: what somebody searches for is theirs. A slow query is logged with
its placeholders and never with its values.
"""

import logging
import time
from contextlib import ExitStack
from urllib.parse import quote

from django.conf import settings
from django.db import connections

from dashboards.monitoring.metrics import count_request
from dashboards.monitoring.request_id import current, request_id_of

requests = logging.getLogger("dashboards.requests")
slow_queries = logging.getLogger("dashboards.slow_queries")


class QueryCount:
    """Counts the queries of one request, and logs those that are slow."""

    def __init__(self):
        self.number = 0

    def __call__(self, execute, sql, params, many, context):
        self.number += 1
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = (time.perf_counter() - began) * 1000
            if 0 < settings.SLOW_QUERY_MS <= took:
                extra = {"sql": sql, "milliseconds": round(took)}
                slow_queries.warning("slow query: %.0f ms %s", took, sql, extra=extra)


class RequestLogMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = current.set(request_id_of(request))
        count, began = QueryCount(), time.perf_counter()
        try:
            with ExitStack() as watched:
                for database in connections.all():
                    watched.enter_context(database.execute_wrapper(count))
                response = self.get_response(request)
            response.headers["X-Request-ID"] = current.get()
            self._tell(request, response, time.perf_counter() - began, count.number)
            return response
        finally:
            current.reset(token)

    def _tell(self, request, response, seconds, queries):
        match = request.resolver_match
        view = match.url_name if match and match.url_name else "kept" if response.status_code in (200, 304) else "none"
        count_request(view, request.method, response.status_code, seconds, queries)
        if request.path == "/livez":
            return  # asked every few seconds, and never news
        extra = {
            "method": request.method,
            "path": quote(request.path),  # no line break of a stranger's gets into the log
            "status": response.status_code,
            "milliseconds": round(seconds * 1000, 1),
            "queries": queries,
            "view": view,
        }
        line = "{method} {path} {status} {milliseconds} ms {queries} queries".format(**extra)
        requests.info("%s", line, extra=extra)
