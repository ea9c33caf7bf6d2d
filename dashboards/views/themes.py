"""One theme across forces: what was found, by whom, and what was asked for."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from dashboards.pages.terms import with_terms
from findings.models import Finding, Illustration, Recommendation, Theme
from inspections.models import Inspection


@require_safe
@with_terms
def theme_detail(request, slug):
    theme = get_object_or_404(Theme.objects.select_related("merged_into"), slug=slug)
    if theme.merged_into:
        return redirect(theme.merged_into, permanent=True)
    if theme.retired_on:
        return render(request, "themes/retired.html", {"section": "themes", "theme": theme})
    related = ("areas", "themes")
    findings = (
        Finding.objects.published()
        .filter(themes=theme)
        .select_related("inspection__force", "chapter")
        .prefetch_related(*related, Prefetch("recommendations", Recommendation.objects.select_related("inspection")))
    )
    recommendations = (
        Recommendation.objects.published()
        .filter(themes=theme)
        .select_related("inspection__force", "chapter")
        .prefetch_related(*related, "parts", "claims")
    )
    illustrations = (
        Illustration.objects.published()
        .filter(themes=theme)
        .select_related("inspection__force", "chapter")
        .prefetch_related(*related)
    )
    context = {
        "section": "themes",
        "theme": theme,
        "inspections": _by_inspection(findings, recommendations, illustrations),
        "silent": _silent(findings, recommendations, illustrations),
    }
    return render(request, "themes/theme.html", context)


def _by_inspection(findings, recommendations, illustrations):
    """What each published inspection says on the theme, newest report first."""
    found = {}
    for name, rows in (
        ("findings", findings),
        ("recommendations", recommendations),
        ("illustrations", illustrations),
    ):
        for row in rows:
            entry = found.setdefault(
                row.inspection_id,
                {"inspection": row.inspection, "findings": [], "recommendations": [], "illustrations": []},
            )
            entry[name].append(row)
    for entry in found.values():
        polarities = [finding.polarity for finding in entry["findings"]]
        entry["counts"] = [
            (name, label, polarities.count(name))
            for name, label in (
                ("strength", "strength,strengths"),
                ("concern", "concern,concerns"),
                ("mixed", "mixed,mixed"),
            )
            if polarities.count(name)
        ]
    return sorted(found.values(), key=_newest, reverse=True)


def _newest(entry):
    return entry["inspection"].published_on, entry["inspection"].slug


def _silent(*groups):
    """Published inspections with findings that do not speak of the theme: silence, which is not absence."""
    speaking = {row.inspection_id for rows in groups for row in rows}
    with_findings = Finding.objects.published().values("inspection")
    rows = Inspection.objects.published().filter(pk__in=with_findings).select_related("force").newest_first()
    return [row for row in rows if row.pk not in speaking]
