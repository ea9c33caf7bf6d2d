"""What runs here and which state of the data it shows: in the footer of every page and at `/healthz`."""

from django.conf import settings


def versions(request):
    """The data version that the page was made of; read already by the page cache, so it costs no query."""
    return {"release": settings.RELEASE, "data_version": getattr(request, "data_version", "")}
