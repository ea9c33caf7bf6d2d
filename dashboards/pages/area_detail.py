"""One area across forces: gradings, differences, themes, what was told and asked for; a framework at a time."""

from collections import defaultdict
from dataclasses import dataclass

from dashboards.charts.areas import area_gradings_panel
from dashboards.charts.intervals import share_intervals_panel
from dashboards.charts.panel import Panel, downloads, named_sources
from dashboards.pages.area_comparisons import NOTHING_COMPARED, area_comparisons
from dashboards.pages.area_sets import Group, area_groups
from findings.models import Finding, Illustration, Recommendation, Theme
from inspections.models import Area, Inspection

# Two forces are one pair, four are six; more pairs than that are not read, and the page asks to choose.
MOST_COMPARED = 4
MOST_LISTED = 6


@dataclass(frozen=True)
class ThemeFindings:
    """The findings of one theme, report by report."""

    theme: Theme
    by_inspection: tuple[tuple[Inspection, tuple[Finding, ...]], ...]


@dataclass(frozen=True)
class Said:
    """What one report says of the area beyond its themes shared with others; `more_…`: how many are not listed."""

    inspection: Inspection
    findings: tuple[Finding, ...]
    recommendations: tuple[Recommendation, ...]
    illustrations: tuple[Illustration, ...]
    more_illustrations: int


@dataclass(frozen=True)
class AreaDetailSection:
    group: Group
    gradings: Panel
    shares: Panel
    too_many: bool
    shared: tuple[ThemeFindings, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True)
class AreaDetailPage:
    area: Area
    sections: tuple[AreaDetailSection, ...]
    choices: tuple[tuple[str, str], ...]


def area_detail_page(area, forces=()):
    """The page of an area slug, of all forces or of these (slugs)."""
    groups = area_groups(lambda audit: audit.area.slug == area.slug)
    known = sorted({(one.force.name, one.force.slug) for group in groups for one in group.sets})
    chosen = [_latest(group, forces) for group in groups]
    inspections = {one.inspection.pk for sets in chosen for one in sets}
    items = _items(area.slug, inspections)
    everywhere = _everywhere(chosen)
    return AreaDetailPage(
        area=area,
        sections=tuple(
            _section(group, sets, items, everywhere) for group, sets in zip(groups, chosen, strict=True) if sets
        ),
        choices=tuple((slug, name) for name, slug in known),
    )


def _latest(group, forces):
    """The set that speaks for each force: its latest that allows shares of the worst grade, by name of the force."""
    answers = group.answers(group.sets[0].grades[-1].slug)
    found = [one for one in answers.values() if not forces or one.force.slug in forces]
    return sorted(found, key=lambda one: (one.force.name, one.force.pk))


def _items(slug, inspections):
    """Case themes, recommendations and illustrations of the area: kind of item -> inspection -> items."""
    found = {}
    for model, extra, related in (
        (Finding, {"kind": Finding.Kind.CASE_THEME}, ("themes",)),
        (Recommendation, {}, ()),
        (Illustration, {}, ()),
    ):
        rows = model.objects.published().filter(inspection__in=inspections, areas__slug=slug, **extra)
        rows = rows.select_related("inspection__force").prefetch_related(*related)
        found[model] = defaultdict(list)
        for row in rows.order_by("inspection", "position", "pk"):
            found[model][row.inspection_id].append(row)
    return found


def _everywhere(chosen):
    """All areas of the forces that are compared, by key of the group."""
    forces = {one.force.pk for sets in chosen if _are_compared(sets) for one in sets}
    return {group.key: group for group in area_groups(lambda audit: audit.force_id in forces)}


def _are_compared(sets):
    return 1 < len(sets) <= MOST_COMPARED


def _section(group, sets, items, everywhere):
    slug = sets[0].area.slug
    graded = [one.graded() for one in sets]
    files = downloads("case-grades", f"area={slug}&framework={group.framework.slug}")
    sources = named_sources(sets, lambda one: one.source())
    compared = area_comparisons(sets, everywhere[group.key]) if _are_compared(sets) else NOTHING_COMPARED
    shared = _shared_themes(sets, items[Finding])
    return AreaDetailSection(
        group=group,
        gradings=area_gradings_panel(
            f"gradings-{group.key}", "Every case, by grade", _reading(sets), graded, sources=sources, downloads=files
        ),
        shares=share_intervals_panel(
            f"shares-{group.key}",
            f"Shares {_ends(sets[0])}, with 95% intervals",
            _difference_reading(compared),
            graded,
            notes=tuple(one.sentence for one in compared.differences),
            caveats=_caveats(compared),
            sources=sources,
            downloads=files,
        ),
        too_many=len(sets) > MOST_COMPARED,
        shared=shared,
        said=tuple(_said(one.inspection, items, shared) for one in sets),
    )


def _reading(sets):
    worst = sets[0].grades[-1]
    parts = []
    for one in sets[:MOST_COMPARED]:
        share = one.share(worst.slug)
        parts.append(f"{one.force.name} {share.cases} of {share.of}" if share else f"{one.force.name} not printed")
    rest = f", and {len(sets) - MOST_COMPARED} more below" if len(sets) > MOST_COMPARED else ""
    return f"Graded {worst.name.lower()}: {', '.join(parts)}{rest}."


def _ends(one):
    return f"{one.grades[-1].name.lower()} and {one.grades[0].name.lower()}"


def _difference_reading(compared):
    if not compared.differences:
        return "The further two intervals lie apart, the less chance alone explains a difference between forces."
    if compared.has_evidence:
        return "There is evidence of a difference between forces in this area, with all areas decided together."
    return "There is no evidence of a difference between forces in this area; with so few cases a large one could hide."


def _caveats(compared):
    caveat = "Intervals suppose a random sample of cases, which these may not be."
    families = ", ".join(f"{grade}: {number}" for grade, number in compared.families if number > 1)
    if not families:
        return (caveat,)
    return (
        f"The comparisons on each grade were decided together over all areas ({families}), with false discovery "
        f"controlled; the intervals are not adjusted for that. {caveat}",
    )


def _shared_themes(sets, findings):
    """Themes that at least two of the reports have among their case themes of the area, most reports first."""
    by_theme = defaultdict(dict)
    for one in sets:
        for finding in findings[one.inspection.pk]:
            for theme in finding.themes.all():
                by_theme[theme].setdefault(one.inspection, []).append(finding)
    shared = [
        ThemeFindings(theme, tuple((inspection, tuple(found)) for inspection, found in reports.items()))
        for theme, reports in by_theme.items()
        if len(reports) > 1
    ]
    return tuple(sorted(shared, key=lambda one: (-len(one.by_inspection), one.theme.order)))


def _said(inspection, items, shared):
    told = {finding.pk for entry in shared for _, found in entry.by_inspection for finding in found}
    illustrations = items[Illustration][inspection.pk]
    return Said(
        inspection=inspection,
        findings=tuple(finding for finding in items[Finding][inspection.pk] if finding.pk not in told),
        recommendations=tuple(items[Recommendation][inspection.pk]),
        illustrations=tuple(illustrations[:MOST_LISTED]),
        more_illustrations=max(0, len(illustrations) - MOST_LISTED),
    )
