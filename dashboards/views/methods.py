"""How every number is computed, with worked examples."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.pages.methods import areas_together, examples
from dashboards.pages.terms import with_terms


@require_safe
@with_terms
def methods(request):
    together = areas_together()
    context = {
        "examples": examples(),
        "together": together,
        "excluding_zero": sum(item.interval.excludes_zero for item in together),
        "with_evidence": sum(item.has_evidence for item in together),
    }
    return render(request, "reference/methods.html", context)
