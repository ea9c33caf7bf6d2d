"""One row per finding."""

import django_tables2 as tables
from django.db.models import Case, Exists, OuterRef, TextField, Value, When
from django_tables2 import Column

from dashboards.pages.shortlist import shortlist_of
from dashboards.registers import filter_kinds, filters
from dashboards.registers.items import ItemRegister, coded_cells, coded_row, published_items
from findings.models import Finding, Recommendation
from findings.models.located import Polarity


class AnsweredFilter(filter_kinds.YesNo):
    """Whether a recommendation answers the finding directly; the links are our reading."""

    def __init__(self):
        super().__init__("recommendations", "Answered by a recommendation")

    def filter(self, queryset, values):
        if len(set(values or ())) != 1:
            return queryset
        answers = Recommendation.objects.published().filter(answers__isnull=False).values("answers")
        return queryset.filter(pk__in=answers) if values[0] == "yes" else queryset.exclude(pk__in=answers)

    def expression(self):
        answered = Exists(Recommendation.objects.published().filter(answers=OuterRef("pk")))
        return Case(When(answered, then=Value("yes")), default=Value("no"), output_field=TextField())


class FindingFilter(filters.ItemFilter):
    q = filter_kinds.Words("title", "summary")
    kind = filters.options("kind", Finding.Kind.choices, "Kind of finding")
    polarity = filters.options("polarity", Polarity.choices, "Strength or concern")
    theme = filters.themes()
    answered = AnsweredFilter()


class FindingTable(tables.Table):
    force = Column("Force", order_by="inspection__force__slug")
    inspection = Column("Inspection", order_by="inspection__slug")
    chapter = Column("Chapter", order_by="chapter__order")
    areas = Column("Areas", orderable=False)
    kind = Column("Kind", order_by="kind")
    polarity = Column("Strength or concern", order_by="polarity")
    themes = Column("Themes", orderable=False)
    summary = Column("Finding", orderable=False)
    wording = Column("Wording", order_by="wording")
    source = Column("Source", order_by="line")


class FindingRegister(ItemRegister):
    name, url_name = "findings", "finding-list"
    title = "Findings"
    noun = ("finding", "findings")
    lead = "What the reports say of a force's practice, each with the place it comes from."
    note_on_use = "That a report is silent on something does not mean that it is absent in the force."
    table, filterset = FindingTable, FindingFilter
    default_order = ("inspection__slug", "position")
    default_columns = ("summary", "polarity", "force", "chapter", "areas", "themes", "source")

    @classmethod
    def queryset(cls):
        return published_items(Finding, "areas", "themes")

    @classmethod
    def context(cls, query, objects):
        return {"shortlist_address": shortlist_of(objects)}

    @classmethod
    def row(cls, obj):
        return coded_row(obj)

    @classmethod
    def cells(cls, obj, row):
        return coded_cells(obj)
