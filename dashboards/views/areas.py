"""Areas of child protection: all forces by all areas, and the forces of one area beside each other."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.pages.area_detail import area_detail_page
from dashboards.pages.areas import MEASURES, area_page
from dashboards.pages.parameters import checked_parameters
from dashboards.pages.terms import with_terms
from inspections.models import Area, Force


@require_safe
@with_terms
def area_list(request):
    asked = checked_parameters(request.GET, {"measure": MEASURES}, single=["measure"])
    measure = (asked["measure"] or ["inadequate"])[0]
    context = {"section": "areas", "page": area_page(measure), "measures": MEASURES}
    return render(request, "areas/areas.html", context)


@require_safe
@with_terms
def area_detail(request, slug):
    areas = list(Area.objects.order_by("-framework__order", "order", "pk"))
    area = next((area for area in areas if area.slug == slug), None)
    if area is None:
        raise Http404
    forces = set(Force.objects.values_list("slug", flat=True))
    chosen = checked_parameters(request.GET, {"force": forces})["force"]
    others = list({other.slug: other for other in reversed(areas)}.values())
    others.sort(key=lambda other: other.order)
    context = {
        "section": "areas",
        "page": area_detail_page(area, chosen),
        "chosen": chosen,
        "others": others,
    }
    return render(request, "areas/area.html", context)
