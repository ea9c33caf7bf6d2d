"""Shares with their intervals: a point and a line a force, for the best and for the worst grade."""

from __future__ import annotations

from dashboards.charts.axes import axis, height_of_rows, layout, tone
from dashboards.charts.gradings import base_of, share_cell
from dashboards.charts.panel import Cell, Panel, Row, Table
from findings.statistics.distributions import grade_shares

# The best grade as circles a little above the force's line, the worst as squares a little below it.
ENDS = ((0, "circle", -0.14), (-1, "square", 0.14))


def share_intervals_panel(id, title, reading, sets, **more):
    """Share of the best and of the worst grade in each force, each with its interval."""
    return Panel(
        id=id,
        title=title,
        reading=reading,
        table=_share_table(title, sets),
        base=base_of(sets),
        figure=share_intervals(sets),
        label=f"{title}: a point and its 95% interval a force, for the best and the worst grade",
        **more,
    )


def share_intervals(sets):
    """Points with intervals; a share that the report does not allow has no point."""
    return {
        "data": [_points(sets, *end) for end in ENDS],
        "layout": layout(
            showlegend=True,
            height=height_of_rows(len(sets), 64, 130),
            margin={"l": 8, "r": 20, "t": 48, "b": 56},
            xaxis=axis(
                range=[-0.02, 1.02],
                tickformat=".0%",
                tickvals=[0, 0.25, 0.5, 0.75, 1],
                title={"text": "share of cases"},
            ),
            yaxis=axis(
                tickvals=list(range(len(sets))),
                ticktext=[one.name for one in sets],
                range=[len(sets) - 0.5, -0.5],
                showgrid=False,
                zeroline=False,
                ticksuffix=" ",
            ),
        ),
    }


def _points(sets, place, symbol, offset):
    grade = sets[0].grades[place]
    shares = [(row, grade_shares(one.distribution)[place]) for row, one in enumerate(sets)]
    found = [(row, share) for row, share in shares if share is not None and share.value is not None]
    edge = tone(grade.tone, "edge")
    return {
        "type": "scatter",
        "mode": "markers",
        "name": grade.name,
        "x": [share.value for _, share in found],
        "y": [row + offset for row, _ in found],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [share.interval.high - share.value for _, share in found],
            "arrayminus": [share.value - share.interval.low for _, share in found],
            "color": edge,
            "thickness": 2,
            "width": 5,
        },
        "marker": {"symbol": symbol, "size": 12, "color": tone(grade.tone), "line": {"color": edge, "width": 2}},
        "text": [f"{sets[row].name}: {share.cases} of {share.of}" for row, share in found],
        "hovertemplate": f"%{{text}} {grade.name.lower()} (%{{x:.0%}})<extra></extra>",
    }


def _share_table(title, sets):
    best, worst = sets[0].grades[0], sets[0].grades[-1]
    rows = []
    for one in sets:
        shares = grade_shares(one.distribution)
        cells = (shares[place] for place in (0, -1))
        rows.append(Row(one.name, tuple(share_cell(s) if s else Cell("not printed") for s in cells), one.href))
    caption = f"{title}: cases, per cent and 95% interval"
    return Table(caption, ("Force", best.name, worst.name), tuple(rows))
