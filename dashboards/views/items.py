"""The permalink of one item of an inspection, in the current edition or in one that is named."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from dashboards.entry.passages import passage_of
from dashboards.pages.items import SINGULAR, item_page
from dashboards.pages.terms import with_terms
from inspections.models import Inspection


@require_safe
@with_terms
def item_detail(request, slug, noun, key, edition=None):
    published = Inspection.objects.published()
    rows = published if edition is None else Inspection.objects.public().filter(edition=edition)
    inspection = get_object_or_404(rows.select_related("force"), slug=slug)
    page = item_page(inspection, noun, key, on=localdate())
    if page is None:
        raise Http404
    context = {
        "section": "inspections",
        "inspection": inspection,
        "page": page,
        "singular": SINGULAR[noun],
        "passage": passage_of(request, page.item),
    }
    return render(request, "items/item.html", context)
