"""Do forces differ by more than chance? Funnel plots, from ten inspections of one framework and kind on."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.pages.funnel import funnel_page, grades_asked
from dashboards.pages.parameters import checked_parameters


@require_safe
def funnel_plots(request):
    grades = grades_asked()
    asked = checked_parameters(request.GET, {"grade": grades}, single=["grade"])
    grade = (asked["grade"] or ["inadequate"])[0]
    sections = funnel_page(grade)
    context = {
        "section": "areas",
        "sections": sections,
        "has_figures": any(section.panel for section in sections),
        "grade": grade,
        "grades": grades,
    }
    return render(request, "areas/funnel.html", context)
