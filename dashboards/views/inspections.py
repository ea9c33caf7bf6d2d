"""The page of one inspection."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dashboards.pages.document import RELATED, inspection_context
from dashboards.pages.terms import with_terms
from inspections.models import Inspection


@require_safe
@with_terms
def inspection_detail(request, slug):
    inspection = get_object_or_404(Inspection.objects.published().select_related(*RELATED), slug=slug)
    return show(request, inspection)


@require_safe
@with_terms
def inspection_edition(request, slug, edition):
    """Any public edition at an address of its own; the current one too, so that a citation can name it."""
    rows = Inspection.objects.public().select_related(*RELATED)
    inspection = get_object_or_404(rows, slug=slug, edition=edition)
    return show(request, inspection)


def show(request, inspection):
    return render(request, "inspections/inspection.html", inspection_context(inspection))
