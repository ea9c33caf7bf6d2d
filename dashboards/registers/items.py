"""What registers of items of inspections share: where an item stands, which areas and themes it speaks of."""

from operator import attrgetter
from typing import ClassVar

from django.db.models import TextField, Value
from django.db.models.functions import Cast

from dashboards.registers.base import Cell, Register, force_cell, identity, inspection_cell, joined
from dashboards.registers.reference import by_key, give
from inspections.models import Chapter, Inspection

PLACE = attrgetter("order")


class ItemRegister(Register):
    """A register of items of inspections: `linked` names the many-to-many links to areas and themes that rows show."""

    linked: ClassVar[tuple] = ("areas", "themes")

    @classmethod
    def shown(cls, rows):
        """Without joins: what the rows lead to is kept."""
        return with_reference(list(rows.select_related(None).prefetch_related(None)), cls.linked)


def with_reference(objects, linked):
    """Items with their inspections, chapters, areas and themes, of which one statement says who has which."""
    inspections, chapters = by_key(Inspection), by_key(Chapter)
    for obj in objects:
        give(obj, "inspection", inspections)
        give(obj, "chapter", chapters)
        obj.in_order = {name: [] for name in linked}
    if objects:
        rows = {name: by_key(objects[0]._meta.get_field(name).related_model) for name in linked}
        items = {obj.pk: obj for obj in objects}
        for name, item, key in _links(objects, linked):
            items[item].in_order[name].append(rows[name][key])
    for obj in objects:
        for several in obj.in_order.values():
            several.sort(key=PLACE)
    return objects


def _links(objects, linked):
    parts = []
    for name in linked:
        field, keys = objects[0]._meta.get_field(name), [obj.pk for obj in objects]
        item, other = field.m2m_field_name(), field.m2m_reverse_field_name()
        links = field.remote_field.through.objects.filter(**{f"{item}__in": keys}).order_by()
        # Cast, because PostgreSQL would have to guess the kind of a bare value.
        parts.append(links.values_list(Cast(Value(name), TextField()), f"{item}_id", f"{other}_id"))
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


def published_items(model, *linked):
    """The items of current public editions, with everything that a row shows."""
    return model.objects.published().select_related("inspection__force", "chapter").prefetch_related(*linked)


def chapter_item(obj):
    """The columns that findings, illustrations, recommendations and figures share."""
    return {
        "force": obj.inspection.force.slug,
        "inspection": obj.inspection.slug,
        "chapter": obj.chapter.slug,
    }


def in_order(obj, name):
    """What a link of an item leads to, in its own order."""
    known = obj.__dict__.get("in_order")
    return sorted(getattr(obj, name).all(), key=PLACE) if known is None else known[name]


def area_slugs(obj):
    return joined(area.slug for area in in_order(obj, "areas"))


def theme_slugs(obj):
    return joined(theme.slug for theme in in_order(obj, "themes"))


def chapter_cells(obj):
    return {
        "force": force_cell(obj.inspection.force),
        "inspection": inspection_cell(obj.inspection),
        "chapter": Cell(obj.chapter.name),
        "areas": Cell(", ".join(area.short_name for area in in_order(obj, "areas"))),
        "source": Cell(obj.source, obj.get_place_url()),
    }


def theme_cell(obj):
    return Cell(", ".join(theme.name for theme in in_order(obj, "themes")))


def coded_row(obj, **more):
    """The row of something that is coded with themes and says good or bad: a finding or an illustration."""
    return {
        **chapter_item(obj),
        "areas": area_slugs(obj),
        "kind": obj.kind,
        "polarity": obj.polarity,
        "themes": theme_slugs(obj),
        "summary": obj.summary,
        "wording": obj.wording,
        "source": obj.source,
        **more,
        **identity(obj, obj.inspection, obj.get_absolute_url()),
    }


def coded_cells(obj):
    return {
        **chapter_cells(obj),
        "kind": Cell(obj.get_kind_display()),
        "polarity": Cell(obj.get_polarity_display(), kind="tag", tone=obj.polarity),
        "themes": theme_cell(obj),
        "summary": Cell(obj.summary, obj.get_absolute_url(), kind="prose"),
    }
