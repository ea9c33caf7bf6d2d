"""What a panel is made of. Everything a page prints of a chart stands in it; `_components/panel.html` shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from dashboards.charts.drawn import drawn_body


class Units(NamedTuple):
    """A unit chart of one counted set: rows of (text, tone, cases), and what could not be drawn in a sentence."""

    title: str
    rows: tuple[tuple[str, str, int], ...]
    of: int
    note: str = ""


class Cell(NamedTuple):
    """A number, what belongs to it in small print, and how deep it is coloured (0 to 4, or "none"; "" for not)."""

    text: str
    detail: str = ""
    level: str = ""


class Row(NamedTuple):
    head: str
    cells: tuple[Cell, ...]
    href: str = ""


@dataclass(frozen=True)
class Table:
    """The numbers of a chart; `columns` are labels, and the first column heads the rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    is_heat: bool = False

    @property
    def body(self):
        """The rows as HTML."""
        return drawn_body(self.rows)


class Link(NamedTuple):
    text: str
    href: str


class Source(NamedTuple):
    """Where the numbers of a chart stand; `cited` names the report fully, as a citation needs it."""

    text: str
    href: str
    cited: str


SOURCES_NAMED = 12


def named_sources(rows, source_of):
    """The sources of the first rows by `source_of`, and in the last place how many more there are: the files name them.

    Under a chart of all forces their names would be longer than the chart; leaving them out unsaid would claim less
    than the numbers rest on.
    """
    sources = [source_of(row) for row in rows[:SOURCES_NAMED]]
    if more := len(rows) - len(sources):
        reports = "1 more report" if more == 1 else f"{more:,} more reports"
        sources.append(Source(f"and {reports}, named row by row in the files below", "", f"and {reports}"))
    return tuple(sources)


@dataclass(frozen=True)
class Panel:
    """One chart with everything that travels with it. Either unit charts or a plotly figure, or neither.

    `id` is unique on its page. `notes` are sentences under the figure, `caveats` what to know when
    quoting them; `base` says how many cases the chart rests on; `is_open` shows the table at once.
    """

    id: str
    title: str
    reading: str
    table: Table
    base: str = ""
    units: tuple[Units, ...] = ()
    figure: dict | None = None
    label: str = ""
    size: str = ""
    notes: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    downloads: tuple[Link, ...] = ()
    is_open: bool = False
    figure_id: str = field(init=False, default="")

    def __post_init__(self):
        object.__setattr__(self, "figure_id", f"{self.id}-figure")


def downloads(name, query=""):
    """Where the rows behind a panel are, as files."""
    tail = f"?{query}" if query else ""
    return tuple(Link(ending.upper(), f"/{name}.{ending}{tail}") for ending in ("csv", "json", "xlsx"))
