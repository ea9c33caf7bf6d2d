"""Themes where they are chosen: those that a person is likely to want stand first, and each says where it is used."""

from collections import Counter

from django import forms
from django.db.models import Count

from findings.models import FindingTheme, Theme
from findings.store.themes_of_today import CODED

SHOWN = 3
ORDER = (
    "First those of this inspection, then the most used. The numbers say how many items here and how many published "
    "findings of a force have a theme."
)


class ThemeBoxes(forms.CheckboxSelectMultiple):
    """Boxes that carry name and meaning of each theme, for the script that looks for words in them and shows them."""

    themes = {}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if value in self.themes:
            option["attrs"]["data-name"], option["attrs"]["data-means"] = self.themes[value]
        return option


def offer_themes(field, here=()):
    """Puts the themes of a field into the order in which they are wanted, each with its uses and its definition.

    `here` says how often each is used in the inspection that is worked on.
    """
    here, uses = Counter(here), _uses()
    total = {slug: sum(number for _, number in forces) for slug, forces in uses.items()}
    wanted = sorted(field.choices, key=lambda choice: (-here[choice[0]], -total.get(choice[0], 0)))
    boxes = ThemeBoxes()
    boxes.themes = {slug: said for slug, *said in Theme.objects.current().values_list("slug", "name", "definition")}
    field.widget = boxes
    field.choices = [(slug, f"{name} ({_told(here[slug], uses.get(slug, ()))})") for slug, name in wanted]
    field.help_text = f"{field.help_text} {ORDER}".strip()


def uses_here(document):
    """{slug of a theme: how many items of a document have it}."""
    return Counter(theme for noun in CODED for item in getattr(document, noun) for theme in item.themes)


def _uses():
    """{slug of a theme: (force, number) of each force}: findings of current public editions, in one query."""
    rows = FindingTheme.objects.filter(finding__inspection__state="published").order_by()
    counts = {}
    for slug, force, number in rows.values_list("theme__slug", "finding__inspection__force__name").annotate(
        number=Count("pk")
    ):
        counts.setdefault(slug, []).append((force, number))
    return counts


def _told(here, forces):
    """ "here 2; used in Dorset 5, Kent 3", most first."""
    forces = sorted(forces, key=lambda force: (-force[1], force[0]))
    rest = len(forces) - SHOWN
    listed = ", ".join(f"{name} {number}" for name, number in forces[:SHOWN])
    more = f" and {rest} more force{'' if rest == 1 else 's'}" if rest > 0 else ""
    told = [f"here {here}"] if here else []
    told += [f"used in {listed}{more}"] if forces else []
    return "; ".join(told) or "not used yet"
