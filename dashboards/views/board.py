"""Recommendations as a board of cards."""

from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from dashboards.pages.board import COLUMNS, BoardQuery, board


@require_safe
def recommendation_board(request):
    query = BoardQuery(request.GET)
    context = {
        "section": "recommendations",
        "query": query,
        "board": board(query, on=localdate()),
        "choices": [(value, name, query.query_string(by=value)) for value, name in COLUMNS.items()],
        "register_query": query.query_string(by=""),
        "calendar_query": query.forces,
    }
    return render(request, "recommendations/board.html", context)
