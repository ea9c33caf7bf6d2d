"""The form of one item: the fields of its kind, a key that is made from the text, and the parts of a recommendation."""

from itertools import count, takewhile

from dashboards.entry.part_form import PartForm, initial_of
from dashboards.entry.theme_uses import named_with_uses
from findings.documents.edits import PARTS, free_key, item_of, next_number
from findings.documents.locator_text import UnclearPlaceError, locator_from, text_of
from findings.documents.recommendations import RecommendationPart, RecommendationPartPart

EMPTY_PARTS = 3
REARRANGE = "rearrange"


class ItemForm(PartForm):
    """`stored` is the item as it is, or None for a new one."""

    def __init__(self, *args, kind, desk, stored=None, **kwargs):
        self.kind, self.desk, self.stored = kind, desk, stored
        references = {
            noun: [(item.key, f"{item.key}: {label_of(item)[:80]}") for item in items]
            for noun, items in (("findings", desk.document.findings), ("figures", desk.document.figures))
        }
        columns = kind.columns
        initial = initial_of(stored, columns) if stored else {}
        if kind.noun == "recommendations" and stored is None:
            initial["number"] = next_number(desk.document)
        super().__init__(
            *args,
            part=PARTS[kind.noun],
            columns=columns,
            choices=desk.choices,
            references=references,
            fixed=kind.fixed,
            initial=initial,
            **kwargs,
        )
        if stored:
            self.fields["key"].disabled = True
            self.fields["key"].help_text = "It stays, so that links to the item go on working."
        else:
            self.fields["key"].required = False
            self.fields["key"].help_text = "Left empty: made from the first words. It never changes afterwards."
        if "topic" in self.fields and not desk.choices.of("topics"):
            del self.fields["topic"]
        if "themes" in self.fields:
            self.fields["themes"].choices = named_with_uses(self.fields["themes"].choices)
            self.fields["themes"].help_text += " The numbers say how many published findings of a force have a theme."

    def clean(self):
        if self.errors:
            return
        data = self.cleaned_data
        if not data.get("key"):
            text = data.get("title") or data.get(self.kind.text) or ""
            data["key"] = free_key(self.desk.document, self.kind.noun, text)
        elif not self.stored and item_of(self.desk.document, self.kind.noun, data["key"]):
            self.add_error("key", "Another item has this key.")
            return
        super().clean()


def label_of(item):
    """A finding or figure in a list to choose from."""
    return getattr(item, "title", None) or getattr(item, "summary", None) or item.figure


class PartLine:
    """One listed item of a recommendation as it was typed."""

    def __init__(self, number, key="", text="", where=""):
        self.number, self.key, self.text, self.where, self.error = number, key, text, where, ""
        self.moved = ""


def lines_of(item):
    """The parts of a recommendation, and a few empty lines; the empty lines alone for anything else."""
    parts = item.parts if isinstance(item, RecommendationPart) else []
    lines = [PartLine(n, part.key, part.text, text_of(part.locator)) for n, part in enumerate(parts)]
    return [*lines, *(PartLine(len(lines) + n) for n in range(EMPTY_PARTS))]


def lines_sent(data):
    """The lines of parts as they were sent."""
    lines = []
    for number in takewhile(lambda number: f"part-{number}-text" in data, count()):
        values = [data.get(f"part-{number}-{name}", "").strip() for name in ("key", "text", "where")]
        lines.append(PartLine(number, *values))
    return lines


def rearranged(lines, wish):
    """The lines after a button between them: "up-2", "down-0", or "more" empty ones. Nothing is saved by it."""
    way, _, place = wish.partition("-")
    if way == "more":
        lines = [*lines, *(PartLine(0) for _ in range(EMPTY_PARTS))]
    elif way in ("up", "down") and place in [str(number) for number in range(len(lines))]:
        one, other = int(place), int(place) + (1 if way == "down" else -1)
        if 0 <= other < len(lines):
            lines = list(lines)
            lines[one], lines[other] = lines[other], lines[one]
            lines[other].moved = way
    for number, line in enumerate(lines):
        line.number = number
    return lines


def parts_from(lines):
    """The parts of the lines that have a text; an emptied line is a part taken out. Errors stand at lines."""
    parts, taken = [], {line.key for line in lines if line.key}
    for line in lines:
        if not line.text:
            continue
        key, number = line.key, len(parts)
        while not key or (not line.key and key in taken):
            number += 1
            key = f"part-{number}"
        taken.add(key)
        try:
            parts.append(RecommendationPartPart(key=key, text=line.text, locator=locator_from(line.where)))
        except (UnclearPlaceError, ValueError) as error:
            line.error = str(error) if isinstance(error, UnclearPlaceError) else "This cannot stand in a document."
    return parts
