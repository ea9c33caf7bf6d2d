"""What the desk of a reading shows: the text around one place, and what was read, doubts first."""

import re
from dataclasses import dataclass

from dashboards.entry.part_names import NOUNS
from dashboards.entry.reading_addition_lists import addable_kinds, additions_of
from dashboards.entry.reading_form import form_of
from dashboards.entry.reading_text import address_of, place_asked, place_of, text_around
from findings.actions.reading_decisions import unseen
from findings.documents.inspection_document import InspectionPart
from findings.reading.decided import AREAS, POLARITY, framework_of, header_of, item_of
from findings.reading.written import addable, written

DOUBTFUL = "doubtful"
SHORT = 90
NAMES = {
    "case_audits": "Counted sets of cases",
    "topic_grades": "Graded topics",
    "recommendations": "Recommendations",
    "findings": "Findings",
    "illustrations": "Cases told",
    "figures": "Printed figures",
    "judgments": "Judgments of other inspectorates",
    "milestones": "Steps after publication",
}
TELLING = ("title", "summary", "text", "counts", "subject", "what", "figure", "grade", "value")
NEEDED = ("force", "framework", "kind", "slug", "title", "published_on", "published_precision")


@dataclass(frozen=True)
class Field:
    """One value that was read: where, how certain, and what was decided upon it."""

    path: str
    label: str
    value: str
    href: str
    place: str = ""
    confidence: str = ""
    decision: str = ""
    is_edited: bool = False


def in_words(value):
    """A value as a person reads it in a line; counted grades as `3 good, 2 inadequate`."""
    if isinstance(value, list):
        return ("\n" if any("text" in one for one in value) else ", ").join(map(written, value))
    return written(value)


def desk_of(job, *, field, **lines):
    """The context of the desk. `lines`: line, line_to, page. Unknown ones show the first doubt with a place."""
    result, values = job.result, job.result.values
    decisions = {one.path: one for one in job.decisions.all()}
    chosen = next((one for one in values if one["path"] == field), None) or _unread(values, field)
    place = chosen or place_asked(result, **lines)
    added = additions_of(job)
    read = [(one["line"], one.get("line_to"), address_of(job, one["path"])) for one in values]
    return {
        **text_around(job, place, read + [(one.line, one.line_to, one.href) for one in added if one.line]),
        "added": added,
        "added_here": [one for one in added if one.is_at(place["line"])],
        "kinds": addable_kinds(framework_of(result, decisions)),
        **(_chosen(job, chosen, decisions) if chosen else _at_line(job, values, place, decisions)),
        **_to_look_at(job, values, decisions, field),
        "doubts": [
            (one, place_of(one), address_of(job, line=one["line"]) if one.get("line") else "") for one in result.doubts
        ],
        "header": _header(job, result, values, decisions),
        "groups": [(NAMES.get(name, name), rows) for name, rows in _items(job, values, decisions).items()],
        "none_read": [word for name, word in NAMES.items() if not any(one["path"].startswith(name) for one in values)],
        "unseen": len(unseen(job)),
    }


def _chosen(job, chosen, decisions):
    """The chosen field with its form, and the other fields of its item."""
    item = item_of(chosen["path"])
    framework = framework_of(job.result, decisions)
    read = {one["path"] for one in job.result.values}
    return {
        "chosen": _field(job, chosen, decisions),
        "form": form_of(chosen, decisions.get(chosen["path"]), framework),
        "chosen_item": "" if item == "inspection" else item,
        "chosen_item_label": item_label(item),
        "item_decision": decisions.get(item),
        "doubts_here": _doubts_at(job.result, chosen),
        "fields": [_field(job, one, decisions) for one in job.result.values if item_of(one["path"]) == item],
        "unread": [
            _field(job, _empty(path, chosen), decisions)
            for path in map(f"{item}.".__add__, addable(item))
            if path not in read
        ],
    }


def _doubts_at(result, one):
    """The doubts about the lines of a value: those that stand there, and those that name one of them."""
    first = one.get("line") or 0
    lines = range(first, (one.get("line_to") or first) + 1)
    found = []
    for doubt in result.doubts:
        named = {int(number) for number in re.findall(r"\bline (\d{1,7})", f"{doubt['what']} {doubt['why']}")}
        own = range(doubt.get("line") or 0, (doubt.get("line_to") or doubt.get("line") or 0) + 1)
        if first and (named & set(lines) or (own.start and own.start < lines.stop and lines.start < own.stop)):
            found.append(doubt)
    return found


def _empty(path, other):
    """A value that was not read, at the place of its item."""
    place = {name: other.get(name) for name in ("line", "line_to", "page")}
    return {"path": path, "value": "", "confidence": "not read", **place}


def _unread(values, path):
    """A field of an item that was read, though the field was not; or None."""
    item, _, field = path.rpartition(".")
    other = next((one for one in values if item and item_of(one["path"]) == item), None)
    return _empty(path, other) if other and field in addable(item) else None


def _at_line(job, values, place, decisions):
    """Every field that was read at a line, the item of each before its name."""
    here = [one for one in values if one["line"] <= place["line"] <= (one.get("line_to") or one["line"])]
    rows = [_field(job, one, decisions) for one in here]
    return {"line": place["line"], "here": [(item_label(item_of(row.path)), row) for row in rows]}


def _to_look_at(job, values, decisions, field):
    """How many items with doubtful values nobody has looked at, and the next; those of polarity have their own page."""
    order = [one["path"] for one in values]
    waiting = [one["path"] for one in values if is_to_look_at(one, decisions)]
    at = order.index(field) if field in order else -1
    others = [path for path in waiting if path != field]
    following = next((path for path in others if order.index(path) > at), next(iter(others), ""))
    others = [path for path in others if not field or _unit(path) != _unit(field)]
    beyond = next((path for path in others if order.index(path) > at), next(iter(others), ""))
    return {
        "to_look_at": len({_unit(path) for path in waiting}),
        "next": address_of(job, beyond) if beyond else "",
        "next_path": following,
        "next_item": beyond,
    }


def _unit(path):
    """What is looked at in one go: an item; of the header each field by itself."""
    return path if path.startswith("inspection.") else item_of(path)


def is_to_look_at(one, decisions):
    path = one["path"]
    is_open = path not in decisions and item_of(path) not in decisions
    return one["confidence"] == DOUBTFUL and is_open and not path.endswith((POLARITY, AREAS))


def _field(job, one, decisions):
    decision = decisions.get(one["path"])
    is_edited = bool(decision) and decision.what == "edited"
    value = decision.value if is_edited else in_words(one["value"])
    said = decision.get_what_display() if decision else ""
    label = one["path"].rpartition(".")[2].replace("_", " ")
    return Field(
        one["path"], label, value, address_of(job, one["path"]), place_of(one), one["confidence"], said, is_edited
    )


def item_label(item):
    """`findings[3]` as `finding 3`."""
    noun, _, number = item.removesuffix("]").partition("[")
    return f"{NOUNS[noun].lower()} {number}" if noun in NOUNS else item.replace("_", " ")


def field_label(path):
    """`findings[3].areas` as `areas of finding 3`."""
    item, _, field = path.rpartition(".")
    return f"{field.replace('_', ' ')} of {item_label(item)}" if item else item_label(field)


def _items(job, values, decisions):
    """A line for every item, in the order of NAMES: its most telling value, and what was decided upon it."""
    by_item = {}
    for one in values:
        if not one["path"].startswith("inspection."):
            by_item.setdefault(item_of(one["path"]), {})[one["path"].rpartition(".")[2]] = one
    found = {}
    for path, fields in by_item.items():
        one = next((fields[name] for name in TELLING if name in fields), next(iter(fields.values())))
        decision = decisions.get(one["path"])
        text = decision.value if decision and decision.what == "edited" else in_words(one["value"])
        shown = text if len(text) <= SHORT else text[:SHORT] + "…"
        decided = decisions.get(path) or decision
        said = decided.get_what_display() if decided else ""
        row = Field(one["path"], path, shown, address_of(job, one["path"]), place_of(one), one["confidence"], said)
        found.setdefault(path.partition("[")[0], []).append(row)
    return {name: found[name] for name in [*NAMES, *(set(found) - set(NAMES))] if name in found}


def _header(job, result, values, decisions):
    """(field, its form) of the header for all that was read or is needed, to be put right where wrong or missing."""
    read, places = header_of(result), {one["path"]: one for one in values}
    rows = []
    for name in InspectionPart.model_fields:
        path = f"inspection.{name}"
        if name not in read and name not in NEEDED and path not in decisions:
            continue
        one = {"path": path, "value": read.get(name, ""), "confidence": "" if name in read else "missing"}
        one |= places.get(path, {})
        rows.append((_field(job, one, decisions), form_of(one, decisions.get(path), "")))
    return rows
