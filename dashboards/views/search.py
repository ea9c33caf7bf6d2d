"""The search. What a reader asks stays between them and the page: it is neither logged nor put into its title."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.pages.search import asked_of, search_page
from dashboards.rates import SEARCH, costs


@costs(SEARCH)
@require_safe
def search(request):
    page = search_page(asked_of(request.GET))
    return render(request, "search/results.html", {"page": page, "q": page.asked.text})
