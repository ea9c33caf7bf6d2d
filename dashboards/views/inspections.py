"""The page of one inspection."""

from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from dashboards.pages.inspection import inspection_page
from inspections.models import Inspection

RELATED = ("force", "framework__case_scale", "framework__topic_scale", "parent")


@require_safe
def inspection_detail(request, slug):
    inspection = get_object_or_404(Inspection.objects.published().select_related(*RELATED), slug=slug)
    return show(request, inspection)


@require_safe
def inspection_edition(request, slug, edition):
    """Any public edition at an address of its own; the current one too, so that a citation can name it."""
    rows = Inspection.objects.public().select_related(*RELATED)
    inspection = get_object_or_404(rows, slug=slug, edition=edition)
    return show(request, inspection)


def show(request, inspection):
    editions = Inspection.objects.public().filter(slug=inspection.slug).order_by("-edition")
    current = next((edition for edition in editions if edition.is_current), None)
    context = {
        "section": "inspections",
        "inspection": inspection,
        "current": current,
        "editions": editions,
        **inspection_page(inspection, on=localdate()),
    }
    return render(request, "inspections/inspection.html", context)
