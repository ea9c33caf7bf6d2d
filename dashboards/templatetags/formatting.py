"""How values are written on pages; a builtin of every template. Formatting only, never a query."""

from decimal import Decimal

from django import template

from dashboards.charts.drawn import drawn_squares
from findings.statistics.deadlines import MONTHS
from findings.statistics.proportions import percent as whole_percent

register = template.Library()


@register.filter
def on_date(value, precision="day"):
    """A date as exactly as it is known: "26 August 2021", "September 2019", "2019"."""
    if value is None:
        return ""
    if precision == "year":
        return str(value.year)
    month = f"{MONTHS[value.month - 1]} {value.year}"
    return month if precision == "month" else f"{value.day} {month}"


@register.filter
def period(inspection):
    """The days of an inspection: "12–23 April 2021", "April 2022"; nothing where they are not known."""
    first, last = inspection.inspected_from, inspection.inspected_to
    if first is None:
        return ""
    if inspection.inspected_precision != "day" or first == last:
        start, end = on_date(first, inspection.inspected_precision), on_date(last, inspection.inspected_precision)
        return start if start == end else f"{start} to {end}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {MONTHS[first.month - 1]} {first.year}"
    return f"{on_date(first)} to {on_date(last)}"


@register.filter
def number(value):
    """A number with thousands separated and no trailing zeros: 1,283 and 0.8. Absent is "not printed", never 0."""
    if value is None:
        return "not printed"
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else value.normalize()
    return f"{value:,}"


@register.filter
def percent(value):
    """A fraction of one in whole per cent: 0.357 is 36%."""
    return "" if value is None else f"{int(value * 100 + 0.5)}%"


@register.filter
def share_percent(share):
    """The percentage of a Share; 0% and 100% are kept for exactly none and exactly all."""
    return "" if share is None or not share.of else whole_percent(share.cases, share.of)


@register.filter
def amount(figure):
    """A reported figure with qualifier, range, unit and base: "about 800,000 people", "9 of 83 cases"."""
    text = number(figure.value)
    if figure.value_to is not None:
        text += f" to {number(figure.value_to)}"
    if figure.of is not None:
        text += f" of {number(figure.of)}"
    unit = "%" if figure.unit == "percent" else f" {figure.unit}"
    qualifier = f"{figure.get_qualifier_display()} " if figure.qualifier else ""
    return f"{qualifier}{text}{unit}"


@register.filter
def plural(count, words):
    """`{{ 3|plural:"case,cases" }}` is "3 cases"; the number is written with thousands separated."""
    one, several = words.split(",")
    return f"{count:,} {one if count == 1 else several}"


@register.filter
def item(mapping, key):
    """The value of a mapping at a key that is itself a variable; nothing where there is no mapping."""
    return mapping.get(key) if mapping else None


@register.filter
def polarities(findings):
    """What a group of findings says, counted: "3 strengths, 5 concerns, 1 mixed"."""
    counts = [finding.polarity for finding in findings]
    words = (("strength", "strength,strengths"), ("concern", "concern,concerns"), ("mixed", "mixed,mixed"))
    return ", ".join(plural(counts.count(name), word) for name, word in words if counts.count(name))


@register.filter
def squares(cases, tone):
    """The squares of a unit chart, one a case."""
    return drawn_squares(cases, tone)


@register.filter
def outcomes(equations):
    """How the equations of a ledger come out, counted: "18 hold, 1 cannot be tried"."""
    counts = [equation.outcome for equation in equations]
    words = (
        ("fails", "does not hold,do not hold"),
        ("holds", "holds,hold"),
        ("not-printed", "cannot be tried,cannot be tried"),
    )
    return ", ".join(plural(counts.count(name), word) for name, word in words if counts.count(name))
