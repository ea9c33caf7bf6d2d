"""One row per finding."""

import django_tables2 as tables
from django_tables2 import Column

from dashboards.registers import filters
from dashboards.registers.base import Cell, Register, force_cell, identity, inspection_cell, joined
from findings.models import Finding, Recommendation
from findings.models.located import Polarity


class AnsweredFilter(filters.YesNo):
    """Whether a recommendation answers the finding directly; the links are our reading."""

    def __init__(self):
        super().__init__("recommendations", "Answered by a recommendation")

    def filter(self, queryset, values):
        if len(set(values or ())) != 1:
            return queryset
        answers = Recommendation.objects.published().filter(answers__isnull=False).values("answers")
        return queryset.filter(pk__in=answers) if values[0] == "yes" else queryset.exclude(pk__in=answers)


class FindingFilter(filters.ItemFilter):
    q = filters.Words("title", "summary")
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


def chapter_item(obj):
    """The columns that findings, illustrations, recommendations and figures share."""
    return {
        "force": obj.inspection.force.slug,
        "inspection": obj.inspection.slug,
        "chapter": obj.chapter.slug,
    }


def area_slugs(obj):
    return joined(area.slug for area in sorted(obj.areas.all(), key=lambda area: area.order))


def theme_slugs(obj):
    return joined(theme.slug for theme in sorted(obj.themes.all(), key=lambda theme: theme.order))


def chapter_cells(obj):
    areas = sorted(obj.areas.all(), key=lambda area: area.order)
    return {
        "force": force_cell(obj.inspection.force),
        "inspection": inspection_cell(obj.inspection),
        "chapter": Cell(obj.chapter.name),
        "areas": Cell(", ".join(area.short_name for area in areas)),
        "source": Cell(obj.source, obj.get_place_url()),
    }


def theme_cell(obj):
    return Cell(", ".join(theme.name for theme in sorted(obj.themes.all(), key=lambda theme: theme.order)))


class FindingRegister(Register):
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
        return (
            Finding.objects.published()
            .select_related("inspection__force", "chapter")
            .prefetch_related("areas", "themes")
        )

    @classmethod
    def row(cls, obj):
        return {
            **chapter_item(obj),
            "areas": area_slugs(obj),
            "kind": obj.kind,
            "polarity": obj.polarity,
            "themes": theme_slugs(obj),
            "summary": obj.summary,
            "wording": obj.wording,
            "source": obj.source,
            **identity(obj, obj.inspection, obj.get_absolute_url()),
        }

    @classmethod
    def cells(cls, obj, row):
        return {
            **chapter_cells(obj),
            "kind": Cell(obj.get_kind_display()),
            "polarity": Cell(obj.get_polarity_display(), kind="tag", tone=obj.polarity),
            "themes": theme_cell(obj),
            "summary": Cell(obj.summary, obj.get_absolute_url(), kind="prose"),
        }
