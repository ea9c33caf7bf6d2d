"""What was read, with what a person decided upon it: paths in, another document out."""

import re

import yaml

from findings.documents.yaml_form import read_text
from findings.models import ReadingDecision
from findings.reading.written import read_back

PATH = re.compile(r"(?P<list>[a-z_]+)(?:\[(?P<number>\d+)\](?:\.(?P<field>[a-z_]+))?|\.(?P<header>[a-z_]+))")
EDITED, REJECTED = ReadingDecision.What.EDITED, ReadingDecision.What.REJECTED
POLARITY, AREAS = ".polarity", ".areas"


def item_of(path):
    """`findings[3]` of `findings[3].polarity`; of a value of the header `inspection`."""
    return path.rpartition(".")[0] or path


def source_of(result, decisions, name):
    """A Source of the document as decided; DocumentError lists everything that keeps it from being one.

    Without changes it is what was read, to the letter.
    """
    changes = [one for one in decisions if one.what in (EDITED, REJECTED)]
    if not changes:
        return read_text(result.document, name)
    data = yaml.safe_load(result.document)
    for one in changes:
        if one.what == EDITED:
            _edit(data, PATH.fullmatch(one.path), one.value)
    _leave_out(data, {one.path for one in changes if one.what == REJECTED})
    return read_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), name)


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


def _leave_out(data, paths):
    """Items go, and whatever in others names them."""
    gone = set()
    for name, items in data.items():
        if isinstance(items, list):
            left = {number for number in range(1, len(items) + 1) if f"{name}[{number}]" in paths}
            gone |= {(name, items[number - 1].get("key")) for number in left}
            data[name] = [item for number, item in enumerate(items, start=1) if number not in left]
    for number, item in enumerate(data.get("recommendations", ()), start=1):
        item["number"] = number
        item["findings"] = [key for key in item.get("findings", ()) if ("findings", key) not in gone]
    for item in data.get("illustrations", ()):
        if ("findings", item.get("finding")) in gone:
            item.pop("finding")
    if "equations" in data:
        lost = {key for name, key in gone if name == "figures"}
        data["equations"] = [one for one in data["equations"] if not lost & {one["whole"], *one["parts"]}]
