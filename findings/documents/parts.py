"""A document taken apart: each thing it says under a name of its own, so that two documents can be compared.

Names: `inspection` for the header, `findings/<key>` for an item (`case_audits/<assessor>-<sample>-<area>`,
`topic_grades/<topic>`), and `findings` alone for the order of the keys. Values are plain data as JSON has it.
"""

from datetime import date
from decimal import Decimal

from findings.documents.inspection_document import FORMAT, KEYED, InspectionDocument

LISTS = ("case_audits", "topic_grades", *KEYED)
HEADER = "inspection"


def parts_of(document):
    """`{name: plain data}` of everything the document says. Order of counts and claims is no difference."""
    parts = {HEADER: _plain(document.inspection)}
    for name in LISTS:
        keys = []
        for item in getattr(document, name):
            keys.append(_identity(name, item))
            parts[f"{name}/{keys[-1]}"] = _sorted(_plain(item))
        if keys:
            parts[name] = keys
    return parts


def document_from(parts):
    """The document that `parts_of` took apart."""
    lists = {name: [parts[f"{name}/{key}"] for key in parts.get(name, ())] for name in LISTS}
    return InspectionDocument.model_validate({"document": FORMAT, HEADER: parts[HEADER], **lists})


def changes_between(before, after):
    """`{name: [before, after]}` of every part that differs; None on a side where there is no such part."""
    names = dict.fromkeys([*before, *after])
    return {name: [before.get(name), after.get(name)] for name in names if before.get(name) != after.get(name)}


def with_changes(parts, changes):
    """The parts after these changes."""
    changed = {**parts, **{name: after for name, (_, after) in changes.items()}}
    return {name: value for name, value in changed.items() if value is not None}


def differences(before, after):
    """Field by field, as a person reads it: `(field, before, after)` of two values of one part."""
    one, other = dict(_fields(before)), dict(_fields(after))
    return [
        (name, one.get(name, ""), other.get(name, ""))
        for name in dict.fromkeys([*one, *other])
        if one.get(name) != other.get(name)
    ]


def _plain(part):
    return _as_json(part.model_dump(exclude_none=True))


def _as_json(value):
    """Dates as text, and numbers as the YAML form writes them."""
    if isinstance(value, dict):
        return {name: _as_json(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _identity(name, item):
    return item.topic if name == "topic_grades" else item.key


def _sorted(value):
    for name, keys in (("counts", ("grade",)), ("claims", ("voice", "on", "state"))):
        if name in value:
            value[name] = sorted(value[name], key=lambda row, keys=keys: [row[key] for key in keys])
    return value


def _fields(value, path=""):
    """Every leaf with its path; steps of a list are named by their key, grade or place."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _fields(item, f"{path} › {name}" if path else name)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for number, item in enumerate(value, 1):
            name = item.get("key") or item.get("grade") or number
            yield from _fields(item, f"{path} › {name}")
    elif isinstance(value, list):
        yield path or "order", ", ".join(map(str, value))
    elif value is not None:
        yield path, str(value)
