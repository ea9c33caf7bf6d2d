"""Forces by areas as a heat map; the forces of one area beside each other, with intervals."""

from __future__ import annotations

from typing import NamedTuple

from dashboards.charts.axes import axis, height_of_rows, layout, tone
from dashboards.charts.gradings import grade_table, pictures, share_cell
from dashboards.charts.panel import Cell, Column, Panel, Row, Table
from findings.statistics.distributions import grade_shares
from findings.statistics.results import Share

COLOURS = [[0, "var(--wash)"], [0.25, "var(--heat-1)"], [0.5, "var(--heat-2)"], [0.75, "var(--heat-3)"], [1, "var(--heat-4)"]]
LEVELS = 5


class HeatCell(NamedTuple):
    """One area in one force: the share, or why there is none; `beside` names a report other than its row's."""

    share: Share | None
    reason: str = "not printed"
    beside: str = ""


class HeatLine(NamedTuple):
    """One line of the map: its name, a short one for the chart, its address, and one cell a column."""

    name: str
    short: str
    href: str
    cells: tuple[HeatCell, ...]


def area_heat_panel(id, title, reading, lines, columns, head, **more):
    """Shares of one grade: `lines` by `columns` (name, short, href), on one colour scale from none to all."""
    rows = tuple(Row(line.name, tuple(map(_heat_table_cell, line.cells)), line.href) for line in lines)
    caption = f"{title}: cases, per cent and 95% interval"
    return Panel(
        id=id,
        title=title,
        reading=reading,
        table=Table(caption, (Column(head), *(Column(name, href) for name, _, href in columns)), rows, is_heat=True),
        figure=heat_map(lines, columns),
        label=f"{title}: a field for each force and area, darker for a larger share",
        is_open=True,
        **more,
    )


def heat_map(lines, columns):
    """A field a force and area, with its count in it; a field without a share stays empty."""
    wide = len(columns) > 4
    return {
        "data": [
            {
                "type": "heatmap",
                "x": [short for _, short, _ in columns],
                "y": [line.short for line in lines],
                "z": [[_value(cell) for cell in line.cells] for line in lines],
                "text": [[_text(cell, "<br>" if wide else " ") for cell in line.cells] for line in lines],
                "texttemplate": "%{text}",
                "textfont": {"size": 11 if wide else 14},
                "zmin": 0,
                "zmax": 1,
                "colorscale": COLOURS,
                "xgap": 3,
                "ygap": 3,
                "hoverongaps": False,
                "hovertemplate": "%{y}, %{x}: %{text} (%{z:.0%})<extra></extra>",
                "colorbar": {
                    "orientation": "h",
                    "thickness": 12,
                    "len": 0.7,
                    "y": 0,
                    "yanchor": "top",
                    "ypad": 12,
                    "outlinewidth": 0,
                    "tickformat": ".0%",
                    "tickvals": [0, 0.5, 1],
                    "title": {"text": "share of cases", "side": "bottom"},
                },
            }
        ],
        "layout": layout(
            height=height_of_rows(len(lines), 44, 150 if not wide else 230),
            margin={"l": 8, "r": 8, "t": 8, "b": 72},
            xaxis=axis(side="top", showgrid=False, ticks="", showline=False, tickangle=-60 if wide else 0),
            yaxis=axis(autorange="reversed", showgrid=False, ticks="", showline=False, ticksuffix=" "),
        ),
    }


def level(share):
    """The depth of colour of a share, 0 to 4: fifths from none to all."""
    return min(LEVELS - 1, int(share.value * LEVELS))


def _heat_table_cell(cell):
    if cell.share is None or cell.share.value is None:
        return Cell(cell.reason, cell.beside, "none")
    shown = share_cell(cell.share, str(level(cell.share)))
    return shown._replace(detail=f"{shown.detail}; {cell.beside}") if cell.beside else shown


def _value(cell):
    return None if cell.share is None else cell.share.value


def _text(cell, space):
    return f"{cell.share.cases}{space}of {cell.share.of}" if cell.share and cell.share.of else ""


def area_gradings_panel(id, title, reading, sets, **more):
    """The cases of one area in each force, one square a case."""
    units, figure = pictures(sets)
    return Panel(
        id=id,
        title=title,
        reading=reading,
        table=grade_table(f"{title}: cases, per cent and 95% interval", sets),
        units=units,
        figure=figure,
        label=f"{title}, by grade",
        **more,
    )


def share_intervals_panel(id, title, reading, sets, **more):
    """Share of the best and of the worst grade in each force, each with its interval."""
    return Panel(
        id=id,
        title=title,
        reading=reading,
        table=_share_table(title, sets),
        figure=share_intervals(sets),
        label=f"{title}: a point and its 95% interval a force, for the best and the worst grade",
        **more,
    )


def share_intervals(sets):
    """Points with intervals: circles for the best grade, squares for the worst."""
    traces = []
    for place, symbol, offset in ((0, "circle", -0.14), (-1, "square", 0.14)):
        grade = sets[0].grades[place]
        found = [(row, grade_shares(one.distribution)[place]) for row, one in enumerate(sets)]
        found = [(row, share) for row, share in found if share is not None and share.value is not None]
        traces.append(
            {
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
                    "color": tone(grade.tone, "edge"),
                    "thickness": 2,
                    "width": 5,
                },
                "marker": {
                    "symbol": symbol,
                    "size": 12,
                    "color": tone(grade.tone),
                    "line": {"color": tone(grade.tone, "edge"), "width": 2},
                },
                "text": [f"{sets[row].name}: {share.cases} of {share.of}" for row, share in found],
                "hovertemplate": f"%{{text}} {grade.name.lower()} (%{{x:.0%}})<extra></extra>",
            }
        )
    return {
        "data": traces,
        "layout": layout(
            showlegend=True,
            height=height_of_rows(len(sets), 64, 130),
            margin={"l": 8, "r": 20, "t": 48, "b": 56},
            xaxis=axis(range=[-0.02, 1.02], tickformat=".0%", tickvals=[0, 0.25, 0.5, 0.75, 1], title={"text": "share of cases"}),
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


def _share_table(title, sets):
    best, worst = sets[0].grades[0], sets[0].grades[-1]
    rows = []
    for one in sets:
        shares = grade_shares(one.distribution)
        cells = (shares[place] for place in (0, -1))
        rows.append(Row(one.name, tuple(share_cell(s) if s else Cell("not printed") for s in cells), one.href))
    return Table(f"{title}: cases, per cent and 95% interval", (Column("Force"), Column(best.name), Column(worst.name)), tuple(rows))
