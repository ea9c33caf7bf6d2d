"""The file of one version of the data package."""

from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from dashboards.packages.shelf import packages
from dashboards.rates import EXPORT, costs

A_YEAR = 31_536_000


@costs(EXPORT)
@require_safe
def package_file(request, name):
    """Any version that was ever made: its name says what is in it, so it never changes."""
    package = next((one for one in packages() if one.file == name), None)
    if package is None or not package.path.exists():
        raise Http404
    tag = f'"{package.sha256}"'
    response = get_conditional_response(request, etag=tag)
    if not isinstance(response, HttpResponse) or response.status_code == 200:
        kept = package.path.open("rb")
        response = FileResponse(kept, as_attachment=True, filename=package.file, content_type="application/zip")
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
