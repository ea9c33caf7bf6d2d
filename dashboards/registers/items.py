"""What registers of items of inspections share: where an item stands, which areas and themes it speaks of."""

from dashboards.registers.base import Cell, force_cell, identity, inspection_cell, joined


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


def in_order(linked):
    return sorted(linked.all(), key=lambda row: row.order)


def area_slugs(obj):
    return joined(area.slug for area in in_order(obj.areas))


def theme_slugs(obj):
    return joined(theme.slug for theme in in_order(obj.themes))


def chapter_cells(obj):
    return {
        "force": force_cell(obj.inspection.force),
        "inspection": inspection_cell(obj.inspection),
        "chapter": Cell(obj.chapter.name),
        "areas": Cell(", ".join(area.short_name for area in in_order(obj.areas))),
        "source": Cell(obj.source, obj.get_place_url()),
    }


def theme_cell(obj):
    return Cell(", ".join(theme.name for theme in in_order(obj.themes)))


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
