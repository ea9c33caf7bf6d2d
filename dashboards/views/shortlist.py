"""The shortlist: a page that is its own address, a briefing on paper, and one person's: kept in no shared cache."""

from django.conf import settings
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from dashboards.pages.shortlist import MOST, asked_of
from dashboards.pages.shortlist import shortlist as shortlist_page


@require_safe
@cache_control(private=True, no_cache=True)
def shortlist(request):
    page = shortlist_page(asked_of(request.GET), on=localdate())
    context = {
        "page": page,
        "most": MOST,
        "site": settings.SITE_ADDRESS or request.build_absolute_uri("/").rstrip("/"),
        "read_on": localdate(),
    }
    return render(request, "shortlist/shortlist.html", context)
