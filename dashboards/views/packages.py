"""The file of one version of the data package, and the list of what changed in it."""

from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from dashboards.packages.shelf import folder, packages
from dashboards.rates import EXPORT, costs

A_YEAR = 31_536_000


@costs(EXPORT)
@require_safe
def package_file(request, name):
    """Any version that was ever made: its name says what is in it, so it never changes."""
    package = next((one for one in packages() if name in (one.file, one.changes_file)), None)
    path = folder() / name
    if package is None or not path.exists():
        raise Http404
    is_package = name == package.file
    tag = f'"{package.sha256}"' if is_package else f'"{package.sha256}-{package.number}"'
    response = get_conditional_response(request, etag=tag)
    if not isinstance(response, HttpResponse) or response.status_code == 200:
        kind = "application/zip" if is_package else "text/csv; charset=utf-8"
        response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=kind)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
