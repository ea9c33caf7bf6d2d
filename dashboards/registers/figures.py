"""One row per printed figure that is no case grade."""

import django_tables2 as tables
from django_tables2 import Column

from dashboards.registers import filter_kinds, filters
from dashboards.registers.base import Cell, identity
from dashboards.registers.items import ItemRegister, chapter_cells, chapter_item, published_items
from dashboards.templatetags.formatting import amount, on_date
from findings.models import ReportedFigure


class FigureFilter(filters.ItemFilter):
    q = filter_kinds.Words("figure", "unit")
    qualifier = filters.options("qualifier", ReportedFigure.Qualifier.choices, "Qualifier")


class FigureTable(tables.Table):
    force = Column("Force", order_by="inspection__force__slug")
    inspection = Column("Inspection", order_by="inspection__slug")
    chapter = Column("Chapter", order_by="chapter__order")
    figure = Column("Figure", order_by="figure")
    value = Column("Value", order_by="value")
    value_to = Column("To value", orderable=False)
    unit = Column("Unit", order_by="unit")
    qualifier = Column("Qualifier", order_by="qualifier")
    as_of = Column("Holds for", order_by="as_of")
    source = Column("Source", order_by="line")


class FigureRegister(ItemRegister):
    name, url_name = "figures", "figure-list"
    title = "Figures"
    noun = ("figure", "figures")
    lead = "Every other number that the reports print, with its unit and the place it stands."
    note_on_use = (
        "Figures are printed by the reports for different days and in different units; two forces' figures of one name "
        "need not count the same thing."
    )
    linked = ("areas",)
    table, filterset = FigureTable, FigureFilter
    default_order = ("inspection__slug", "position")
    default_columns = ("figure", "value", "force", "chapter", "as_of", "source")

    @classmethod
    def queryset(cls):
        return published_items(ReportedFigure, "areas")

    @classmethod
    def row(cls, obj):
        return {
            **chapter_item(obj),
            "figure": obj.figure,
            "value": plain(obj.value),
            "value_to": plain(obj.value_to),
            "unit": obj.unit,
            "qualifier": obj.qualifier,
            "as_of": as_of(obj),
            "source": obj.source,
            **identity(obj, obj.inspection, obj.get_absolute_url()),
        }

    @classmethod
    def cells(cls, obj, row):
        return {
            **chapter_cells(obj),
            "figure": Cell(obj.figure, obj.get_absolute_url(), kind="prose"),
            "value": Cell(amount(obj)),
            "as_of": Cell(period(obj)),
        }


def plain(value):
    """A decimal as the shortest number that says the same: 53 and not 53.000."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def as_of(obj):
    """The day, month or year that the figure holds for, as ISO 8601 writes it; a period with a slash."""
    if obj.as_of is None:
        return ""
    width = {"day": 10, "month": 7, "year": 4}[obj.as_of_precision]
    days = [obj.as_of] + ([obj.as_of_to] if obj.as_of_to else [])
    return "/".join(day.isoformat()[:width] for day in days)


def period(obj):
    if obj.as_of is None:
        return ""
    first = on_date(obj.as_of, obj.as_of_precision)
    return f"{first} to {on_date(obj.as_of_to, obj.as_of_precision)}" if obj.as_of_to else first
