"""The rows of one register, a page at a time."""

from django.http import Http404

from dashboards.api.base import ApiView, site_of
from dashboards.api.operations import RegisterOperation
from dashboards.api.query import ApiQuery
from dashboards.api.resources import address_of


class RegisterView(ApiView):
    """One register: what its page and its files show, with the same filters and the same refusals."""

    register = None
    schema = RegisterOperation()

    def get(self, request):
        query = ApiQuery(self.register, request.GET)
        return self.tagged(request, lambda: self._answer(request, query))

    def _answer(self, request, query):
        page = query.page()
        return {
            "register": self.register.title,
            "notice": self.register.note_on_use,
            "count": page.paginator.count,
            "page": page.number,
            "pages": page.paginator.num_pages,
            "size": page.paginator.per_page,
            "next": self._link(request, query, page.number + 1) if page.has_next() else None,
            "previous": self._link(request, query, page.number - 1) if page.has_previous() else None,
            "rows": [query.row(obj) for obj in page.object_list],
        }

    def _link(self, request, query, number):
        return f"{site_of(request)}{address_of(self.register)}?{query.query_string(page=number)}"


class NothingView(ApiView):
    """Any other address below the API: a problem and not a page."""

    schema = None

    def get(self, request, address):
        raise Http404
