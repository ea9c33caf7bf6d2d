"""Changes between two documents, as a page lists them."""

from dashboards.entry.part_names import label_of
from findings.documents.parts import LISTS, differences

KINDS = ("added", "changed", "removed")


def groups_of(changes):
    """(added, changed or removed, the label of the part, what differs) of every part; a mere order is one line."""
    found = []
    for name, (before, after) in changes.items():
        if name in LISTS:
            if before and after and set(before) == set(after):
                found.append(("changed", label_of(name), []))
            continue
        kind = "added" if before is None else "removed" if after is None else "changed"
        shown = differences_in_words(before, after) if kind == "changed" else []
        found.append((kind, label_of(name, before, after), shown))
    return sorted(found, key=lambda group: KINDS.index(group[0]))


def differences_in_words(before, after):
    """Field by field, (field, before, after) of two values of one part; fields as people call them."""
    return [(_called(field), one, two) for field, one, two in differences(before, after)]


def _called(field):
    words = field.replace("_", " ")
    return "ISBN" if words == "isbn" else words[:1].upper() + words[1:]
