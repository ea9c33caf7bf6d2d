"""How one item of a draft is told in a line: its name, and beside it what a person needs to tell it from others."""

from django.utils.text import Truncator

from dashboards.entry.part_form import words_of
from dashboards.entry.part_names import TEXTS
from dashboards.templatetags.formatting import number, on_date, plural
from findings.documents.locator_text import text_of

LONGEST = 160
PERCENT = ("percent", "per cent", "%")


def name_of_item(item, longest=LONGEST):
    """The title or the first words of an item, as it stands in lists and where one is chosen."""
    text = next(filter(None, (getattr(item, field, None) for field in TEXTS)), "")
    shown = Truncator(text).chars(longest)
    return f"{shown} ({amount_of(item)})" if hasattr(item, "as_printed") else shown


def amount_of(figure):
    """A figure's value with base and unit: "about 48 of 120 officers"."""
    words = [words_of(figure.qualifier).lower()] if figure.qualifier else []
    value = number(figure.value)
    unit = "%" if figure.unit in PERCENT else f" {figure.unit}"
    to = f" to {number(figure.value_to)}" if figure.value_to is not None else ""
    base = f" of {number(figure.of)}" if figure.of is not None else ""
    return " ".join([*words, f"{value}{to}{base}{unit}"])


def details_of(desk, item):
    """What stands below the name: pieces of text, in the order in which one reads them."""
    found = [*_own(item)]
    if chapter := getattr(item, "chapter", None):
        found.append(desk.choices.name("chapters", chapter))
    areas = [desk.choices.name("areas", area) for area in getattr(item, "areas", ())]
    found += [", ".join(areas)] if areas else []
    if hasattr(item, "themes"):
        found.append(plural(len(item.themes), "theme,themes") if item.themes else "no theme")
    found += [text_of(item.locator)] if getattr(item, "locator", None) else []
    if getattr(item, "wording", "") == "as printed":
        found.append("as printed")
    return found


def _own(item):
    """What one kind alone has."""
    if hasattr(item, "timescale"):
        yield f"Number {item.number}"
        yield words_of(item.timescale) if item.timescale else "no timescale"
    if hasattr(item, "polarity"):
        yield words_of(item.polarity)
    if hasattr(item, "grade_as_printed"):
        yield f"{item.inspectorate}, {item.subject}: {item.grade_as_printed}"
    if hasattr(item, "within"):
        yield words_of(item.kind)
        if item.within:
            yield f"within {item.within} {item.unit}"
        if item.happened_on:
            yield f"happened {on_date(item.happened_on, item.happened_precision)}"
