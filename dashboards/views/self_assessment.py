"""How forces graded themselves: the dashboard, and its rows as files."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.pages.citation import absolute
from dashboards.pages.parameters import checked_parameters
from dashboards.pages.self_assessment import self_assessment_page
from dashboards.pages.terms import with_terms
from dashboards.rates import EXPORT, costs
from dashboards.registers.exports import FORMATS
from dashboards.registers.reference import by_key
from dashboards.registers.self_assessment import SelfAssessmentQuery
from inspections.models import Force


@require_safe
@with_terms
def self_assessment(request):
    forces = {force.slug for force in by_key(Force).values()}
    chosen = checked_parameters(request.GET, {"force": forces})["force"]
    context = {
        "section": "self-assessment",
        "page": self_assessment_page(chosen),
        "chosen": chosen,
        "exports": [(ending.upper(), f"/self-assessment.{ending}?{_query(chosen)}".rstrip("?")) for ending in FORMATS],
    }
    return render(request, "self_assessment/dashboard.html", context)


@costs(EXPORT)
@require_safe
def self_assessment_export(request, ending):
    if ending not in FORMATS:
        raise Http404
    return FORMATS[ending](SelfAssessmentQuery(request.GET), absolute(request, request.get_full_path()), timezone.now())


def _query(forces):
    return "&".join(f"force={slug}" for slug in forces)
