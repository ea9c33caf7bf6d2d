"""Of which themes the reports speak, and on which they recommend: shared, and in one report only.

Counts of findings say how often a report speaks of a theme, not how good practice is; the silence of a report is not
absence. They are complete counts: no interval, no test.
"""

from collections import defaultdict
from dataclasses import dataclass

from dashboards.charts.panel import Link
from dashboards.pages.compare_sides import Report, named, nothing, representatives
from dashboards.pages.theme_counts import counted, counts_by_theme
from findings.models import Recommendation, Theme, Timescale
from findings.models.located import Polarity

NO_FINDINGS = nothing("findings coded with themes")
NO_RECOMMENDATIONS = nothing("recommendations")


@dataclass(frozen=True)
class ThemeLine:
    """One theme; `cells` has what each report says of it, empty where the report is silent."""

    theme: Theme
    cells: tuple[tuple, ...]

    @property
    def speaking(self):
        return sum(bool(cell) for cell in self.cells)


@dataclass(frozen=True)
class Alone:
    """The themes of which one report speaks and no other does: (theme, what it says)."""

    report: Report
    lines: tuple[tuple[Theme, tuple], ...]


@dataclass(frozen=True)
class Themes:
    """`worrying`: more than one report names a concern; `shared`: more than one speaks of it otherwise."""

    sentence: str
    reports: tuple[Report, ...]
    worrying: tuple[ThemeLine, ...]
    shared: tuple[ThemeLine, ...]
    alone: tuple[Alone, ...]
    refusals: tuple[str, ...]

    @property
    def is_drawn(self):
        return bool(self.reports)


@dataclass(frozen=True)
class Timing:
    """How many of a report's recommendations have one timescale: complete counts, a cell a report."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Recommendations:
    sentence: str
    reports: tuple[Report, ...]
    in_words: tuple[tuple[Report, tuple[Recommendation, ...]], ...]
    totals: tuple[int, ...]
    timings: tuple[Timing, ...]
    shared: tuple[ThemeLine, ...]
    alone: tuple[Alone, ...]
    without_theme: tuple[Link, ...]
    refusals: tuple[str, ...]

    @property
    def is_drawn(self):
        return bool(self.reports)


def themes(asked):
    found = counts_by_theme(asked.inspections)
    reports, refusals = representatives(asked, found, NO_FINDINGS)
    lines = []
    for theme in Theme.objects.current():
        counts = [found[report.inspection.pk].get(theme.pk, {}) for report in reports]
        if any(counts):
            cells = (_counted(report, theme, cell) for report, cell in zip(reports, counts, strict=True))
            lines.append(ThemeLine(theme, tuple(cells)))
    is_comparison = len(reports) > 1
    both = [line for line in lines if line.speaking > 1]
    worrying = tuple(line for line in both if _concerned(line) > 1)
    alone = _alone(reports, lines) if is_comparison else ()
    return Themes(
        sentence=_themes_sentence(reports, worrying, both, alone),
        reports=tuple(reports) if is_comparison else (),
        worrying=worrying,
        shared=tuple(line for line in both if line not in worrying),
        alone=alone,
        refusals=tuple(refusals),
    )


def recommendations(asked):
    by_report, by_theme = defaultdict(list), defaultdict(lambda: defaultdict(list))
    rows = (
        Recommendation.objects.published()
        .filter(inspection__in=asked.inspections)
        .select_related("inspection")
        .prefetch_related("themes")
        .order_by("inspection", "number", "pk")
    )
    for row in rows:
        by_report[row.inspection_id].append(row)
        for theme in row.themes.all():
            by_theme[theme][row.inspection_id].append(row)
    reports, refusals = representatives(asked, by_report, NO_RECOMMENDATIONS)
    own = [by_report[report.inspection.pk] for report in reports]
    lines = []
    for theme in sorted(by_theme, key=lambda theme: theme.order):
        cells = tuple(tuple(by_theme[theme].get(report.inspection.pk, ())) for report in reports)
        if any(cells):
            lines.append(ThemeLine(theme, cells))
    is_comparison = len(reports) > 1
    shared = tuple(line for line in lines if line.speaking > 1)
    return Recommendations(
        sentence=_recommendations_sentence(reports, shared),
        reports=tuple(reports) if is_comparison else (),
        in_words=tuple((report, tuple(rows)) for report, rows in zip(reports, own, strict=True)),
        totals=tuple(len(rows) for rows in own),
        timings=tuple(_timings(own)),
        shared=shared,
        alone=_alone(reports, lines) if is_comparison else (),
        without_theme=tuple(
            Link(f"{report.label}, recommendation {row.number}", row.get_absolute_url())
            for report, rows in zip(reports, own, strict=True)
            for row in rows
            if not row.themes.all()
        ),
        refusals=tuple(refusals),
    )


def _counted(report, theme, counts):
    side = report.side
    is_all_of_force = side.parameter == "force" and len(side.inspections) == 1
    where = f"force={side.slug}" if is_all_of_force else f"inspection={report.inspection.slug}"
    return counted(counts, where, theme)


def _concerned(line):
    return sum(any(one.polarity == Polarity.CONCERN for one in cell) for cell in line.cells)


def _alone(reports, lines):
    return tuple(
        Alone(
            report,
            tuple((line.theme, line.cells[place]) for line in lines if line.speaking == 1 and line.cells[place]),
        )
        for place, report in enumerate(reports)
    )


def _themes_sentence(reports, worrying, both, alone):
    if len(reports) < 2:
        return "What the reports speak of cannot be compared."
    who, together = _several(reports)
    single = sum(len(one.lines) for one in alone)
    return (
        f"{who} {together}speak of {_themes(len(both))} and {together}name a concern in {len(worrying)} of them; "
        f"{_themes(single)} more {'stands' if single == 1 else 'stand'} in one report only."
    )


def _several(reports):
    """Who does something together, and the word that says so: two are both, of more it is at least two."""
    names = named([report.label for report in reports])
    return (names, "both ") if len(reports) == 2 else (f"At least two of {names}", "")


def _recommendations_sentence(reports, shared):
    if len(reports) < 2:
        return "What was recommended cannot be compared."
    who, together = _several(reports)
    if not shared:
        return f"No two of {named([report.label for report in reports])} recommend on the same theme."
    return f"{who} {together}recommend on {_themes(len(shared))}: {_list(shared)}."


def _list(lines, most=3):
    names = [line.theme.name.lower() for line in lines]
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return named(names)


def _themes(number):
    return f"{number} {'theme' if number == 1 else 'themes'}"


def _timings(own):
    names = [*Timescale.choices, ("", "No timescale printed")]
    for value, name in names:
        counts = tuple(sum(row.timescale == value for row in rows) for rows in own)
        if value or any(counts):
            yield Timing(name, counts)
