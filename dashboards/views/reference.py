"""Pages that explain: the glossary, and what this site is and where its numbers come from."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.pages.components import NOT_SHOWN, gallery
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


@require_safe
def components(request):
    """The gallery for those who build the site; search engines are kept away from its invented samples."""
    response = render(request, "reference/components.html", {"components": gallery(), "not_shown": NOT_SHOWN})
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
