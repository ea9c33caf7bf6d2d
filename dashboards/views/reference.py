"""Pages that explain: the glossary, and what this site is and where its numbers come from."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.pages.terms import with_terms
from findings.models import GlossaryTerm
from inspections.models import Framework, Inspection


@require_safe
def glossary(request):
    terms = sorted(GlossaryTerm.objects.all(), key=lambda term: term.term.lower())
    letters = {}
    for term in terms:
        letters.setdefault(term.term[0].upper(), []).append(term)
    return render(request, "reference/glossary.html", {"letters": list(letters.items()), "count": len(terms)})


@require_safe
@with_terms
def about(request):
    context = {
        "inspections": Inspection.objects.published().select_related("force").newest_first(),
        "frameworks": Framework.objects.select_related("case_scale", "topic_scale"),
    }
    return render(request, "reference/about.html", context)
