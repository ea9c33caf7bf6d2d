"""One area across forces: gradings, differences, themes, what was told and asked for; a framework at a time."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from dashboards.charts.areas import area_gradings_panel
from dashboards.charts.intervals import share_intervals_panel
from dashboards.charts.panel import Panel, downloads
from dashboards.pages.area_sets import Group, area_groups
from findings.models import Finding, Illustration, Recommendation, Theme
from findings.statistics.differences import compare_shares, decided_together
from findings.statistics.results import Difference
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
    has_evidence: bool
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
    return AreaDetailPage(
        area=area,
        sections=tuple(_section(group, sets, items) for group, sets in zip(groups, chosen, strict=True) if sets),
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


def _section(group, sets, items):
    slug = sets[0].area.slug
    graded = [one.graded() for one in sets]
    files = downloads("case-grades", f"area={slug}&framework={group.framework.slug}")
    sources = tuple(one.source() for one in sets[:MOST_LISTED])
    compared = _comparisons(sets) if len(sets) <= MOST_COMPARED else ()
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
            notes=tuple(item.sentence for item in compared),
            caveats=_caveats(compared),
            sources=sources,
            downloads=files,
        ),
        too_many=len(sets) > MOST_COMPARED,
        has_evidence=any(isinstance(item, Difference) and item.has_evidence for item in compared),
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


def _comparisons(sets):
    """Every pair of forces, shares of the worst and of the best grade, decided together: one family a page."""
    compared = []
    for first, second in combinations(sets, 2):
        for grade in (first.grades[-1], first.grades[0]):
            shares = first.share(grade.slug), second.share(grade.slug)
            if None in shares:
                continue
            compared.append(
                compare_shares(
                    *(shares[0].cases, shares[0].of, shares[1].cases, shares[1].of),
                    first_name=first.force.name,
                    second_name=second.force.name,
                    what=f"the share of cases graded {grade.name.lower()}",
                    disjoint=True,
                )
            )
    return decided_together(compared) if len(compared) > 1 else tuple(compared)


def _difference_reading(compared):
    differences = [item for item in compared if isinstance(item, Difference)]
    if not differences:
        return "The further two intervals lie apart, the less chance alone explains a difference between forces."
    if any(item.has_evidence for item in differences):
        return "Taken by itself, this area gives evidence of a difference between forces."
    return "There is no evidence of a difference between forces in this area; with so few cases a large one could hide."


def _caveats(compared):
    caveat = "Intervals suppose a random sample of cases, which these may not be."
    if len(compared) < 2:
        return (caveat,)
    return (
        f"The {len(compared)} comparisons of this section were decided together, with false discovery controlled; the "
        f"intervals are not adjusted for that. {caveat}",
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
