"""What registers of items of inspections share: where an item stands, which areas and themes it speaks of."""

from operator import attrgetter
from typing import ClassVar

from django.db import connections

from dashboards.registers.base import Cell, Register, force_cell, identity, inspection_cell, joined, label, source_cell
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

    @classmethod
    def keys_of_reports(cls, objects):
        return {obj.inspection_id for obj in objects}


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
    """(name of the link, item, what it leads to) of all links at once, in plain SQL: the ORM would prepare each key."""
    keys, database = [obj.pk for obj in objects], connections[objects[0]._state.db]
    quoted, marks, parts = database.ops.quote_name, ", ".join(["%s"] * len(keys)), []
    for name in linked:
        field = objects[0]._meta.get_field(name)
        item, other = quoted(field.m2m_column_name()), quoted(field.m2m_reverse_name())
        table = quoted(field.m2m_db_table())
        parts.append(f"SELECT '{name}', {item}, {other} FROM {table} WHERE {item} IN ({marks})")
    with database.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), keys * len(parts))
        return cursor.fetchall()


def published_items(model, *linked):
    """The items of current public editions, with everything that a row shows."""
    return model.objects.published().select_related("inspection__force", "chapter").prefetch_related(*linked)


def chapter_item(obj):
    """The columns that findings, illustrations, recommendations and figures share."""
    inspection = obj.inspection
    return {
        "force": inspection.force.slug,
        "inspection": inspection.slug,
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
    inspection = obj.inspection
    return {
        "force": force_cell(inspection.force),
        "inspection": inspection_cell(inspection),
        "chapter": Cell(obj.chapter.name),
        "areas": Cell(", ".join(area.short_name for area in in_order(obj, "areas"))),
        "source": source_cell(obj, obj.get_place_url()),
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
        "kind": Cell(label(obj, "kind")),
        "polarity": Cell(label(obj, "polarity"), kind="tag", tone=obj.polarity),
        "themes": theme_cell(obj),
        "summary": Cell(obj.summary, obj.get_absolute_url(), kind="prose"),
    }
