"""Two to four forces or inspections side by side."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.pages.compare import comparison, picker
from dashboards.pages.compare_sides import asked
from dashboards.pages.terms import with_terms


@require_safe
@with_terms
def compare(request):
    chosen = asked(request.GET)
    context = {"section": "compare", "asked": chosen, "picker": picker(chosen)}
    if not chosen.can_compare:
        return render(request, "compare/picker.html", context)
    return render(request, "compare/comparison.html", context | {"page": comparison(chosen)})
