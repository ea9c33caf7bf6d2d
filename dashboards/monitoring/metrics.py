"""Counts for Prometheus. Off until METRICS_TOKEN is set; then `/metrics` answers whoever carries the token."""

import os

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

ANSWERS = Counter("findings_requests_total", "Requests answered.", ["view", "method", "status"])
SECONDS = Histogram(
    "findings_request_seconds",
    "Seconds until an answer began.",
    ["view"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
QUERIES = Counter("findings_queries_total", "Queries made while answering.", ["view"])
METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")


def count_request(view, method, status, seconds, queries):
    if settings.METRICS_TOKEN:
        ANSWERS.labels(view, method if method in METHODS else "other", status).inc()
        SECONDS.labels(view).observe(seconds)
        QUERIES.labels(view).inc(queries)


@require_safe
def metrics(request):
    """The counts of all workers. Without the token the address is as good as not there."""
    given = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}"):
        raise Http404
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    return HttpResponse(
        generate_latest(registry), content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"}
    )
