"""The first page: what this is, what is in it, and a door for each of the three people."""

from django.db.models import Count
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from dashboards.pages.headlines import headline_counts
from dashboards.pages.overview import MEASURES, tiles
from dashboards.pages.statements import statements
from dashboards.registers.query import RefusedQuery, nearest
from dashboards.registers.reference import by_key
from findings.data_version.kept_values import KeptValues
from findings.follow_up import NOT_KNOWN, STATES
from findings.models import CaseAudit, Finding, Illustration, Recommendation, ReportedFigure
from inspections.models import Force, Inspection

MOST_RECENT = 10
KEPT = KeptValues(1)


@require_safe
def overview(request):
    measure, state = chosen_measure(request)
    inspections = by_key(Inspection).values()
    last = recent(inspections)
    headlines = headline_counts(last)
    context = {
        "tiles": tiles(measure, localdate(), state),
        "measure": measure,
        "measures": MEASURES,
        "state": state,
        "states": STATES,
        "statements": statements(localdate()),
        "section": "overview",
        "inspections": [(inspection, headlines.get(inspection.pk, ())) for inspection in last],
        "number_published": len(inspections),
        "forces": sum(not force.is_demo for force in by_key(Force).values()),
        "inspected": len({inspection.force_id for inspection in inspections}),
        "holdings": KEPT.get("holdings", holdings),
    }
    return render(request, "home/overview.html", context)


def recent(inspections):
    """The few that were published, or corrected here, last; the last first."""
    changed = {one: localdate(one.changed_at) if one.edition > 1 else one.published_on for one in inspections}
    return sorted(inspections, key=lambda one: (changed[one], one.slug), reverse=True)[:MOST_RECENT]


def chosen_measure(request):
    """The measure that colours the map, and the state that it counts; anything else in the address is refused."""
    sentences = [f"“{name}” is no parameter of this page." for name in request.GET if name not in ("measure", "state")]
    chosen = {"measure": request.GET.get("measure") or "inadequate", "state": request.GET.get("state") or NOT_KNOWN}
    for name, known in (("measure", MEASURES), ("state", STATES)):
        if chosen[name] not in known:
            sentences.append(f"“{chosen[name]}” is no value of “{name}”.{nearest(chosen[name], known)}")
    if request.GET.get("state") and chosen["measure"] != "recommendations":
        sentences.append("“state” goes with “measure=recommendations” alone.")
    if sentences:
        raise RefusedQuery(sentences)
    return chosen["measure"], chosen["state"]


def holdings():
    """What the published inspections hold, each noun counted once: label -> number."""
    cases = CaseAudit.objects.published().headlines().aggregate(sets=Count("pk"))["sets"]
    return [
        ("inspections with case grades", cases, "/case-grades/"),
        ("findings", Finding.objects.published().count(), "/findings/"),
        ("recommendations", Recommendation.objects.published().count(), "/recommendations/"),
        ("illustrations", Illustration.objects.published().count(), "/illustrations/"),
        ("printed figures", ReportedFigure.objects.published().count(), "/figures/"),
    ]
