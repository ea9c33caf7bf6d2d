"""The numbers in plain words, for a reader who has never seen an interval."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.pages.numbers import example
from dashboards.pages.terms import with_terms


@require_safe
@with_terms
def numbers(request):
    return render(request, "reference/numbers.html", {"example": example()})
