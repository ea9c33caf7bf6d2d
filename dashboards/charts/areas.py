"""Forces by areas as a heat map; the cases of one area in each force."""

from __future__ import annotations

from typing import NamedTuple

from dashboards.charts.axes import axis, height_of_rows, layout
from dashboards.charts.gradings import base_of, grade_table, pictures, share_cell, share_detail
from dashboards.charts.panel import Cell, Panel, Row, Table
from findings.statistics.results import Share

# Fifths from none to all, in the colours of the stylesheet: (fill, text on it). The table below has the same five.
COLOURS = (
    ("var(--wash)", "var(--ink)"),
    ("var(--heat-1)", "var(--ink)"),
    ("var(--heat-2)", "var(--ink)"),
    ("var(--heat-3)", "var(--heat-on)"),
    ("var(--heat-4)", "var(--heat-on)"),
)
NAMES_OF_LEVELS = ("under 20%", "20–39%", "40–59%", "60–79%", "80% and more")
# From so many columns on, a field is narrow: two short lines in it, and upright names above.
NARROW_FROM = 5


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
        table=Table(caption, (head, *(name for name, _, _ in columns)), rows, is_heat=True),
        base="Base: the cases of each area that HMICFRS graded, given in each field.",
        figure=heat_map(lines, columns),
        label=f"{title}: a field for each force and area, darker for a larger share",
        is_open=True,
        **more,
    )


def heat_map(lines, columns):
    """A field a force and area, drawn as bars of equal height; a field without a share stays empty.

    Bars and not plotly's heatmap, which paints a picture: fields keep sharp edges, print, and take a text colour each.
    """
    is_narrow = len(columns) >= NARROW_FROM
    fields = [
        (level(cell.share), row, column, cell.share)
        for row, line in enumerate(lines)
        for column, cell in enumerate(line.cells)
        if _has_value(cell)
    ]
    names = [line.short for line in lines], [short for _, short, _ in columns]
    return {
        "data": [_fields(number, fields, names, is_narrow) for number in range(len(COLOURS))],
        "layout": layout(
            barmode="overlay",
            showlegend=True,
            legend={
                "orientation": "h",
                "x": 0,
                "y": -0.02,
                "yanchor": "top",
                "itemclick": False,
                "itemdoubleclick": False,
            },
            height=height_of_rows(len(lines), 44, 250 if is_narrow else 110),
            margin={"l": 8, "r": 8, "t": 8, "b": 8},
            xaxis=_bare_axis(names[1], side="top", tickangle=-90 if is_narrow else 0),
            yaxis=_bare_axis(names[0], ticksuffix=" ", is_reversed=True),
        ),
    }


def _fields(number, fields, names, is_narrow):
    """All fields of one depth of colour, as one trace with its entry in the legend, also where none is so deep."""
    fill, ink = COLOURS[number]
    found = [field for field in fields if field[0] == number]
    between = "<br>/" if is_narrow else " of "
    return {
        "type": "bar",
        "name": NAMES_OF_LEVELS[number],
        "x": [column for _, _, column, _ in found],
        "base": [row - 0.46 for _, row, _, _ in found],
        "y": [0.92] * len(found),
        "width": 0.96,
        "text": [f"{share.cases}{between}{share.of}" for *_, share in found],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": ink, "size": 11 if is_narrow else 14},
        "marker": {"color": fill, "line": {"color": "var(--rule)", "width": 1}},
        "customdata": [
            [names[0][row], names[1][column], f"{share.cases} of {share.of}, {share_detail(share)}"]
            for _, row, column, share in found
        ],
        "hovertemplate": "%{customdata[0]}, %{customdata[1]}: %{customdata[2]}<extra></extra>",
        "showlegend": True,
    }


def _bare_axis(names, is_reversed=False, **options):
    """An axis of names with nothing but the names, from the first on."""
    ends = [-0.5, len(names) - 0.5]
    return axis(
        tickvals=list(range(len(names))),
        ticktext=names,
        range=ends[::-1] if is_reversed else ends,
        showgrid=False,
        zeroline=False,
        showline=False,
        ticks="",
        **options,
    )


def level(share):
    """The depth of colour of a share, 0 to 4: fifths from none to all."""
    return min(len(COLOURS) - 1, len(COLOURS) * share.cases // share.of)


def _heat_table_cell(cell):
    if not _has_value(cell):
        return Cell(cell.reason, cell.beside, "none")
    shown = share_cell(cell.share, str(level(cell.share)))
    return shown._replace(detail=f"{shown.detail}; {cell.beside}") if cell.beside else shown


def _has_value(cell):
    return cell.share is not None and cell.share.value is not None


def area_gradings_panel(id, title, reading, sets, **more):
    """The cases of one area in each force, one square a case."""
    units, figure = pictures(sets)
    return Panel(
        id=id,
        title=title,
        reading=reading,
        table=grade_table(f"{title}: cases, per cent and 95% interval", sets),
        base=base_of(sets),
        units=units,
        figure=figure,
        label=f"{title}, by grade",
        **more,
    )
