"""For machines that watch the service: does the process run, does the database answer?"""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from findings.data_version.current import data_version
from findings.models import DataVersion


@require_safe
def livez(request):
    """200 while the process runs, whatever the database does."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def healthz(request):
    """200 only when the database answers; 503 otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
        version = data_version()
    except (DatabaseError, DataVersion.DoesNotExist):
        return JsonResponse({"status": "database does not answer"}, status=503, headers={"Retry-After": "5"})
    return JsonResponse(
        {"status": "ok", "database": connection.vendor, "release": settings.RELEASE, "data_version": version},
        headers={"Cache-Control": "no-store"},
    )
