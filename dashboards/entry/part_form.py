"""A form for one part of a document, made from the columns that a workbook has for it: one list of fields for both."""

from django import forms
from pydantic import ValidationError

from dashboards.entry.day_field import SUCH_AS, DayField
from dashboards.entry.missing import ask_for_missing
from findings.documents.locator_text import EXAMPLE, UnclearPlaceError, locator_from, text_of
from findings.documents.mistakes import explain
from findings.documents.rules import broken_rules
from findings.documents.workbook.layout import LIST_MARK

LONG = ("summary", "text", "note", "abstract", "edition_note")
WHERE = "where"
NO_NUMBER = {"invalid": "Enter a number in digits alone, such as 1200."}
LOCATED = "locator"


class WhereField(forms.CharField):
    """A place in the report in one line; cleaned to a Locator or None."""

    def __init__(self, *, required):
        super().__init__(
            label="Where in the report",
            widget=forms.TextInput(attrs={"size": 60}),
            required=required,
            help_text=f"For example: {EXAMPLE}. Lines, a web address or a pointer of your own do as well, "
            f"with {LIST_MARK} between.",
        )

    def clean(self, value):
        text = super().clean(value)
        try:
            return locator_from(text)
        except UnclearPlaceError as error:
            raise forms.ValidationError(str(error)) from None


class PartForm(forms.Form):
    """Fields of one part. `part` is the class of the document; errors of its rules land on their fields.

    The page folds away what is `seldom` needed, by field name.
    """

    seldom = ()

    def __init__(self, *args, part, columns, choices, references=None, fixed=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.part, self.columns, self.fixed, self.made = part, columns, dict(fixed), None
        self.is_located = any(column.path[0] == LOCATED for column in columns)
        for column in columns:
            if column.path[0] != LOCATED:
                self.fields[column.field] = _field(column, choices, references or {})
        if self.is_located:
            is_required = part.model_fields[LOCATED].is_required()
            self.fields[WHERE] = WhereField(required=is_required)
        ask_for_missing(self)

    def clean(self):
        """Builds the part; every rule of documents that it breaks is told at its field, with what is wrong already."""
        wrong = set(self.errors)
        data = self._data()
        try:
            made = self.part.model_validate(data)
        except ValidationError as invalid:
            for error in invalid.errors(include_url=False):
                name = self._named(error["loc"])
                if error["loc"] and name not in wrong and not (wrong and error["type"] == "missing"):
                    self.add_error(name, self._spoken(explain(error)))
        else:
            self.made = None if wrong else made
        for sentence in broken_rules(self.part, data, wrong=set(self.errors)):
            self.add_error(self._first_named(sentence), self._spoken(sentence))

    def main_fields(self):
        return [field for field in self.visible_fields() if field.name not in self.seldom]

    def seldom_fields(self):
        return [self[name] for name in self.seldom if name in self.fields and not self[name].is_hidden]

    def is_seldom_used(self):
        """Whether a folded field holds something or is wrong, so that it must be seen."""
        return any(field.errors or (field.value() and not field.field.disabled) for field in self.seldom_fields())

    def _data(self):
        """The values of the fields as the document has them."""
        data = dict(self.fixed)
        for column in self.columns:
            value = self.cleaned_data.get(column.field)
            if column.path[0] == LOCATED or value in (None, ""):
                continue
            if len(column.path) > 1:
                data.setdefault(column.path[0], {})[column.path[1]] = value
            else:
                data[column.field] = value
        if self.is_located and self.cleaned_data.get(WHERE):
            data[LOCATED] = self.cleaned_data[WHERE]
        return data

    def _first_named(self, sentence):
        """The field that a sentence of the documents names first, or None."""
        return next((word for word in sentence.split() if word in self.fields), None)

    def _spoken(self, sentence):
        """A sentence of the documents with the fields called as the form calls them."""
        words = [f"“{self.fields[w].label}”" if "_" in w and w in self.fields else w for w in sentence.split(" ")]
        spoken = " ".join(words).removesuffix(".").replace("hmicfrs", "HMICFRS")
        return f"{spoken[0].upper()}{spoken[1:]}."

    def _named(self, path):
        dotted = ".".join(str(step) for step in path[:2])
        for name in (dotted, str(path[0]) if path else "", WHERE if path and path[0] == LOCATED else ""):
            if name in self.fields:
                return name
        return None


def initial_of(part, columns):
    """What the fields of a form hold for a part that is there already."""
    initial = {}
    for column in columns:
        value = part
        for step in column.path:
            value = getattr(value, step, None)
        if column.takes == "yes-no":
            value = {True: "yes", False: "no"}.get(value, "")
        initial[column.field] = value
    initial[WHERE] = text_of(getattr(part, LOCATED, None))
    return initial


def _field(column, choices, references):
    maker = {
        "text": _text,
        "key": _key,
        "keys": _keys,
        "whole": _whole,
        "number": _number,
        "date": _date,
        "choice": _choice,
        "choices": _choices,
        "yes-no": _yes_no,
    }[column.takes]
    field = maker(column, choices, references)
    field.label, field.required, field.help_text = column.heading, column.is_required, column.about
    if isinstance(field, forms.MultipleChoiceField):  # boxes need no separator
        field.help_text = column.about.split(", with ;")[0].removesuffix(".") + "."
    if isinstance(field, DayField):
        field.help_text = f"{column.about} {SUCH_AS}".strip()
    return field


def _text(column, choices, references):
    is_long = column.field in LONG
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 5}) if is_long else forms.TextInput(attrs={"size": 60}))


def _key(column, choices, references):
    if not column.refers:
        return forms.CharField(max_length=100)
    known = references.get(column.refers, ())
    return forms.ChoiceField(choices=[("", "None"), *known])


def _keys(column, choices, references):
    known = references.get(column.refers, ())
    if column.refers == "findings":
        return forms.MultipleChoiceField(choices=known, widget=forms.CheckboxSelectMultiple)
    field = _KeysField(widget=forms.Textarea(attrs={"rows": 3}))
    field.known = [key for key, _ in known]
    return field


class _KeysField(forms.CharField):
    """Keys with a semicolon or a line break between them, in their order; the same may stand there twice."""

    known = ()

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value):
        text = super().clean(value).replace("\n", LIST_MARK)
        keys = [key.strip() for key in text.split(LIST_MARK) if key.strip()]
        wrong = [key for key in keys if key not in self.known]
        if wrong:
            raise forms.ValidationError(f"Nothing has the key {', '.join(wrong)}; known: {', '.join(self.known)}")
        return keys


def _whole(column, choices, references):
    return forms.IntegerField(
        min_value=0, error_messages=NO_NUMBER, widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 8})
    )


def _number(column, choices, references):
    return forms.DecimalField(
        max_digits=15,
        decimal_places=3,
        error_messages=NO_NUMBER,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 14}),
    )


def _date(column, choices, references):
    return DayField()


def words_of(slug):
    """A word of a document as people read it."""
    return {"hmicfrs": "HMICFRS", "re-inspection": "Re-inspection"}.get(slug, slug.replace("-", " ").capitalize())


def _named_choices(column, choices):
    name = column.choices if isinstance(column.choices, str) else ""
    return [(slug, choices.name(name, slug) if name else words_of(slug)) for slug in column.allowed(choices)]


def _choice(column, choices, references):
    return forms.ChoiceField(
        choices=[("", "Choose" if column.is_required else "Not given"), *_named_choices(column, choices)]
    )


def _choices(column, choices, references):
    return forms.MultipleChoiceField(choices=_named_choices(column, choices), widget=forms.CheckboxSelectMultiple)


class _YesNoField(forms.ChoiceField):
    def clean(self, value):
        return {"yes": True, "no": False}.get(super().clean(value))


def _yes_no(column, choices, references):
    return _YesNoField(choices=[("", "Choose"), ("yes", "Yes"), ("no", "No")])
