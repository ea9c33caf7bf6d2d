"""A funnel plot: a force's share by its base, between exact limits around the pooled share. No force is ranked."""

from __future__ import annotations

from dashboards.charts.axes import axis, layout
from dashboards.charts.gradings import share_cell
from dashboards.charts.panel import Cell, Panel, Row, Table
from findings.statistics.funnel import INNER, OUTER, Funnel, limits

LEVELS = ((INNER, "95%", "dash", "inner"), (OUTER, "99.8%", "dot", "outer"))
MOST_BASES = 400  # limits are drawn at every base, or at so many of them
CAVEATS = (
    "The limits suppose cases drawn at random and one practice in every force. They are not widened where forces "
    "differ by more than chance, so with a dispersion well above 1 more forces lie outside than the limits promise.",
    "Outside is not “bad” and inside is not “good”: a force near the limits of a small base can differ a lot unseen.",
)


def funnel_panel(id, title, result: Funnel, addresses, **more):
    """The plot, its sentence, and the same numbers as a table in the order of names."""
    return Panel(
        id=id,
        title=title,
        reading=result.sentence,
        table=_table(title, result, addresses),
        base=f"Base: {result.pooled.of} cases in all.",
        figure=funnel_figure(result),
        label=f"{title}: share by number of cases, with limits at 95% and 99.8% around the pooled share",
        caveats=CAVEATS,
        **more,
    )


def funnel_figure(result: Funnel):
    """Points over stepped limits: the limits are whole cases, so their lines have steps."""
    bases = _bases(result)
    lines = [trace for level in LEVELS for trace in _limit_lines(bases, result.pooled.value, *level)]
    pooled = {
        "type": "scatter",
        "mode": "lines",
        "name": "pooled share",
        "x": [bases[0], bases[-1]],
        "y": [result.pooled.value] * 2,
        "line": {"color": "var(--ink)", "width": 2},
        "hoverinfo": "skip",
    }
    return {
        "data": [*lines, pooled, _points(result, False), _points(result, True)],
        "layout": layout(
            showlegend=True,
            legend={"orientation": "h", "x": 0, "y": -0.2, "yanchor": "top"},
            height=460,
            margin={"l": 56, "r": 16, "t": 16, "b": 56},
            xaxis=axis(title={"text": "graded cases"}, rangemode="tozero"),
            yaxis=axis(title={"text": "share of cases"}, range=[-0.02, 1.02], tickformat=".0%"),
        ),
    }


def _bases(result):
    """Every base from the smallest to the largest force, a little beyond, thinned where there are very many."""
    sizes = [point.unit.of for point in result.points]
    first, last = max(1, min(sizes) - 3), max(sizes) + 3
    return list(range(first, last + 1, max(1, (last - first) // MOST_BASES)))


def _limit_lines(bases, pooled, level, label, dash, group):
    found = [limits(base, pooled, level) for base in bases]
    for side, values in (
        ("low", [one.low / one.of for one in found]),
        ("high", [one.high / one.of for one in found]),
    ):
        yield {
            "type": "scatter",
            "mode": "lines",
            "name": f"{label} limits",
            "legendgroup": group,
            "showlegend": side == "low",
            "x": bases,
            "y": values,
            "line": {"color": "var(--ink)", "width": 1, "dash": dash, "shape": "hvh"},
            "hoverinfo": "skip",
        }


def _points(result, is_outside):
    """Forces inside as circles and those outside as squares: meaning never by colour alone."""
    points = [point for point in result.points if (point.position != "inside") == is_outside]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "outside the 95% limits" if is_outside else "inside",
        "x": [point.unit.of for point in points],
        "y": [point.share.value for point in points],
        "marker": {
            "symbol": "square" if is_outside else "circle",
            "size": 11,
            "color": "var(--paper)" if not is_outside else "var(--ink)",
            "line": {"color": "var(--ink)", "width": 2},
        },
        "text": [f"{point.unit.name}: {point.unit.cases} of {point.unit.of}, {point.position}" for point in points],
        "hovertemplate": "%{text} (%{y:.0%})<extra></extra>",
    }


def _table(title, result, addresses):
    rows = tuple(
        Row(
            point.unit.name,
            (
                share_cell(point.share),
                Cell(_span(point.inner)),
                Cell(_span(point.outer)),
                Cell(point.position),
            ),
            addresses.get(point.unit.name, ""),
        )
        for point in sorted(result.points, key=lambda point: point.unit.name)
    )
    columns = ("Force", "Cases", "95% limits", "99.8% limits", "Position")
    return Table(f"{title}: cases, exact limits in cases, and position", columns, rows)


def _span(found):
    return f"{found.low} to {found.high} cases"
