"""What a form of the desk says where something is missing: what it is, and whether to enter or to choose it."""

from django import forms

# Where the label of a field does not make a sentence.
SENTENCES = {
    "published_on": "Enter the day of publication; of a month or year, its first day.",
    "published_precision": "Choose how exactly the day of publication is known.",
    "labelled": "Choose whether the report itself names the kind.",
    "where": "Enter where in the report it stands.",
    "what": "Enter what the step is.",
    "as_printed": "Enter the number in the words of the report.",
    "grade_as_printed": "Enter the grade in the words of the report.",
    "on": "Enter the day.",
    "figure": "Enter what is counted or measured.",
    "unit": "Enter what the number counts.",
    "whole": "Choose the figure that is the whole.",
    "parts": "Enter the keys of the figures that are its parts.",
    "precision": "Choose how exactly the day is known.",
    "reason": "Enter the reason.",
    "name": "Enter the name.",
    "voice": "Choose who says so.",
    "state": "Choose what became of it.",
    "authority": "Enter who was judged.",
    "subject": "Enter what was judged.",
    "inspectorate": "Enter who judged.",
}
CHOSEN = (forms.ChoiceField, forms.MultipleChoiceField)


class AskingForm(forms.Form):
    """A form with such sentences."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_for_missing(self)


def ask_for_missing(form):
    """Gives each field of a form a sentence of its own for being left empty."""
    for name, field in form.fields.items():
        verb = "Choose" if isinstance(field, CHOSEN) else "Enter"
        label = field.label or name
        told = f"{verb} the {label if label[:2].isupper() else label[:1].lower() + label[1:]}."
        field.error_messages["required"] = SENTENCES.get(name, told)
