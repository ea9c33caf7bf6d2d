"""Themes by inspection, as a table whose every number leads to its findings."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.pages.theme_matrix import asked_of, choices, theme_matrix


@require_safe
def matrix(request):
    asked = asked_of(request.GET)
    context = {"section": "themes", "matrix": theme_matrix(asked), **choices(asked)}
    return render(request, "themes/matrix.html", context)
