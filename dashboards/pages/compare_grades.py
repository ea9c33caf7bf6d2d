"""What a comparison makes of HMICFRS's grades: pairs of sides, decided together over the whole page."""

import math
from dataclasses import dataclass
from itertools import combinations

from dashboards.charts.gradings import GradedSet, base_of, grade_table, stacked_bars, unit_chart
from dashboards.charts.panel import Link, Panel, Source, downloads
from dashboards.pages.area_sets import AreaSet
from dashboards.pages.citation import reports_cited
from dashboards.pages.compare_sides import Report, address, comparable, named, nothing, representatives
from dashboards.pages.counted_audits import published_audits
from findings.models import Assessor, Sample, TopicGrade
from findings.statistics.differences import decided_together
from findings.statistics.results import Difference, Refusal
from inspections.models import Framework, Topic

# Two sets beside each other can be counted by eye up to here; beyond that bars are drawn.
MOST_SQUARES = 100
NO_GRADES = nothing("HMICFRS’s grades of all audited cases")
CAVEAT = (
    "Intervals are 95% intervals: Wilson’s of a share, Newcombe’s of a difference. They suppose random samples of "
    "cases, which these may not be, and are not adjusted for being several."
)


@dataclass(frozen=True)
class Comparison:
    """Two reports on one share: `subject` is the grade or the area that it is the share of."""

    first: Report
    second: Report
    subject: object
    result: Difference | Refusal

    @property
    def is_difference(self):
        return isinstance(self.result, Difference)


@dataclass(frozen=True)
class TopicTable:
    """Grades of whole topics, of the reports of one framework."""

    framework: Framework
    reports: tuple[Report, ...]
    rows: tuple[tuple[Topic, tuple[object | None, ...]], ...]


@dataclass(frozen=True)
class Headline:
    sentence: str
    panels: tuple[Panel, ...]
    comparisons: tuple[Comparison, ...]
    refusals: tuple[str, ...]
    topics: tuple[TopicTable, ...]
    other_kinds: str
    instead: Link | None

    @property
    def is_drawn(self):
        return bool(self.panels or self.topics)

    @property
    def several_pairs(self):
        return len({(one.first.label, one.second.label) for one in self.comparisons}) > 1


@dataclass(frozen=True)
class HeadlineSets:
    """The reports and their sets of all cases, in groups that may be compared, before anything is decided."""

    groups: tuple[tuple[Report, ...], ...]
    sets: dict[int, AreaSet]
    refusals: tuple[str, ...]
    comparisons: tuple[Comparison, ...]


def compare(first, second, sets, subject, grade, what):
    """One comparison of a grade's share in two counted sets, undecided among others as yet."""
    for report, one in zip((first, second), sets, strict=True):
        if one.share(grade.slug) is None:
            sentence = f"Not compared: {report.label} allows no share of cases graded {grade.name.lower()}."
            return Comparison(first, second, subject, Refusal(sentence))
    result = sets[0].against(
        sets[1],
        grade.slug,
        first_name=first.label,
        second_name=second.label,
        what=what,
        disjoint=sets[0].audit.pk != sets[1].audit.pk,
    )
    return Comparison(first, second, subject, result)


def decided(*families):
    """The comparisons of all these families, decided together as the one family of the page."""
    together = [one for family in families for one in family]
    results = [one.result for one in together]
    if sum(one.is_difference for one in together) > 1:
        results = decided_together(results)
    settled = iter(
        Comparison(one.first, one.second, one.subject, result) for one, result in zip(together, results, strict=True)
    )
    return [tuple(next(settled) for _ in family) for family in families]


def headline_sets(asked):
    """HMICFRS on all cases of the report that speaks for each side, and every pair on the best and the worst grade."""
    sets, parts = {}, set()
    for audit in published_audits():
        if audit.area_id is not None or audit.assessor != Assessor.HMICFRS or audit.inspection_id not in asked.keys:
            continue
        if audit.sample == Sample.ALL:
            sets[audit.inspection_id] = AreaSet(audit)
        else:
            parts.add(audit.inspection_id)
    with_base = {pk for pk, one in sets.items() if one.distribution.total is not None}
    answering = {
        inspection.pk
        for side in asked.sides
        for inspection in side.inspections
        if inspection.pk in (with_base if side.latest(with_base) else sets)
    }
    reports, refusals = representatives(
        asked, answering, lambda side: _only_a_part(side) if side.latest(parts) else NO_GRADES(side)
    )
    groups, incomparable = comparable(reports, lambda report: sets[report.inspection.pk].audit.scale)
    comparisons = [
        compare(
            *pair,
            [sets[report.inspection.pk] for report in pair],
            grade,
            grade,
            f"the share of cases graded {grade.name.lower()}",
        )
        for group in groups
        for pair in combinations(group, 2)
        for grade in _ends(sets[group[0].inspection.pk])
    ]
    drawn = tuple(tuple(group) for group in groups if len(group) > 1)
    return HeadlineSets(drawn, sets, (*refusals, *incomparable), tuple(comparisons))


def headline(asked, found, comparisons):
    """The section on all cases, from its sets and their comparisons as decided."""
    other_kinds, instead = _other_kinds(asked, found)
    return Headline(
        sentence=verdict(comparisons, "the share of all cases graded {}"),
        panels=tuple(_panel(group, found.sets, comparisons) for group in found.groups),
        comparisons=tuple(one for one in comparisons if one.is_difference),
        refusals=tuple(
            dict.fromkeys((*found.refusals, *(one.result.sentence for one in comparisons if not one.is_difference)))
        ),
        topics=_topics(asked),
        other_kinds=other_kinds,
        instead=instead,
    )


def verdict(comparisons, what):
    """Where there is evidence of a difference, in one sentence; `what` takes the names of the grades."""
    differences = [one for one in comparisons if one.is_difference]
    if not differences:
        return "Nothing here can be compared."
    evidence = [one for one in differences if one.result.has_evidence]
    names = list(dict.fromkeys(report.label for one in differences for report in (one.first, one.second)))
    between = f"between {named(names)}" if len(names) == 2 else f"between any two of {named(names)}"
    if not evidence:
        grades = dict.fromkeys(one.subject.name.lower() for one in differences)
        return f"No evidence of a difference {between} in {what.format(' or '.join(grades))}."
    parts = [f"{one.first.label} and {one.second.label} in {what.format(one.subject.name.lower())}" for one in evidence]
    return f"Evidence of a difference between {'; '.join(parts)}."


def points(value):
    """Percentage points as the sentences round them, with a sign: "+18", "−3", "0"."""
    rounded = math.floor(abs(value) * 100 + 0.5)
    return f"{'−' if value < 0 else '+'}{rounded}" if rounded else "0"


def _only_a_part(side):
    return (
        f"Not compared: {side.name} is graded here on a part of its cases only, and a part is not set beside all cases "
        "of another inspection."
    )


def _ends(one):
    return tuple(dict.fromkeys((one.grades[0], one.grades[-1])))


def _panel(group, sets, comparisons):
    """The cases of one group; the sentences stand with them where there is one pair, and below where there are more."""
    graded = [
        GradedSet(report.label, sets[report.inspection.pk].distribution, sets[report.inspection.pk].grades, report.href)
        for report in group
    ]
    are_few = all((one.distribution.total or 0) <= MOST_SQUARES for one in graded)
    worst = graded[0].grades[-1]
    shares = [(report, sets[report.inspection.pk].share(worst.slug)) for report in group]
    parts = [
        f"{report.label} {share.cases} of {share.of}" if share else f"{report.label} not printed"
        for report, share in shares
    ]
    query = "&".join(f"inspection={report.inspection.slug}" for report in group)
    sentences = tuple(one.result.sentence for one in comparisons if one.is_difference and one.first in group)
    return Panel(
        id="all-cases-" + "-".join(report.inspection.slug for report in group),
        title="How HMICFRS graded all the cases it examined",
        reading=f"Graded {worst.name.lower()}: {', '.join(parts)}.",
        table=grade_table("All cases by grade: cases, per cent and 95% interval", graded),
        base=base_of(graded),
        units=tuple(unit_chart(one) for one in graded) if are_few else (),
        figure=None if are_few else stacked_bars(graded),
        label="Cases by grade, one bar a report",
        notes=sentences if len(group) == 2 else (),
        caveats=(CAVEAT,),
        sources=tuple(_source(sets[report.inspection.pk].audit) for report in group),
        downloads=downloads("case-grades", f"{query}&assessor=hmicfrs&sample=all&area=whole-sample"),
        is_open=True,
    )


def _source(audit):
    """The report and the place in it; where the place is only an address, the link says enough."""
    place = "" if audit.place_address else f": {audit.source}"
    return Source(
        f"{audit.inspection.title}{place}", audit.get_absolute_url(), f"{reports_cited([audit.inspection])}{place}"
    )


def _other_kinds(asked, found):
    """Where a review stands beside an inspection: a sentence, and the same sides by their inspections."""
    reports = [report for group in found.groups for report in group]
    by_pk = {report.inspection.pk: report for report in reports}
    followed = [
        f"{one.label} looked at other cases than {by_pk[parent].label}, which it follows up: no case is in both."
        for one in reports
        if (parent := one.inspection.parent_id) in by_pk
    ]
    if followed:
        return " ".join(followed), None
    if len({report.side.force.pk for report in reports}) == 1 or len({one.inspection.kind for one in reports}) < 2:
        return "", None
    kinds = named([f"{one.label} is a {one.inspection.get_kind_display().lower()}" for one in reports])
    sentence = (
        f"{kinds.replace('is a inspection', 'is an inspection')}. A review looks at a force after it was told what to "
        "change, an inspection before."
    )
    inspections = {pk for pk, one in found.sets.items() if one.inspection.kind == "inspection"}
    chosen = [side.latest(inspections) for side in asked.sides]
    if None in chosen or len(set(chosen)) < len(chosen):
        return sentence, None
    text = f"Compare {named([asked.labels[inspection.pk] for inspection in chosen])} instead"
    return sentence, Link(text, address(("inspection", inspection.slug) for inspection in chosen))


def _topics(asked):
    """Grades of whole topics, framework by framework; no sample of cases, so nothing is tested."""
    grades = {}
    rows = TopicGrade.objects.published().filter(inspection__in=asked.inspections).select_related("topic", "grade")
    for row in rows:
        grades.setdefault(row.inspection_id, {})[row.topic] = row.grade
    reports, _ = representatives(asked, grades, nothing("topic grades"))
    by_framework = {}
    for report in reports:
        by_framework.setdefault(report.inspection.framework, []).append(report)
    tables = []
    for framework, group in by_framework.items():
        topics = sorted({topic for one in group for topic in grades[one.inspection.pk]}, key=lambda one: one.order)
        lines = tuple((topic, tuple(grades[one.inspection.pk].get(topic) for one in group)) for topic in topics)
        tables.append(TopicTable(framework, tuple(group), lines))
    return tuple(tables)
