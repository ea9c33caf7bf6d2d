"""The form of one item: the fields of its kind, and a key that is made from the text."""

from dashboards.entry.item_lines import ItemLines
from dashboards.entry.part_form import PartForm, initial_of
from dashboards.entry.theme_uses import named_with_uses
from dashboards.entry.versions import said_in
from findings.documents.edits import PARTS, free_key, item_of, next_number

# What one reads off the report from left to right comes first, what is seldom given last.
FIRST = ("kind", "number", "labelled", "chapter", "title")
NEXT = ("wording", "polarity", "value", "value_to", "of", "unit", "qualifier", "as_printed", "where")
LAST = ("restated_at.line", "restated_at.line_to", "note", "key")


SHARED = ("chapter", "wording")
# Where what is said of a column of a workbook does not help on a form.
HINTS = {
    "findings": {
        "kind": "The inspectorate’s formal category, if the report names one. Otherwise where it stands: in the "
        "summary (main), under a heading of its own, or without one.",
        "polarity": "Whether the report tells it as a strength, as a concern or as both.",
        "title": "The heading, where it has one.",
    },
    "recommendations": {"findings": "The findings that it answers.", "text": "What the force is asked to do."},
}


class ItemForm(PartForm):
    """`stored` is the item as it is, or None for a new one."""

    seldom = LAST

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
        if "findings" in self.fields and not references["findings"]:
            del self.fields["findings"]
        for name, hint in HINTS.get(kind.noun, {}).items():
            if name in self.fields:
                self.fields[name].help_text = hint
        self.order_fields([*FIRST, kind.text, *NEXT, *(name for name in self.fields if name not in LAST), *LAST])
        if "topic" in self.fields and not desk.choices.of("topics"):
            del self.fields["topic"]
        if "themes" in self.fields:
            self.fields["themes"].choices = named_with_uses(self.fields["themes"].choices)
            self.fields["themes"].help_text += " The numbers say how many published findings of a force have a theme."

    def shared_with(self, item):
        """What a new item has in common with the one that was added before it, as initial values."""
        return {name: getattr(item, name) for name in SHARED if name in self.fields and hasattr(item, name)}

    def clean(self):
        data = self.cleaned_data
        if not data.get("key") and "key" not in self.errors:
            text = data.get("title") or data.get(self.kind.text) or ""
            data["key"] = free_key(self.desk.document, self.kind.noun, text)
        elif not self.stored and item_of(self.desk.document, self.kind.noun, data.get("key")):
            self.add_error("key", "Another item has this key.")
        super().clean()


def said_in_item(desk, kind, item):
    """What an item says, field by field."""
    lines = ItemLines(desk, stored=item).said() if kind.noun == "recommendations" else {}
    said = said_in(ItemForm(kind=kind, desk=desk, stored=item))
    return {name: one for name, one in said.items() if name != "key"} | lines


def label_of(item):
    """A finding or figure in a list to choose from."""
    return getattr(item, "title", None) or getattr(item, "summary", None) or item.figure
