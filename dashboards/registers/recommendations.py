"""One row per recommendation, with the date it is due and what is known to have become of it."""

import django_tables2 as tables
from django.db.models import Case, IntegerField, Value, When, prefetch_related_objects
from django.utils.timezone import localdate
from django_tables2 import Column

from dashboards.pages.asked import Asked
from dashboards.pages.shortlist import shortlist_of
from dashboards.registers import filter_kinds, filters
from dashboards.registers.base import Cell, identity, label
from dashboards.registers.items import (
    ItemRegister,
    area_slugs,
    chapter_cells,
    chapter_item,
    published_items,
    theme_cell,
    theme_slugs,
)
from dashboards.templatetags.formatting import on_date
from findings.follow_up import STATES, due_columns, state_in_sql, state_of_recommendation
from findings.models import Recommendation, Timescale


class RecommendationFilter(filters.ItemFilter):
    q = filter_kinds.Words("text", "parts__text")
    timescale = filters.options("timescale", Timescale.choices, "Timescale")
    state = filters.options("known_state", list(STATES.items()), "State")
    theme = filters.themes()


class RecommendationTable(tables.Table):
    force = Column("Force", order_by="inspection__force__slug")
    inspection = Column("Inspection", order_by="inspection__slug")
    number = Column("Number", order_by="number")
    chapter = Column("Chapter", order_by="chapter__order")
    timescale = Column("Timescale", order_by="soonness")
    due = Column("Due", order_by=("inspection__published_on", "soonness"))
    due_precision = Column("Precision of due date", orderable=False)
    state = Column("State", order_by="known_state")
    areas = Column("Areas", orderable=False)
    themes = Column("Themes", orderable=False)
    text = Column("Recommendation", orderable=False)
    parts = Column("Parts", orderable=False)
    wording = Column("Wording", order_by="wording")
    source = Column("Source", order_by="line")


class RecommendationRegister(ItemRegister):
    name, url_name = "recommendations", "recommendation-list"
    section = "recommendations"
    title = "Recommendations"
    noun = ("recommendation", "recommendations")
    lead = "What the inspectorate asked the forces to do, by when, and what is known to have become of it."
    note_on_use = (
        "A state is derived from dated claims. A due date that passed without any claim means that no follow-up is "
        "known to us, not that nothing was done."
    )
    see_also = (
        ("The same as a board of cards, by timescale, state or force", "recommendation-board"),
        ("Dates as a calendar (.ics) to subscribe to", "calendar"),
        ("Which concerns each recommendation answers, and what is asked for again", "concerns"),
    )
    table, filterset = RecommendationTable, RecommendationFilter
    default_order = ("inspection__slug", "number")
    default_columns = ("text", "timescale", "due", "state", "force", "areas", "source")

    @classmethod
    def queryset(cls):
        places = [When(timescale=value, then=Value(place)) for place, value in enumerate(Timescale.values)]
        soonness = Case(*places, default=Value(len(places)), output_field=IntegerField())
        rows = published_items(Recommendation, "areas", "themes", "parts", "claims")
        return rows.annotate(soonness=soonness, known_state=state_in_sql(localdate()))

    @classmethod
    def shown(cls, rows):
        objects = super().shown(rows)
        prefetch_related_objects(objects, "parts", "claims")
        today = localdate()
        for obj in objects:
            obj.asked_today = Asked.of(obj, today)
        return objects

    @classmethod
    def context(cls, query, objects):
        return {"shortlist_address": shortlist_of(objects)}

    @classmethod
    def row(cls, obj):
        due, precision = due_columns(obj)
        return {
            **chapter_item(obj),
            "number": obj.number,
            "timescale": obj.timescale,
            "due": due,
            "due_precision": precision,
            "state": state_of_recommendation(obj, localdate()),
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
        asked = obj.asked_today if hasattr(obj, "asked_today") else Asked.of(obj, localdate())
        return {
            **chapter_cells(obj),
            "text": Cell(obj.text, obj.get_absolute_url(), kind="prose"),
            "timescale": Cell(label(obj, "timescale") or "no timescale printed"),
            "due": Cell(due_text(*due_columns(obj))),
            "state": Cell(state_text(asked)),
            "themes": theme_cell(obj),
        }


def state_text(asked):
    """The state, and where it comes from: each voice's latest claim with its date, and whether the voices disagree."""
    said = [
        f"{voice.name}: {voice.claims[0].get_state_display().lower()}, "
        f"{on_date(voice.claims[0].on, voice.claims[0].precision)} ({voice.claims[0].source})"
        for voice in asked.voices
        if voice.claims
    ]
    if not said:
        return asked.state_text
    return f"{asked.state_text}. {'; '.join(said)}{'. The voices disagree' if asked.disagree else ''}."


def due_text(due, precision):
    return on_date(due, precision) if due else ""
