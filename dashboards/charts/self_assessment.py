"""A force's grades beside HMICFRS's on the same cases, the two samples beside each other, forces by mean shift."""

from __future__ import annotations

from typing import NamedTuple

from dashboards.charts.axes import axis, height_of_rows, layout, signed
from dashboards.charts.gradings import base_of, grade_table, pictures
from dashboards.charts.panel import Cell, Panel, Row, Table
from findings.statistics.results import Bounds, Difference
from findings.statistics.self_assessment import SelfAssessment

NOTHING_ABOUT_SELECTION = (
    "Whether the samples differ or not, it proves nothing about how cases were selected: the reports do not say how "
    "the additional cases were chosen, nor which areas the cases of either sample come from."
)
UNADJUSTED = "Both comparisons were decided together; the intervals are not adjusted for that."


class Graded(NamedTuple):
    """One inspection on the chart of shifts: its name on the page, its address, its result."""

    name: str
    href: str
    result: SelfAssessment


def joint_sample_panel(id, name, force_name, sets, **more):
    """Two gradings of the same cases, beside each other. `name` is force and year, `force_name` the force alone."""
    units, figure = pictures(sets)
    cases = sets[0].distribution.total
    force, inspectorate = (_best_and_worst(one) for one in sets)
    return Panel(
        id=id,
        title=f"{name}: the same {cases} cases, graded twice",
        reading=f"{force_name} graded {force} of these {cases} cases; HMICFRS graded {inspectorate} of the same cases.",
        table=grade_table(f"{name}: two gradings of the same {cases} cases", sets),
        base=f"Base: {cases} cases, each graded by the force and by HMICFRS.",
        units=units,
        figure=figure,
        label=f"Two gradings of the same {cases} cases by grade",
        **more,
    )


def _best_and_worst(one):
    """ "29 good and none inadequate", of one set."""
    counts, grades = one.distribution.counts, one.grades
    best, worst = (f"{counts[place] or 'none'} {grades[place].name.lower()}" for place in (0, -1))
    return f"{best} and {worst}"


def samples_panel(id, name, sets, comparisons, **more):
    """HMICFRS's grades of the joint and of the additional cases, which have no case in common."""
    units, figure = pictures(sets)
    return Panel(
        id=id,
        title=f"{name}: the joint sample beside the additional cases",
        reading=samples_sentence(comparisons),
        table=grade_table(f"{name}: HMICFRS’s grades of the joint and the additional cases", sets),
        base=base_of(sets),
        units=units,
        figure=figure,
        label="HMICFRS’s grades of the joint and of the additional cases",
        notes=tuple(item.sentence for item in comparisons),
        caveats=(*_adjusted(comparisons), NOTHING_ABOUT_SELECTION),
        **more,
    )


def samples_sentence(comparisons):
    """Whether the two samples differ, in a sentence before the numbers."""
    differences = [item for item in comparisons if isinstance(item, Difference)]
    if not differences:
        return "The two samples cannot be compared."
    if any(item.has_evidence for item in differences):
        return "There is evidence that HMICFRS’s grades of the two samples differ."
    return "There is no evidence that HMICFRS’s grades of the two samples differ."


def _adjusted(comparisons):
    several = sum(isinstance(item, Difference) for item in comparisons) > 1
    return (UNADJUSTED,) if several else ()


def mean_shift_panel(id, graded, **more):
    """Inspections of one scale by the steps a case that the force graded itself above HMICFRS. Not a ranking."""
    graded = sorted(graded, key=lambda one: (-one.result.mean_shift, one.name))
    return Panel(
        id=id,
        title="Mean shift by force, not a ranking",
        reading=_shift_reading(graded),
        table=_shift_table(graded),
        base="Base: " + "; ".join(f"{one.name}: {one.result.n} cases" for one in graded) + ".",
        figure=shift_bars(graded),
        label="Mean shift in grade steps a case, one bar a force",
        caveats=(
            "The order only makes the chart easier to read. The forces were graded in different years, on different "
            "cases, and a shift has no interval where only totals are printed.",
        ),
        **more,
    )


def shift_bars(graded):
    shifts = [float(one.result.mean_shift) for one in graded]
    room = 0.25 * max(0.4, *map(abs, shifts))
    least, most = min(0.0, *shifts), max(0.0, *shifts)
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "y": [one.name for one in graded],
                "x": shifts,
                "text": [signed(shift) for shift in shifts],
                "textposition": "outside",
                "cliponaxis": False,
                "width": 0.5,
                "marker": {"color": "var(--accent)"},
                "customdata": [one.result.n for one in graded],
                "hovertemplate": "%{y}: %{text} grade steps a case, over %{customdata} cases<extra></extra>",
            }
        ],
        "layout": layout(
            height=height_of_rows(len(graded), 44, 96),
            margin={"l": 8, "r": 8, "t": 8, "b": 64},
            xaxis=axis(
                title={"text": "grade steps a case<br>(above 0: force graded itself higher)"},
                range=[least - (room if least < 0 else 0), most + room],
                zeroline=True,
                zerolinewidth=2,
                nticks=6,
            ),
            yaxis=axis(autorange="reversed", ticksuffix=" "),
        ),
    }


def _shift_reading(graded):
    higher = sum(one.result.mean_shift > 0 for one in graded)
    if higher < len(graded):
        return f"On average {higher or 'none'} of {len(graded)} forces graded themselves higher than HMICFRS did."
    who = "Both forces" if higher == 2 else f"All {higher} forces"
    most, least = (float(graded[place].result.mean_shift) for place in (0, -1))
    return (
        f"{who} graded themselves higher than HMICFRS did, by {least:.2f} to {most:.2f} grade steps a case on average."
    )


def _shift_table(graded):
    columns = ("Force", "Mean shift", "Cases", "Force higher", "Same grade", "Force lower")
    rows = tuple(
        Row(
            one.name,
            (
                Cell(signed(float(one.result.mean_shift))),
                Cell(str(one.result.n)),
                *(Cell(span(bounds)) for bounds in (one.result.higher, one.result.same, one.result.lower)),
            ),
            one.href,
        )
        for one in graded
    )
    caption = "Mean shift in grade steps a case, and how many cases may have been graded higher, the same or lower"
    return Table(caption, columns, rows)


def span(bounds: Bounds):
    """ "25–29", or the one number where the totals leave no choice."""
    return str(bounds.least) if bounds.is_exact else f"{bounds.least}–{bounds.most}"
