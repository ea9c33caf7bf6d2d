"""Themes down, inspections across: how many findings of each polarity a report has on each theme.

The cells are complete counts of findings, not grades: no interval and no test belong to them. A finding that is coded
with several themes stands in several rows, so rows are never added up; the foot counts each finding once.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from dashboards.pages.parameters import checked_parameters
from dashboards.pages.theme_counts import counted, counts_by_theme
from findings.models import Finding, Theme
from findings.models.located import Polarity
from findings.models.theme import ThemeGroup
from inspections.models import Force, Inspection

MOST = 12


@dataclass(frozen=True)
class Column:
    """One report. `findings` counts each of its findings once, `coded` those with any theme."""

    inspection: Inspection
    findings: int
    coded: int

    @property
    def label(self):
        return f"{self.inspection.force.name}, {self.inspection.published_on.year}"

    @property
    def href(self):
        return f"/findings/?inspection={self.inspection.slug}"


@dataclass(frozen=True)
class Row:
    """One theme, a cell a report; an empty cell: the report says nothing of it."""

    theme: Theme
    cells: tuple

    @property
    def concerned(self):
        """In how many reports the theme is a concern."""
        return sum(any(one.polarity == Polarity.CONCERN for one in cell) for cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    """`shared`: themes that are a concern in more than one report; `unspoken`: themes of which none speaks; `silent`:
    chosen reports without findings here; `left_out`: how many older reports the table has no room for.
    """

    columns: tuple[Column, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    shared: tuple[Theme, ...]
    unspoken: tuple[Theme, ...]
    silent: tuple[Inspection, ...]
    left_out: int
    spoken: int
    themes: int


def asked_of(parameters):
    """The forces and groups that a reader chose; anything unknown is refused."""
    known = {
        "force": list(Force.objects.values_list("slug", flat=True)),
        "group": ThemeGroup.values,
    }
    return checked_parameters(parameters, known)


def choices(asked):
    """What can be chosen: forces with a published inspection or chosen already, and the groups of themes."""
    inspected = Inspection.objects.published().values("force")
    forces = Force.objects.filter(Q(pk__in=inspected) | Q(slug__in=asked["force"])).order_by("name", "pk")
    return {
        "forces": [(force.slug, force.name, force.slug in asked["force"]) for force in forces],
        "groups": [(value, name, value in asked["group"]) for value, name in ThemeGroup.choices],
    }


def theme_matrix(asked):
    """The matrix of the reports of these forces (all without any), latest first, in a constant number of queries."""
    inspections = Inspection.objects.published().select_related("force").newest_first()
    if asked["force"]:
        inspections = inspections.filter(force__slug__in=asked["force"])
    totals = _totals(inspections)
    inspections = list(inspections)
    speaking = [inspection for inspection in inspections if inspection.pk in totals]
    columns = tuple(Column(inspection, *totals[inspection.pk]) for inspection in speaking[:MOST])
    counts = counts_by_theme([column.inspection for column in columns])
    themes = Theme.objects.current()
    if asked["group"]:
        themes = themes.filter(group__in=asked["group"])
    groups, rows, unspoken = defaultdict(list), [], []
    for theme in themes:
        cells = tuple(_cell(column, counts, theme) for column in columns)
        if not any(cells):
            unspoken.append(theme)
            continue
        rows.append(Row(theme, cells))
        groups[theme.get_group_display()].append(rows[-1])
    return Matrix(
        columns=columns,
        groups=tuple((name, tuple(found)) for name, found in groups.items()),
        shared=tuple(row.theme for row in rows if row.concerned > 1),
        unspoken=tuple(unspoken),
        silent=tuple(inspection for inspection in inspections if inspection.pk not in totals),
        left_out=max(0, len(speaking) - MOST),
        spoken=len(rows),
        themes=len(rows) + len(unspoken),
    )


def _cell(column, counts, theme):
    inspection = column.inspection
    return counted(counts[inspection.pk].get(theme.pk, {}), f"inspection={inspection.slug}", theme)


def _totals(inspections):
    """Inspection -> how many findings it has, and how many of them carry a theme; without findings no entry."""
    rows = Finding.objects.published().filter(inspection__in=inspections.order_by()).order_by().values("inspection")
    rows = rows.annotate(
        every=Count("pk", distinct=True), coded=Count("pk", filter=Q(themes__isnull=False), distinct=True)
    )
    return {row["inspection"]: (row["every"], row["coded"]) for row in rows}
