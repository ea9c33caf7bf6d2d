"""How a value that was read stands in a field for a person, and how what the person wrote becomes a value again.

A list is written one entry a line: `20 good` for counts, the wording alone for parts of a recommendation.
"""

import re
from typing import Literal, get_args, get_origin

from pydantic import ValidationError

from findings.documents.inspection_document import InspectionDocument, InspectionPart
from findings.documents.mistakes import explain

NUMBERS = {"total", "number", "within", "value", "value_to", "of"}
NAMED = {"areas", "themes", "findings"}
LINES = "restated_at"
# What a report prints of an item, or leaves out, beside what makes the item.
ADDED = {"areas", "area", "title", "timescale", "timescale_as_printed", "parts", "total", "value_to", "of", "qualifier"}
ADDED |= {"as_of", "as_of_to", "as_of_precision"}
YES, NO = "yes", "no"
A_RANGE, A_COUNT = "a line, or a first and last one, as in 946–948", "a number and a grade, as in “20 good”"
ANY_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
COUNT = re.compile(r"([\d,]+)\s+(?:as\s+)?([a-z][a-z -]*?)(?:\s+to\s+([a-z][a-z -]*))?")


def written(value):
    """Text for a field."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        return "\n".join(map(written, value))
    if isinstance(value, dict):
        if "cases" in value:
            return f"{value['cases']} {value['grade']}" + (f" to {value['grade_to']}" if value.get("grade_to") else "")
        if "text" in value:
            return " ".join(value["text"].split())
        return f"{value['line']}–{value['line_to']}" if value.get("line_to") else str(value.get("line", ""))
    return str(value)


def read_back(field, text, old=None):
    """The value of a field as a document has it, of what a person wrote. `old` is the value that was read.

    What cannot be understood stays text: checking the document says what is wrong with it.
    """
    if field == "counts":
        return [_count(line) for line in _entries(text)]
    if field == "parts":
        return _parts(_entries(text), old or [])
    if field in NAMED:
        return [name.strip() for name in re.split(r"[,\n]", text) if name.strip()]
    if field == LINES and (found := re.fullmatch(r"(\d+)(?:\s*[–-]\s*(\d+))?", text)):
        return {"line": int(found[1])} | ({"line_to": int(found[2])} if found[2] else {})
    if field == "labelled" and text.lower() in (YES, NO):
        return text.lower() == YES
    if field in NUMBERS and ANY_NUMBER.fullmatch(text):
        number = float(text.replace(",", ""))
        return int(number) if number.is_integer() else number
    return text


def problems_of(path, text, old=None):
    """What is wrong with this text for this field, in sentences; whether it fits the other fields is seen later."""
    model, field = model_of(path)
    if not text:
        return ["It cannot be empty; leave the whole item out."] if model.model_fields[field].is_required() else []
    try:
        model.model_validate({field: read_back(field, text, old)})
    except ValidationError as invalid:
        return [
            _sentence(error) for error in invalid.errors(include_url=False) if error["loc"] and error["loc"][0] == field
        ]
    return []


def model_of(path):
    """(the part of a document that a path leads into, the name of the field)."""
    holder, _, field = path.rpartition(".")
    if holder == "inspection":
        return InspectionPart, field
    listed = InspectionDocument.model_fields[holder.partition("[")[0]].annotation
    return get_args(listed)[0], field


def addable(item):
    """The fields of an item that a person may fill in where the reader read none; nothing for the header."""
    if "[" not in item:
        return ()
    fields = model_of(f"{item}.key")[0].model_fields
    return tuple(name for name in fields if name in ADDED)


def words_of(path):
    """The words a field is one of, where its kind has a fixed list; else nothing."""
    model, field = model_of(path)
    if model.model_fields[field].annotation is bool:
        return (YES, NO)
    return _literals(model.model_fields[field].annotation)


def _literals(annotation):
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((words for inner in get_args(annotation) if (words := _literals(inner))), ())


def _entries(text):
    return [line.strip() for line in text.split("\n") if line.strip()]


def _count(line):
    found = COUNT.fullmatch(line.lower())
    if not found or not found[1].replace(",", "").isdecimal():
        return line
    made = {"grade": _slug(found[2]), "cases": int(found[1].replace(",", ""))}
    return made | ({"grade_to": _slug(found[3])} if found[3] else {})


def _slug(words):
    return "-".join(words.replace("-", " ").split())


def _parts(lines, old):
    """A part whose words stayed keeps its key and place; one that was reworded takes those of the part it replaces."""
    left = list(old)
    kept = {}
    for number, line in enumerate(lines):
        same = next((part for part in left if written(part) == line), None)
        if same is not None:
            left.remove(same)
            kept[number] = same
    taken = {part["key"] for part in old}
    made = []
    for number, line in enumerate(lines):
        before = kept.get(number)
        if before is None and number < len(old) and old[number] in left:
            before = {**old[number], "text": line}
            left.remove(old[number])
        if before is None:
            key = next(name for place in range(1, len(taken) + 2) if (name := f"part-{place}") not in taken)
            taken.add(key)
            before = {"key": key, "text": line}
        made.append(before)
    return made


def _sentence(error):
    """What is wrong, with the line of a list it is about."""
    message = explain(error)
    if error["type"] in ("model_type", "model_attributes_type"):
        how = A_RANGE if LINES in error["loc"] else A_COUNT
        message = f"“{error['input']}” is not understood; write {how}"
    entry = next((step + 1 for step in error["loc"][1:] if isinstance(step, int)), None)
    return (f"Line {entry}: " if entry else "") + message[:1].upper() + message[1:] + "."
