"""Merging a theme into another, or retiring it: what says it now says the other, or nothing."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from findings.actions.refusal import RefusedError, require_reason, require_right
from findings.documents.parts import changes_between
from findings.models import FindingTheme, IllustrationTheme, RecommendationTheme, Theme
from findings.store import record
from findings.store.peoples_work import theme_given, theme_taken_off
from inspections.models import Inspection
from inspections.record import acting
from inspections.roles import PUBLISH

CODINGS = {FindingTheme: "finding", IllustrationTheme: "illustration", RecommendationTheme: "recommendation"}
State = Inspection.State


@dataclass(frozen=True)
class Effect:
    """How many items of one inspection are coded with a theme."""

    inspection: Inspection
    items: int


def effects(theme):
    """Every inspection whose items are coded with the theme. Superseded editions stay as they are, and are not here."""
    counts = {}
    for model, link in CODINGS.items():
        rows = model.objects.filter(theme=theme).exclude(**{f"{link}__inspection__state": State.SUPERSEDED})
        for pk in rows.values_list(f"{link}__inspection", flat=True):
            counts[pk] = counts.get(pk, 0) + 1
    rows = Inspection.objects.filter(pk__in=counts).order_by("slug", "edition")
    return [Effect(row, counts[row.pk]) for row in rows]


@transaction.atomic
def retire_theme(theme, *, by, reason, into=None):
    """Takes a theme out of use. Items coded with it get `into` instead, or lose it; each inspection has that on record.

    The theme itself stays as a row that is out of use, with what took it over: addresses that name it lead on, and
    documents that name it are read as naming its successor. Themes merged into it before follow it.
    """
    require_right(by, PUBLISH)
    reason = require_reason(reason, "Say why the theme is merged or retired.")
    keys = [row.pk for row in (theme, into) if row is not None]
    rows = {row.pk: row for row in Theme.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    theme, into = rows.get(theme.pk), rows.get(into.pk, into) if into else None
    if theme is None or theme.retired_on:
        raise RefusedError("This theme is out of use already.")
    if into is not None and into.retired_on:
        raise RefusedError("Choose a theme that is in use.")
    if into is not None and into.pk == theme.pk:
        raise RefusedError("A theme cannot be merged into itself.")
    told = f"Theme {theme.slug} {f'merged into {into.slug}' if into else 'retired'}. {reason}"
    changed = effects(theme)
    for effect in changed:
        row = Inspection.objects.select_for_update().get(pk=effect.inspection.pk)
        before = record.state_of(row)
        _recode(row, theme, into, by)
        changes = changes_between(before, record.state_of(row))
        what = record.What.FOLLOWED_UP if row.state == State.PUBLISHED else record.What.CHANGED
        record.write(row, what, by=by, reason=told, changes=changes)
    with acting(by, told):
        for row in (theme, *Theme.objects.filter(merged_into=theme)):
            row.merged_into, row.retired_on = into, row.retired_on or localdate()
            row.save(update_fields=["merged_into", "retired_on"])
    return changed


def _recode(inspection, theme, into, by):
    """In a draft the coding is the draft's; upon a published inspection it is this person's."""
    coded_by = by if inspection.state == State.PUBLISHED else None
    for model, link in CODINGS.items():
        for coding in model.objects.filter(theme=theme, **{f"{link}__inspection": inspection}):
            item = getattr(coding, link)
            coding.delete()
            if coded_by:
                theme_taken_off(item, theme, by)
            if into is not None and not item.codings.filter(theme=into).exists():
                model.objects.create(**{link: item}, theme=into, coded_by=coded_by)
                theme_given(item, into)
