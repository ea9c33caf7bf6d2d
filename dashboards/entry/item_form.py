"""The form of one item: the fields of its kind, and a key that is made from the text."""

from dashboards.entry.field_words import explain_fields
from dashboards.entry.item_lines import ItemLines
from dashboards.entry.item_words import name_of_item
from dashboards.entry.part_form import WHERE, PartForm, initial_of
from dashboards.entry.part_names import numbered
from dashboards.entry.theme_uses import offer_themes, uses_here
from dashboards.entry.versions import said_in
from findings.documents.edits import PARTS, free_key, item_of, next_number

# What one reads off the report from left to right comes first, what is seldom given last.
FIRST = ("kind", "number", "labelled", "chapter", "title")
NEXT = ("wording", "polarity", "value", "value_to", "of", "within", "unit", "qualifier", "as_printed", "where")
LAST = ("restated_at.line", "restated_at.line_to", "note", "key")
SHARED = ("chapter", "wording")
AS_BEFORE = "As in the item that you entered last: change it where this one stands elsewhere."


class ItemForm(PartForm):
    """`stored` is the item as it is, or None for a new one, which begins with what is `carried` over, if anything."""

    seldom = LAST

    def __init__(self, *args, kind, desk, stored=None, carried=None, **kwargs):
        self.kind, self.desk, self.stored = kind, desk, stored
        references = {
            noun: list(zip([item.key for item in items], numbered(map(name_to_choose, items)), strict=True))
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
        explain_fields(self, kind.noun)
        self._carry(carried)
        self.order_fields([*FIRST, kind.text, *NEXT, *(name for name in self.fields if name not in LAST), *LAST])
        if "topic" in self.fields and not desk.choices.of("topics"):
            del self.fields["topic"]
        if "themes" in self.fields:
            offer_themes(self.fields["themes"], uses_here(desk.document))

    def _carry(self, carried):
        """Fills in chapter and place, says so, and marks the place, whose page a script selects."""
        for name in ("chapter", WHERE) if carried else ():
            value, field = getattr(carried, name), self.fields.get(name)
            if value and field and field.required:  # a place that nobody has to look at is left empty
                self.initial[name] = value
                field.help_text = f"{AS_BEFORE} {field.help_text}"
                field.widget.attrs["data-carried"] = value

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


def name_to_choose(item):
    """A finding or figure in a list to choose from."""
    return name_of_item(item, longest=80)
