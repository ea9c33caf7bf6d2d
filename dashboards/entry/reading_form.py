"""The form of one value that was read: a choice where its kind has one, else a text; a list one entry a line."""

from dataclasses import dataclass

from findings.reading.choices import LISTED, choices_of
from findings.reading.written import model_of, written

HINTS = {
    "counts": "One grade a line, as in “20 good” or “5 good to adequate”. A grade that is not printed has no line.",
    "parts": "One part a line.",
    "restated_at": "A line of the text, or a first and last one, as in 946–948.",
}


@dataclass(frozen=True)
class ValueForm:
    """`choices` are (value, name, whether it is chosen now); `is_multiple` where several may be."""

    text: str
    rows: int
    choices: tuple = ()
    is_multiple: bool = False
    hint: str = ""


def form_of(one, decision, framework):
    """The form of a read value as it stands after what was decided."""
    field = one["path"].rpartition(".")[2]
    text = decision.value if decision and decision.what == "edited" else written(one["value"])
    known, taken = choices_of(one["path"], framework), text.split("\n") if field == LISTED else [text]
    if known:
        known += [(value, value) for value in taken if value and value not in dict(known)]
        model, name = model_of(one["path"])
        if field != LISTED and not model.model_fields[name].is_required():
            known = [("", "Not stated"), *known]
    choices = tuple((value, name, value in taken) for value, name in known)
    rows = max(2, sum(1 + len(line) // 60 for line in text.split("\n")))
    return ValueForm(text, min(rows, 20), choices, field == LISTED, HINTS.get(field, ""))
