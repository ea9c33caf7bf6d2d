"""Forces by areas: the heat map of each framework, and what stands out in it, in sentences."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from dashboards.charts.areas import HeatCell, HeatLine, area_heat_panel
from dashboards.charts.panel import Panel, Source, downloads, named_sources
from dashboards.pages.area_sets import Group, area_groups
from dashboards.pages.citation import reports_cited
from dashboards.pages.compare_sides import named
from findings.statistics.differences import decided_together
from findings.statistics.results import Share

MEASURES = {
    "inadequate": "Share inadequate",
    "requires-improvement": "Share requires improvement",
    "good": "Share good",
}
# Up to so many forces stand beside each other as columns; more stand below each other as rows.
FORCES_AS_COLUMNS = 4


@dataclass(frozen=True)
class AreaSection:
    """One framework and scale: its panel, and sentences computed from the same shares."""

    group: Group
    panel: Panel
    statements: tuple[str, ...]
    differences: tuple[str, ...]


@dataclass(frozen=True)
class AreaPage:
    measure: str
    sections: tuple[AreaSection, ...]


def area_page(measure):
    return AreaPage(measure, tuple(_section(group, measure) for group in area_groups()))


def _section(group, measure):
    answers = group.answers(measure)
    forces, areas = group.forces(), group.areas()
    by_name = defaultdict(list)
    for (force, _), one in answers.items():
        by_name[force].append(one)
    main = [_newest(by_name[force.pk]) for force in forces]
    by_force = [
        _force_line(one, [answers.get((force.pk, area.pk)) for area in areas], measure)
        for force, one in zip(forces, main, strict=True)
    ]
    by_area = [(area.short_name, area.short_name, f"/areas/{area.slug}/") for area in areas]
    grade = next((grade.name for grade in main[0].grades if grade.slug == measure), measure)
    if len(forces) <= FORCES_AS_COLUMNS:
        lines, columns, head = *_turned(by_force, by_area), "Area"
    else:
        lines, columns, head = by_force, by_area, "Force"
    panel = area_heat_panel(
        f"areas-{group.key}",
        f"Share of cases graded {grade.lower()}, by area",
        _reading(answers, measure, grade.lower()),
        lines,
        columns,
        head,
        caveats=(
            "Intervals are 95% Wilson intervals. They suppose a random sample of cases, which these may not be; most "
            "bases are small, so most intervals are wide.",
        ),
        sources=named_sources(
            main,
            lambda one: Source(
                one.inspection.title, one.inspection.get_absolute_url(), reports_cited([one.inspection])
            ),
        ),
        downloads=downloads("case-grades", f"framework={group.framework.slug}&assessor=hmicfrs&grade={measure}"),
    )
    return AreaSection(group, panel, tuple(_statements(group, measure)), differences(group, measure))


def _newest(sets):
    return max(sets, key=lambda one: (one.inspection.published_on, one.inspection.slug))


def _force_line(main, found, measure):
    """One force: its cells, each naming its report where that is not the force's latest one here."""
    cells = []
    for one in found:
        if one is None:
            cells.append(HeatCell(None))
            continue
        beside = (
            "" if one.audit.inspection_id == main.audit.inspection_id else f"from {one.inspection.published_on.year}"
        )
        cells.append(HeatCell(one.share(measure), one.reason(measure), beside))
    return HeatLine(main.name, main.force.name, main.inspection.get_absolute_url(), tuple(cells))


def _turned(lines, columns):
    """Rows and columns exchanged."""
    turned = [
        HeatLine(name, short, href, tuple(line.cells[place] for line in lines))
        for place, (name, short, href) in enumerate(columns)
    ]
    return turned, [(line.name, line.short, line.href) for line in lines]


def _reading(answers, measure, grade):
    shares = [share for one in answers.values() if (share := one.share(measure))]
    half = sum(2 * share.cases >= share.of for share in shares)
    if not shares:
        return f"No report here allows a share of cases graded {grade}."
    return f"At least half of the cases were graded {grade} in {half} of {len(shares)} combinations of force and area."


def _statements(group, measure):
    """Areas with no case of the best, and of the worst, grade anywhere; then where the measure reaches half."""
    grades = group.sets[0].grades
    for grade in dict.fromkeys((grades[0], grades[-1])):
        yield from _none_anywhere(group, grade)
    shown = next((grade for grade in grades if grade.slug == measure), None)
    if shown:
        yield from _at_least_half(group, shown)


def _none_anywhere(group, grade):
    by_area = defaultdict(list)
    for (_, area), one in group.answers(grade.slug).items():
        by_area[area].append((one.force.name, one.share(grade.slug)))
    for area in group.areas():
        found = sorted(by_area[area.pk], key=lambda pair: pair[0])
        if any(share is None or share.cases for _, share in found):
            continue
        counts = ", ".join(f"{name} 0 of {share.of}" for name, share in found)
        ends = named([f"{int(share.interval.high * 100 + 0.5)}%" for _, share in found])
        reach = "the 95% interval reaches" if len(found) == 1 else "the 95% intervals reach"
        yield (
            f"{area.short_name}: no case was graded {grade.name.lower()} {_anywhere(found)} ({counts}); {reach} up to "
            f"{ends}."
        )


def _anywhere(found):
    if len(found) == 1:
        return f"in {found[0][0]}, the only force with this area here"
    return "in either force" if len(found) == 2 else f"in any of {len(found)} forces"


def _at_least_half(group, grade):
    """Force by force, the areas in which at least half of the cases got the grade, largest share first."""
    by_force = defaultdict(list)
    for (force, _), one in group.answers(grade.slug).items():
        share = one.share(grade.slug)
        if share and 2 * share.cases >= share.of:
            by_force[force].append((one.area, share))
    for force in group.forces():
        found = sorted(by_force[force.pk], key=lambda pair: (-pair[1].value, pair[0].order))
        if found and len(group.forces()) <= FORCES_AS_COLUMNS:
            areas = ", ".join(f"{area.short_name.lower()} {_counts(share)}" for area, share in found)
            yield f"{force.name}: at least half of the cases were graded {grade.name.lower()} in {areas}."


def differences(group, measure):
    """Force against force in every area on one measure, decided together over all of them, in sentences.

    Where there is evidence, the sentences that say so; where there is none, the one sentence that says that.
    """
    answers, forces = group.answers(measure), group.forces()
    if not 1 < len(forces) <= FORCES_AS_COLUMNS:
        return ()

    def found(area):
        return [answers.get((force.pk, area.pk)) for force in forces]

    compared = decided_together(
        first.against(
            second,
            measure,
            first_name=first.force.name,
            second_name=second.force.name,
            what=f"{area.short_name.lower()}, share {measure.replace('-', ' ')}",
            disjoint=True,
        )
        for area in group.areas()
        for first, second in combinations([one for one in found(area) if one and one.share(measure)], 2)
    )
    sentences = tuple(item.sentence for item in compared if item.has_evidence)
    if not compared:
        return ()
    number = len(compared)
    if not sentences:
        return (
            f"No evidence of a difference between forces in any area, over {number} comparisons decided together. With "
            "so few cases a large difference could hide.",
        )
    rest = number - len(sentences)
    others = f"No evidence of a difference in the other {rest}. " if rest else ""
    return (*sentences, f"{others}All comparisons on this page, {number}, were decided together.")


def _counts(share: Share):
    return f"({share.cases} of {share.of})"
