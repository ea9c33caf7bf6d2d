"""One row per illustration. Their texts stay short and sober, and no page title or address repeats them."""

import django_tables2 as tables
from django_tables2 import Column

from dashboards.registers import filter_kinds, filters
from dashboards.registers.items import ItemRegister, coded_cells, coded_row, published_items
from findings.models import Illustration
from findings.models.located import Polarity


class IllustrationFilter(filters.ItemFilter):
    q = filter_kinds.Words("summary")
    kind = filters.options("kind", Illustration.Kind.choices, "Kind of illustration")
    labelled = filter_kinds.YesNo("is_labelled", "Labelled in the report")
    polarity = filters.options("polarity", Polarity.choices, "Strength or concern")
    theme = filters.themes()


class IllustrationTable(tables.Table):
    force = Column("Force", order_by="inspection__force__slug")
    inspection = Column("Inspection", order_by="inspection__slug")
    chapter = Column("Chapter", order_by="chapter__order")
    areas = Column("Areas", orderable=False)
    kind = Column("Kind", order_by="kind")
    polarity = Column("Strength or concern", order_by="polarity")
    themes = Column("Themes", orderable=False)
    summary = Column("Illustration", orderable=False)
    wording = Column("Wording", order_by="wording")
    source = Column("Source", order_by="line")
    labelled = Column("Labelled in the report", order_by="is_labelled")


class IllustrationRegister(ItemRegister):
    name, url_name = "illustrations", "illustration-list"
    title = "Illustrations"
    noun = ("illustration", "illustrations")
    lead = (
        "Single cases by which the reports show what they found. They concern real children: they are kept short, and "
        "say what the police did."
    )
    note_on_use = (
        "They are no sample: a report chooses cases to make a point. Quote no more of a child's story than you need."
    )
    table, filterset = IllustrationTable, IllustrationFilter
    default_order = ("inspection__slug", "position")
    default_columns = ("summary", "kind", "force", "chapter", "areas", "labelled", "source")

    @classmethod
    def queryset(cls):
        return published_items(Illustration, "areas", "themes")

    @classmethod
    def row(cls, obj):
        return coded_row(obj, labelled="yes" if obj.is_labelled else "no")

    @classmethod
    def cells(cls, obj, row):
        return coded_cells(obj)
