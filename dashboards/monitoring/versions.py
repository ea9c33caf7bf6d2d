"""What runs here and which state of the data it shows: in the footer of every page and at `/healthz`."""

from config.release import RELEASE


def versions(request):
    """The data version that the page was made of; read already by the page cache, so it costs no query."""
    return {"release": RELEASE, "data_version": getattr(request, "data_version", "")}
