"""Figures per head: only where one report prints both numbers, and never sharper than they are printed."""

from dataclasses import dataclass
from decimal import Decimal

from dashboards.pages.compare_sides import Report, named, nothing, representatives
from findings.models import ReportedFigure

PER = 100_000


@dataclass(frozen=True)
class Measure:
    """Figures of one key to those of another, as every report's document names them."""

    name: str
    numerator: str
    denominator: str = "population"


# A measure stands here when the key means the same in every report that prints it, and not for the sake of one pair.
MEASURES = (
    Measure("Police officers", "police-officers"),
    Measure("Police staff", "police-staff"),
    Measure("Special constables", "special-constables"),
    Measure("Registered sex offenders managed", "registered-sex-offenders"),
)


@dataclass(frozen=True)
class PerHead:
    """One report's number per head with the two figures it is made of."""

    report: Report
    text: str
    numerator: ReportedFigure
    denominator: ReportedFigure


@dataclass(frozen=True)
class ContextLine:
    """One measure; a cell a side, None where its reports do not print both numbers plainly."""

    measure: Measure
    cells: tuple[PerHead | None, ...]


@dataclass(frozen=True)
class Context:
    sentence: str
    sides: tuple
    lines: tuple[ContextLine, ...]

    @property
    def is_drawn(self):
        return bool(self.lines)

    @property
    def refusals(self):
        return () if self.lines else ("No two of the reports print both numbers of any figure per head.",)


def context(asked):
    keys = {key for measure in MEASURES for key in (measure.numerator, measure.denominator)}
    figures = {}
    rows = ReportedFigure.objects.published().filter(inspection__in=asked.inspections, key__in=keys)
    for row in rows.select_related("inspection"):
        figures.setdefault(row.inspection_id, {})[row.key] = row
    lines = tuple(line for measure in MEASURES if (line := _line(asked, measure, figures)))
    return Context(_sentence(lines), asked.sides, lines)


def _line(asked, measure, figures):
    """The measure in the reports that print it, where at least two do."""
    answering = {
        pk
        for pk, printed in figures.items()
        if _is_count(printed.get(measure.numerator)) and _is_people(printed.get(measure.denominator))
    }
    reports, _ = representatives(asked, answering, nothing(measure.name))
    if len(reports) < 2:
        return None
    cells = {report.side: _per_head(report, measure, figures[report.inspection.pk]) for report in reports}
    return ContextLine(measure, tuple(cells.get(side) for side in asked.sides))


def _is_count(figure):
    """A plain number: no range, no part of a printed base, no percentage, and not "more than" so many."""
    return (
        figure is not None
        and figure.value_to is None
        and figure.of is None
        and figure.unit != "percent"
        and figure.qualifier in ("", ReportedFigure.Qualifier.ABOUT)
    )


def _is_people(figure):
    return _is_count(figure) and figure.unit == "people" and figure.value > 0


def _per_head(report, measure, printed):
    numerator, denominator = printed[measure.numerator], printed[measure.denominator]
    return PerHead(report, f"about {two_digits(numerator.value * PER / denominator.value)}", numerator, denominator)


def two_digits(value):
    """Two significant digits: populations are printed no sharper, so neither is what is divided by them."""
    if not value:
        return "0"
    rounded = Decimal(f"{value:.1e}")
    return f"{rounded:,.0f}" if abs(rounded) >= 10 else f"{rounded:f}"


def _sentence(lines):
    if not lines:
        return "No number per head can be computed for more than one of them."
    line = lines[0]
    parts = [f"{cell.text} in {cell.report.label}" for cell in line.cells if cell]
    return f"{line.measure.name} for every 100,000 people: {named(parts)}."
