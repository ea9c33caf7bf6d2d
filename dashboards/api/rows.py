"""The rows of one register, a page at a time."""

from django.http import Http404
from django.utils import timezone

from dashboards.api.base import ApiView, site_of
from dashboards.api.operations import RegisterOperation
from dashboards.api.query import ApiQuery
from dashboards.api.resources import address_of
from dashboards.entry.access import may
from dashboards.registers.about import about
from inspections.roles import VIEW_CASES


class RegisterView(ApiView):
    """One register: what its page and its files show, with the same filters and the same refusals."""

    register = None
    schema = RegisterOperation()

    def get(self, request):
        query = ApiQuery(self.register, request.GET)
        return self.tagged(request, lambda: self._answer(request, query))

    def _answer(self, request, query):
        page = query.page()
        objects = query.objects(page)
        address = f"{site_of(request)}{request.get_full_path()}"
        reports = self.register.reports_shown(objects)
        return about(query.query, address, timezone.now(), query.names, reports).envelope() | {
            "count": page.paginator.count,
            "page": page.number,
            "pages": page.paginator.num_pages,
            "size": page.paginator.per_page,
            "next": self._link(request, query, page.number + 1) if page.has_next() else None,
            "previous": self._link(request, query, page.number - 1) if page.has_previous() else None,
            "rows": [query.row(obj) for obj in objects],
        }

    def _link(self, request, query, number):
        return f"{site_of(request)}{address_of(self.register)}?{query.query_string(page=number)}"


class NothingView(ApiView):
    """Any other address below the API: a problem and not a page.

    It asks who is there, as the address of single cases does: to whoever lacks the right the two answer alike.
    """

    schema = None

    def get(self, request, address):
        may(request._request.user, VIEW_CASES)
        raise Http404
