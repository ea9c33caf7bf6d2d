"""Single cases for programs of people with the right to see them; for everybody else there is no such address.

It is not in the OpenAPI description: that is public, made from what is public, and each of its addresses is asked by
machines for its answers. What it answers is told to people, on the page about the data.
"""

from django.http import Http404
from django.utils import timezone
from rest_framework.response import Response

from dashboards.api.base import ApiView, set_headers, site_of
from dashboards.api.query import FIELDS
from dashboards.entry.access import may
from dashboards.pages.cases import found_rows
from dashboards.registers.case_about import about, columns
from dashboards.registers.cases import COLUMNS, MOST_COUNTED, CaseQuery
from dashboards.registers.query import RefusedQuery, nearest
from inspections.roles import VIEW_CASES

ADDRESS = "/api/v1/cases/"


class CasesView(ApiView):
    """A page of cases, by key: `next` leads on, and the last page costs what the first does."""

    schema = None

    def get(self, request):
        if not may(request._request.user, VIEW_CASES):
            raise Http404
        return set_headers(Response(self._answer(request)), {"Cache-Control": "private, no-store"})

    def _answer(self, request):
        query, names = asked(request.GET)
        _, total, rows, previous, following = found_rows(query)
        site = site_of(request)
        return about(query, timezone.now(), address=f"{site}{request.get_full_path()}") | {
            "columns": columns(names),
            "count": total,
            "more_than": MOST_COUNTED if total is None else None,
            "size": query.size,
            "next": link(site, query, names, after=following, before="") if following else None,
            "previous": link(site, query, names, before=previous, after="") if previous else None,
            "rows": [{name: row[name] for name in names} for row in map(query.row, rows)],
        }


def asked(parameters):
    """The query, and the columns to answer with; RefusedQuery names everything that is wrong with both."""
    plain = parameters.copy()
    fields = [name.strip() for value in plain.pop(FIELDS, []) for name in value.split(",") if name.strip()]
    sentences = [f"“{name}” is no column of cases.{nearest(name, COLUMNS)}" for name in fields if name not in COLUMNS]
    query = None
    try:
        query = CaseQuery(plain)
    except RefusedQuery as refused:
        sentences += refused.sentences
    if sentences:
        raise RefusedQuery(sentences)
    return query, [name for name in COLUMNS if not fields or name in fields]


def link(site, query, names, **place):
    fields = {FIELDS: ",".join(names)} if len(names) < len(COLUMNS) else {}
    return f"{site}{ADDRESS}?{query.query_string(**fields, **place)}"
