"""Concerns and the recommendations that answer them, and what is asked for again."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.pages.concerns import asked_of, choices
from dashboards.pages.concerns import concerns as concerns_page


@require_safe
def concerns(request):
    asked = asked_of(request.GET)
    context = {"section": "themes", "page": concerns_page(asked), "forces": choices(asked)}
    return render(request, "themes/concerns.html", context)
