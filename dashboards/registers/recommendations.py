"""One row per recommendation, with the date it is due and what is known to have become of it."""

import django_tables2 as tables
from django.db.models import Case, IntegerField, Value, When
from django_tables2 import Column

from dashboards.registers import filters
from dashboards.registers.base import Cell, Register, identity
from dashboards.registers.findings import area_slugs, chapter_cells, theme_cell, theme_slugs
from dashboards.templatetags.formatting import on_date
from findings.follow_up import STATES, due_columns, state_of_recommendation
from findings.models import Recommendation, Timescale


class StateFilter(filters.Slugs):
    """The derived state. It follows from the claims, so the rows with each state are found before they are filtered."""

    def filter(self, queryset, values):
        if not values:
            return queryset
        rows = Recommendation.objects.published().prefetch_related("claims")
        matching = [row.pk for row in rows if state_of_recommendation(row.claims.all()) in values]
        return queryset.filter(pk__in=matching)


class RecommendationFilter(filters.ItemFilter):
    q = filters.Words("text", "parts__text")
    timescale = filters.options("timescale", Timescale.choices, "Timescale")
    state = StateFilter("claims", list(STATES.items()), "State")
    theme = filters.themes()


class RecommendationTable(tables.Table):
    force = Column("Force", order_by="inspection__force__slug")
    inspection = Column("Inspection", order_by="inspection__slug")
    number = Column("Number", order_by="number")
    chapter = Column("Chapter", order_by="chapter__order")
    timescale = Column("Timescale", order_by="soonness")
    due = Column("Due", order_by=("inspection__published_on", "soonness"))
    due_precision = Column("Precision of due date", orderable=False)
    state = Column("State", orderable=False)
    areas = Column("Areas", orderable=False)
    themes = Column("Themes", orderable=False)
    text = Column("Recommendation", orderable=False)
    parts = Column("Parts", orderable=False)
    wording = Column("Wording", order_by="wording")
    source = Column("Source", order_by="line")


class RecommendationRegister(Register):
    name, url_name = "recommendations", "recommendation-list"
    section = "recommendations"
    title = "Recommendations"
    noun = ("recommendation", "recommendations")
    lead = "What the inspectorate asked the forces to do, by when, and what is known to have become of it."
    note_on_use = (
        "A state is derived from dated claims. A due date that passed without any claim means that no follow-up is "
        "known to us, not that nothing was done."
    )
    table, filterset = RecommendationTable, RecommendationFilter
    default_order = ("inspection__slug", "number")
    default_columns = ("text", "timescale", "due", "state", "force", "areas", "source")

    @classmethod
    def queryset(cls):
        places = [When(timescale=value, then=Value(place)) for place, value in enumerate(Timescale.values)]
        return (
            Recommendation.objects.published()
            .annotate(soonness=Case(*places, default=Value(len(places)), output_field=IntegerField()))
            .select_related("inspection__force", "chapter")
            .prefetch_related("areas", "themes", "parts", "claims")
        )

    @classmethod
    def row(cls, obj):
        due, precision = due_columns(obj)
        return {
            "force": obj.inspection.force.slug,
            "inspection": obj.inspection.slug,
            "number": obj.number,
            "chapter": obj.chapter.slug,
            "timescale": obj.timescale,
            "due": due,
            "due_precision": precision,
            "state": state_of_recommendation(obj.claims.all()),
            "areas": area_slugs(obj),
            "themes": theme_slugs(obj),
            "text": obj.text,
            "parts": len(obj.parts.all()),
            "wording": obj.wording,
            "source": obj.source,
            **identity(obj, obj.inspection, obj.get_absolute_url()),
        }

    @classmethod
    def cells(cls, obj, row):
        return {
            **chapter_cells(obj),
            "text": Cell(obj.text, obj.get_absolute_url(), kind="prose"),
            "timescale": Cell(obj.get_timescale_display() or "no timescale printed"),
            "due": Cell(due_text(row)),
            "state": Cell(STATES[row["state"]]),
            "themes": theme_cell(obj),
        }


def due_text(row):
    return on_date(row["due"], row["due_precision"]) if row["due"] else ""
