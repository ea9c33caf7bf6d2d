"""What the desk of a reading shows: the text around one place, and what was read, doubts first."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from findings.actions.reading_decisions import unseen
from findings.documents.base import Part
from findings.documents.inspection_document import InspectionPart
from findings.models.located import Polarity
from findings.reading.decided import POLARITY, header_of, item_of

BEFORE, AFTER = 12, 30  # lines of the text around a place
MOST_LINES = 400
POLARITIES_A_PAGE = 20
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


@dataclass(frozen=True)
class Line:
    """One line of the report; `href` leads to what was read from it, `is_source` marks the place in question."""

    number: int
    text: str
    href: str = ""
    is_source: bool = False


@dataclass(frozen=True)
class PolarityRow:
    """A proposal of strength or concern with its text."""

    path: str
    label: str
    text: str
    proposed: str
    href: str
    place: str
    decided: str


def trail_of(job=None, *steps):
    home = ("Reports to be read", reverse("reading-list") if job else "")
    own = [(job.name, reverse("reading", args=[job.pk]) if steps else "")] if job else []
    return [("Desk", reverse("entry")), home, *own, *steps]


def address_of(job, field="", line=None):
    query = {"field": field} if field else {"line": line} if line else {}
    return reverse("reading", args=[job.pk]) + (f"?{urlencode(query)}" if query else "")


def place_of(one):
    if not one.get("line"):
        return ""
    several = one.get("line_to") and one["line_to"] != one["line"]
    lines = f"lines {one['line']}–{one['line_to']}" if several else f"line {one['line']}"
    return f"page {one['page']}, {lines}" if one.get("page") else lines


def in_words(value):
    """A value as a person reads it; counted grades as `3 good, 2 inadequate`."""
    if isinstance(value, list):
        return ", ".join(map(in_words, value))
    if isinstance(value, dict) and "cases" in value:
        return f"{value['cases']} {value['grade']}" + (f" to {value['grade_to']}" if value.get("grade_to") else "")
    return str(value.model_dump() if isinstance(value, Part) else value)


def desk_of(job, *, field, line):
    """The context of the desk. An unknown field or line shows the first doubt that has a place, or the beginning."""
    result, values = job.result, job.result.values
    decisions = {one.path: one for one in job.decisions.all()}
    chosen = next((one for one in values if one["path"] == field), None)
    place = chosen or _place_asked(result, line)
    items = _items(job, values, decisions)
    own = [one for one in values if chosen and item_of(one["path"]) == item_of(field)]
    return {
        "lines": _lines(job, result, values, place),
        "page": place.get("page"),
        **_neighbours(job, result, place),
        "chosen": _field(job, chosen, decisions) if chosen else None,
        "chosen_item": item_of(field) if chosen and not field.startswith("inspection.") else "",
        "item_decision": decisions.get(item_of(field)) if chosen else None,
        "is_text": bool(chosen) and not isinstance(chosen["value"], list),
        "polarities": Polarity.choices if chosen and field.endswith(POLARITY) else (),
        "fields": [_field(job, one, decisions) for one in own],
        "doubts": [
            (one, place_of(one), address_of(job, line=one["line"]) if one.get("line") else "") for one in result.doubts
        ],
        "header": _header(job, result, values, decisions),
        "groups": [(NAMES.get(name, name), rows) for name, rows in items.items()],
        "unseen": len(unseen(job)),
    }


def _place_asked(result, line):
    if str(line).isdecimal() and 1 <= int(line) <= len(result.lines):
        return {"line": int(line), "page": result.lines[int(line) - 1][1]}
    return next(
        (one for one in result.doubts if one.get("line")), {"line": 1, "page": (result.lines or [["", None]])[0][1]}
    )


def _span(result, place):
    """First and last line to show: some before the place, so that it is seen at once, and more after it."""
    line = place["line"]
    end = min(place.get("line_to") or line, line + MOST_LINES)
    return max(1, line - BEFORE), min(len(result.lines), end + AFTER)


def _lines(job, result, values, place):
    first, last = _span(result, place)
    read = {}
    for one in values:
        for number in range(max(first, one["line"]), min(last, one.get("line_to") or one["line"]) + 1):
            read.setdefault(number, one["path"])
    source = range(place["line"], (place.get("line_to") or place["line"]) + 1)
    return [
        Line(number, text, address_of(job, read[number]) if number in read else "", number in source)
        for number, (text, _) in enumerate(result.lines[first - 1 : last], start=first)
    ]


def _neighbours(job, result, place):
    first, last = _span(result, place)
    return {
        "before": address_of(job, line=max(1, first - AFTER)) if first > 1 else "",
        "after": address_of(job, line=last + 1) if last < len(result.lines) else "",
    }


def _field(job, one, decisions):
    decision = decisions.get(one["path"])
    is_edited = bool(decision) and decision.what == "edited"
    value = decision.value if is_edited else in_words(one["value"])
    said = decision.get_what_display() if decision else ""
    label = one["path"].rpartition(".")[2].replace("_", " ")
    return Field(
        one["path"], label, value, address_of(job, one["path"]), place_of(one), one["confidence"], said, is_edited
    )


def _items(job, values, decisions):
    """A line for every item, in the order of NAMES: its most telling value, and what was decided upon it."""
    by_item = {}
    for one in values:
        if not one["path"].startswith("inspection."):
            by_item.setdefault(item_of(one["path"]), {})[one["path"].rpartition(".")[2]] = one
    found = {}
    for path, fields in by_item.items():
        one = next((fields[name] for name in TELLING if name in fields), next(iter(fields.values())))
        text = in_words(one["value"])
        shown = text if len(text) <= SHORT else text[:SHORT] + "…"
        said = decisions[path].get_what_display() if path in decisions else ""
        row = Field(one["path"], path, shown, address_of(job, one["path"]), place_of(one), one["confidence"], said)
        found.setdefault(path.partition("[")[0], []).append(row)
    return {name: found[name] for name in [*NAMES, *(set(found) - set(NAMES))] if name in found}


def _header(job, result, values, decisions):
    """Every field of the header that was read or is needed, to be put right where it is wrong or missing."""
    read, places = header_of(result), {one["path"]: one for one in values}
    rows = []
    for name in InspectionPart.model_fields:
        path = f"inspection.{name}"
        if name not in read and name not in NEEDED and path not in decisions:
            continue
        one = {"path": path, "value": read.get(name, ""), "confidence": "" if name in read else "missing"}
        rows.append(_field(job, {**one, **places.get(path, {})}, decisions))
    return rows


def _item_label(item):
    """`findings[3]` as `findings 3`."""
    return item.replace("[", " ").replace("]", "").replace("_", " ")


def polarities_of(job):
    """Every proposal, with its text; `decided` says what a person made of it."""
    values = {one["path"]: one for one in job.result.values}
    decisions = {one.path: one for one in job.decisions.all()}
    rows = []
    for path, one in values.items():
        if not path.endswith(POLARITY):
            continue
        item = item_of(path)
        text = next(
            (in_words(values[f"{item}.{name}"]["value"]) for name in ("summary", "text") if f"{item}.{name}" in values),
            "",
        )
        decision = decisions.get(path) or decisions.get(item)
        said = decision.get_what_display() if decision else ""
        rows.append(
            PolarityRow(path, _item_label(item), text, one["value"], address_of(job, path), place_of(one), said)
        )
    return rows
