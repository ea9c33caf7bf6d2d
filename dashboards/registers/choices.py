"""Values that filters know because they are rows of the database, gathered for a whole form in one statement."""

from dataclasses import dataclass

from django.db.models import F, Max, Min, TextField, Value
from django.db.models.functions import Cast, ExtractYear
from django.db.models.query import QuerySet

from findings.data_version.kept_values import KeptValues
from findings.models import Theme
from inspections.models import Area, Chapter, Force, Framework, Grade, Inspection

IN_FRAMEWORK = Min(F("framework__order") * 1000 + F("order"))
ALPHABETICAL = Max(Value(0))

KEPT = KeptValues(32)


@dataclass(frozen=True)
class Source:
    """`value` stands in addresses, `label` on pages; `place` orders them, and where it is the same the label does.

    Several rows of one value (an area of two frameworks) are one choice.
    """

    rows: QuerySet
    value: object
    label: object
    place: object = ALPHABETICAL


SOURCES = {
    "force": Source(Force.objects.all(), "slug", "name"),
    "region": Source(Force.objects.all(), "region", "region"),
    "inspection": Source(Inspection.objects.published(), "slug", "title"),
    "year": Source(
        Inspection.objects.published(),
        ExtractYear("published_on"),
        ExtractYear("published_on"),
        Max(ExtractYear("published_on")),
    ),
    "framework": Source(Framework.objects.all(), "slug", "name", Min("order")),
    "chapter": Source(Chapter.objects.all(), "slug", "name", IN_FRAMEWORK),
    "area": Source(Area.objects.all(), "slug", "short_name", IN_FRAMEWORK),
    "theme": Source(Theme.objects.current(), "slug", "name", Min("order")),
    "grade": Source(Grade.objects.all(), "slug", "name", Max("order")),
}


def gather(names):
    """Choices by name of their source: [(value, label)]; asked for in one statement, and kept while the data stays."""
    names = tuple(names)
    return KEPT.get(names, lambda: _gathered(names))


def _gathered(names):
    parts = [_part(name) for name in dict.fromkeys(names)]
    found = {name: {} for name in names}
    if parts:
        rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
        for name, value, label, _ in sorted(rows, key=lambda row: (row[0], row[3], row[2], row[1])):
            found[name].setdefault(value, label)
    return {name: list(choices.items()) for name, choices in found.items()}


def _part(name):
    source = SOURCES[name]
    rows = source.rows.order_by().values(a_value=_text(source.value), a_label=_text(source.label))
    return rows.annotate(a_place=source.place).values_list(_text(Value(name)), "a_value", "a_label", "a_place")


def _text(expression):
    return Cast(F(expression) if isinstance(expression, str) else expression, TextField())
