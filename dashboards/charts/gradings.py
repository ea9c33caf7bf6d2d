"""How sets of cases were graded: one square a case while cases can be counted by eye, stacked bars beyond that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboards.charts.axes import axis, height_of_rows, layout, tone
from dashboards.charts.panel import Cell, Row, Table, Units
from findings.statistics.distributions import grade_shares, lumped_shares
from findings.statistics.proportions import ends, percent
from findings.statistics.results import GradeDistribution, Share, span_in_words

MOST_SQUARES = 60


@dataclass(frozen=True)
class GradedSet:
    """One counted set with its name on the page; `grades` are those of its scale, best first (slug, name, tone)."""

    name: str
    distribution: GradeDistribution
    grades: tuple[Any, ...]
    href: str = ""


def pictures(sets):
    """The unit charts, or the stacked bars where one of the sets is too large for squares: (units, figure)."""
    if any((one.distribution.total or 0) > MOST_SQUARES for one in sets):
        return (), stacked_bars(sets)
    return tuple(unit_chart(one) for one in sets), None


def unit_chart(one):
    """One square a case, a row a grade; nothing is drawn of a set without a base, and the note says why."""
    distribution = one.distribution
    if distribution.total is None:
        return Units(one.name, (), 0, distribution.reason or "")
    rows = tuple(
        (grade.name, grade.tone, count)
        for grade, count in zip(one.grades, distribution.counts, strict=True)
        if count is not None
    )
    return Units(one.name, rows, distribution.total, _left_out(one))


def stacked_bars(sets):
    """One bar a set, from the best grade to the worst, with letters and counts in it: colour never says it alone."""
    grades = sets[0].grades
    traces = []
    for place, grade in enumerate(grades):
        counts = [one.distribution.counts[place] for one in sets]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": f"{grade.name} ({grade.name[0]})",
                "y": [one.name for one in sets],
                "x": [count or 0 for count in counts],
                "text": [f"{grade.name[0]} {count}" if count else "" for count in counts],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "constraintext": "none",
                "textfont": {"color": tone(grade.tone, "on")},
                "marker": {"color": tone(grade.tone), "line": {"color": tone(grade.tone, "edge"), "width": 1.5}},
                "hovertemplate": f"%{{y}}: %{{x}} {grade.name.lower()}<extra></extra>",
            }
        )
    return {
        "data": traces,
        "layout": layout(
            barmode="stack",
            showlegend=True,
            height=height_of_rows(len(sets), 64, 130),
            xaxis=axis(title={"text": "cases"}, rangemode="tozero"),
            yaxis=axis(autorange="reversed", ticksuffix=" "),
        ),
    }


def base_of(sets):
    """How many cases each set has: "Base: Joint sample: 33 cases; Additional cases: 50 cases."."""
    totals = [(one.name, one.distribution.total) for one in sets]
    said = (f"{name}: {'not printed' if total is None else f'{total} cases'}" for name, total in totals)
    return f"Base: {'; '.join(said)}."


def grade_table(caption, sets):
    """The same counts as a table: a row a grade, a column a set; what is not printed says so and is no zero."""
    grades = sets[0].grades
    shares = [grade_shares(one.distribution) for one in sets]
    rows = [
        Row(
            grade.name,
            tuple(
                count_cell(one.distribution.counts[place], found[place])
                for one, found in zip(sets, shares, strict=True)
            ),
        )
        for place, grade in enumerate(grades)
    ]
    spans = dict.fromkeys((lump.grade, lump.grade_to) for one in sets for lump in one.distribution.lumped)
    rows += [_lumped_row(span, sets) for span in spans]
    rows.append(Row("All grades", tuple(_total_cell(one.distribution) for one in sets)))
    return Table(caption, ("Grade", *(one.name for one in sets)), tuple(rows))


def count_cell(count, share):
    """ "5 of 14", and in small print its percentage with the interval; without a base the bare count."""
    if count is None:
        return Cell("not printed")
    return Cell(str(count)) if share is None else share_cell(share)


def share_cell(share: Share, level=""):
    if share.interval is None:
        return Cell(f"{share.cases} of {share.of}", level=level)
    return Cell(f"{share.cases} of {share.of}", share_detail(share), level)


def share_detail(share: Share):
    """ "36%, 16% to 61%": the percentage and its 95% interval, ends rounded to whole per cent."""
    return f"{percent(share.cases, share.of)}, {ends(share.interval)}"


def _total_cell(distribution):
    if distribution.total is not None:
        return Cell(str(distribution.total))
    if distribution.printed_total is not None:
        return Cell(str(distribution.printed_total), "as printed; the grades do not add up to it")
    return Cell("not printed")


def _lumped_row(span, sets):
    names = {grade.slug: grade.name for grade in sets[0].grades}
    cells = []
    for one in sets:
        shares = dict(zip(one.distribution.lumped, lumped_shares(one.distribution), strict=True))
        found = next((lump for lump in shares if (lump.grade, lump.grade_to) == span), None)
        cells.append(count_cell(found.cases, shares[found]) if found else Cell(""))
    return Row(f"{span_in_words(names[span[0]], names[span[1]])}, as one number", tuple(cells))


def _left_out(one):
    """What the report prints of this set that has no squares of its own, or does not print at all."""
    names = {grade.slug: grade.name.lower() for grade in one.grades}
    order = list(names)
    lumped = {
        slug
        for lump in one.distribution.lumped
        for slug in order[order.index(lump.grade) : order.index(lump.grade_to) + 1]
    }
    parts = [
        f"{lump.cases} of {one.distribution.total} are printed as one number from {names[lump.grade]} to "
        f"{names[lump.grade_to]}."
        for lump in one.distribution.lumped
    ]
    absent = [
        names[slug]
        for slug, count in zip(order, one.distribution.counts, strict=True)
        if count is None and slug not in lumped
    ]
    if absent:
        parts.append(f"Not printed, which is not zero: {', '.join(absent)}.")
    return " ".join(parts)
