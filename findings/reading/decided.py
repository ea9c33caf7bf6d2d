"""What was read, with what a person decided upon it: paths in, another document out."""

import re

import yaml

from findings.documents.yaml_form import read_text
from findings.models import ReadingDecision
from findings.reading.written import read_back

PATH = re.compile(r"(?P<list>[a-z_]+)(?:\[(?P<number>\d+)\](?:\.(?P<field>[a-z_]+))?|\.(?P<header>[a-z_]+))")
EDITED, REJECTED = ReadingDecision.What.EDITED, ReadingDecision.What.REJECTED
POLARITY, AREAS = ".polarity", ".areas"
PARTS, OF = "parts", "recommendation"  # an added part of a recommendation, and what names that
REFERRED = ("findings", "figures")  # other items name them by key
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the document is the reader's own, and long


def item_of(path):
    """`findings[3]` of `findings[3].polarity`; of a value of the header `inspection`."""
    return path.rpartition(".")[0] or path


def source_of(result, decisions, name, additions=()):
    """A Source of the document as decided; DocumentError lists everything that keeps it from being one.

    Without changes it is what was read, to the letter.
    """
    changes = [one for one in decisions if one.what in (EDITED, REJECTED)]
    if not changes and not additions:
        return read_text(result.document, name)
    data = edited(result, changes)
    gone = _left_out(data, {one.path for one in changes if one.what == REJECTED})
    gone |= {(one.noun, one.key) for one in additions if one.is_left_out}
    for one in additions:
        if not one.is_left_out:
            _put(data, one)
    _mend(data, gone - {(noun, item["key"]) for noun in REFERRED for item in data.get(noun, ())})
    return read_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), name)


def edited(result, decisions):
    """What was read with the changes of single values, as plain data; items that are left out still stand in it."""
    data = yaml.load(result.document, Loader=LOADER)
    for one in decisions:
        if one.what == EDITED:
            _edit(data, PATH.fullmatch(one.path), one.value)
    return data


def header_of(result):
    """What was read of the header, from the beginning of the document alone."""
    head = re.split(r"^(?!document:|inspection:)(?=[a-z_]+:)", result.document, maxsplit=1, flags=re.M)[0]
    return yaml.safe_load(head).get("inspection") or {}


def framework_of(result, decisions):
    """The slug of the framework as it stands after what was decided (`decisions` by path)."""
    edited = decisions.get("inspection.framework")
    return edited.value if edited and edited.what == EDITED else header_of(result).get("framework", "")


def _edit(data, found, text):
    part, field = data.setdefault("inspection", {}), found["header"]
    if found["number"]:
        part, field = data[found["list"]][int(found["number"]) - 1], found["field"]
    if text:
        part[field] = read_back(field, text, part.get(field))
    else:
        part.pop(field, None)


def _left_out(data, paths):
    """Takes items out; `(list, key)` of each."""
    gone = set()
    for name, items in data.items():
        if isinstance(items, list):
            left = {number for number in range(1, len(items) + 1) if f"{name}[{number}]" in paths}
            gone |= {(name, items[number - 1].get("key")) for number in left}
            data[name] = [item for number, item in enumerate(items, start=1) if number not in left]
    return gone


def _put(data, addition):
    """Puts an added item where the report prints it; a part into its recommendation, if that is there."""
    part = dict(addition.part)
    if addition.noun != PARTS:
        _insert(data.setdefault(addition.noun, []), part)
        return
    key = part.pop(OF)
    of = next((item for item in data.get("recommendations", ()) if item["key"] == key), None)
    if of is not None:
        taken = {one["key"] for one in of.setdefault(PARTS, [])}
        names = (f"part-{number}" for number in range(1, len(taken) + 2))
        _insert(of[PARTS], {"key": next(name for name in names if name not in taken), **part})


def _insert(items, part):
    """Before the first item that stands further down in the report; who names no line comes last."""
    line = (part.get("locator") or {}).get("line")
    behind = (at for at, item in enumerate(items) if line and ((item.get("locator") or {}).get("line") or 0) > line)
    items.insert(next(behind, len(items)), part)


def _mend(data, gone):
    """Recommendations are numbered in their order, and nothing names an item that is gone."""
    for number, item in enumerate(data.get("recommendations", ()), start=1):
        item["number"] = number
        item["findings"] = [key for key in item.get("findings", ()) if ("findings", key) not in gone]
    for item in data.get("illustrations", ()):
        if ("findings", item.get("finding")) in gone:
            item.pop("finding")
    if "equations" in data:
        lost = {key for name, key in gone if name == "figures"}
        data["equations"] = [one for one in data["equations"] if not lost & {one["whole"], *one["parts"]}]
