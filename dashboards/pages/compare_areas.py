"""Shares of the worst grade by area, side by side, and their differences as decided over the whole page."""

from dataclasses import dataclass
from itertools import combinations

from dashboards.charts.panel import Link, downloads
from dashboards.pages.area_sets import AreaSet, area_groups
from dashboards.pages.compare_grades import Comparison, compare, points
from dashboards.pages.compare_sides import Report, comparable, named, nothing, representatives
from findings.statistics.results import Share
from inspections.models import Area, Grade

NO_AREAS = nothing("cases graded inadequate area by area")
# The picture of a difference: 200 units wide, zero in the middle, a hundred points to either side.
MIDDLE = 100


@dataclass(frozen=True)
class AreaCell:
    """One area in one report; `beside` names a report other than the one that heads the column."""

    share: Share | None
    reason: str
    beside: str
    href: str


@dataclass(frozen=True)
class DifferenceCell:
    """A difference with its unadjusted interval, as numbers to print and as places in the picture."""

    comparison: Comparison
    points: str
    low: str
    high: str
    p: str
    at: tuple[float, float, float]


@dataclass(frozen=True)
class AreaLine:
    area: Area
    cells: tuple[AreaCell, ...]
    differences: tuple[DifferenceCell, ...]


@dataclass(frozen=True)
class AreaTable:
    """The areas of reports of one framework and scale."""

    grade: Grade
    reports: tuple[Report, ...]
    lines: tuple[AreaLine, ...]
    downloads: tuple[Link, ...]
    sources: tuple[Link, ...]

    @property
    def is_pair(self):
        return len(self.reports) == 2


@dataclass(frozen=True)
class Areas:
    sentence: str
    explanation: str
    tables: tuple[AreaTable, ...]
    evidence: tuple[str, ...]
    refusals: tuple[str, ...]

    @property
    def is_drawn(self):
        return bool(self.tables)


@dataclass(frozen=True)
class AreaSets:
    """Per group of reports the sets of each area, before anything is decided: (reports, area -> report -> set)."""

    groups: tuple[tuple[tuple[Report, ...], dict[Area, dict[Report, AreaSet]]], ...]
    refusals: tuple[str, ...]
    comparisons: tuple[Comparison, ...]


def area_sets(asked):
    """The sets that speak for each side and area, and every pair of them on the worst grade."""
    groups = area_groups(lambda audit: audit.inspection_id in asked.keys)
    every = [one for group in groups for one in group.sets]
    by_inspection = {}
    for one in every:
        by_inspection.setdefault(one.inspection.pk, {})[one.area] = one
    answering = {one.inspection.pk for one in every if one.share(one.grades[-1].slug)}
    reports, refusals = representatives(asked, answering, NO_AREAS)
    groups, incomparable = comparable(reports, lambda report: _any(by_inspection[report.inspection.pk]).audit.scale)
    drawn = tuple((tuple(group), _by_area(group, by_inspection)) for group in groups if len(group) > 1)
    comparisons = []
    for _, areas in drawn:
        for area, found in areas.items():
            comparisons += [_compare(first, second, found, area) for first, second in combinations(found, 2)]
    return AreaSets(drawn, (*refusals, *incomparable), tuple(comparisons))


def areas(found, comparisons, family):
    """The section, from its sets and their comparisons as decided; `family`: how many the page decided together."""
    differences = [one for one in comparisons if one.is_difference]
    evidence = [one for one in differences if one.result.has_evidence]
    return Areas(
        sentence=_sentence(differences, evidence),
        explanation=_explanation(differences, evidence, family),
        tables=tuple(_table(reports, by_area, differences) for reports, by_area in found.groups),
        evidence=tuple(one.result.sentence for one in evidence),
        refusals=tuple(
            dict.fromkeys((*found.refusals, *(one.result.sentence for one in comparisons if not one.is_difference)))
        ),
    )


def _any(by_area):
    return next(iter(by_area.values()))


def _by_area(group, by_inspection):
    """area -> report -> the set of the latest inspection of that side, framework and scale that answers."""
    scale = _any(by_inspection[group[0].inspection.pk]).audit.scale
    found = {}
    for report in group:
        for inspection in report.side.inspections:
            if inspection.framework_id != report.inspection.framework_id:
                continue
            for area, one in by_inspection.get(inspection.pk, {}).items():
                held = found.setdefault(area, {}).get(report)
                worst = one.grades[-1].slug
                if one.audit.scale == scale and (held is None or (held.share(worst) is None and one.share(worst))):
                    found[area][report] = one
    ordered = sorted(found, key=lambda area: (area.order, area.pk))
    return {area: {report: found[area][report] for report in group if report in found[area]} for area in ordered}


def _compare(first, second, found, area):
    sets = [found[first], found[second]]
    grade = sets[0].grades[-1]
    return compare(first, second, sets, area, grade, f"{area.short_name.lower()}, share {grade.name.lower()}")


def _sentence(differences, evidence):
    if not differences:
        return "No area can be compared."
    names = list(dict.fromkeys(report.label for one in differences for report in (one.first, one.second)))
    between = f"between {named(names)}" if len(names) == 2 else f"between any two of {named(names)}"
    if evidence:
        where = named(list(dict.fromkeys(one.subject.short_name.lower() for one in evidence)))
        return f"Evidence of a difference {between} in the share inadequate: {where}."
    apart = sum(one.result.interval.excludes_zero for one in differences)
    although = f", although {apart} of the {len(differences)} unadjusted intervals leave out zero" if apart else ""
    return f"In no area is there evidence of a difference {between} in the share inadequate{although}."


def _explanation(differences, evidence, family):
    """Why the sentence is more careful than the single intervals."""
    if not differences:
        return ""
    if family < 2:
        return "With so few cases even a large difference could hide."
    chances = f"Whoever makes {family} comparisons has {family} chances to be fooled by luck"
    decided = f"{chances}, so all comparisons on this page were decided together, with false discovery controlled."
    apart = [one.subject.short_name.lower() for one in differences if one.result.interval.excludes_zero]
    if evidence:
        return decided
    alone = f"Looked at alone, the intervals leave out zero for {named(list(dict.fromkeys(apart)))}. " if apart else ""
    return f"{alone}{decided} With so few cases in each area even a large difference could hide."


def _table(reports, by_area, differences):
    of_area = {}
    for one in differences:
        if one.first in reports:
            of_area.setdefault(one.subject, []).append(_difference(one))
    grade = _any(_any(by_area)).grades[-1]
    query = "&".join(f"inspection={report.inspection.slug}" for report in reports)
    return AreaTable(
        grade=grade,
        reports=reports,
        lines=tuple(
            AreaLine(
                area,
                tuple(_cell(report, found.get(report), grade) for report in reports),
                tuple(of_area.get(area, ())),
            )
            for area, found in by_area.items()
        ),
        downloads=downloads("case-grades", f"{query}&assessor=hmicfrs&sample=all&grade={grade.slug}"),
        sources=tuple(Link(report.inspection.title, report.href) for report in reports),
    )


def _cell(report, one, grade):
    if one is None:
        return AreaCell(None, "not printed", "", "")
    beside = "" if one.inspection == report.inspection else f"from {one.inspection.published_on.year}"
    return AreaCell(one.share(grade.slug), one.reason(grade.slug), beside, one.audit.get_absolute_url())


def _difference(one):
    found = one.result
    places = (found.interval.low, found.value, found.interval.high)
    p_value = found.decided_by_p
    return DifferenceCell(
        comparison=one,
        points=points(found.value),
        low=points(found.interval.low),
        high=points(found.interval.high),
        p="below 0.001" if p_value < 0.001 else f"{p_value:.3f}",
        at=tuple(round(MIDDLE + MIDDLE * place, 1) for place in places),
    )
