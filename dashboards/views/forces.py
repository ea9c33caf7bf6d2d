"""One force with what became of its inspections."""

from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from dashboards.pages.forces import force_page
from inspections.models import Force


@require_safe
def force_detail(request, slug):
    force = get_object_or_404(Force, slug=slug)
    context = {"section": "forces", "force": force, **force_page(force, on=localdate())}
    return render(request, "forces/force.html", context)
