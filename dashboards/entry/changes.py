"""Changes between two documents, as a page lists them."""

from findings.documents.parts import LISTS, differences

KINDS = ("added", "changed", "removed")


def groups_of(changes):
    """(added, changed or removed, the name of the part, what differs) of every part; a mere order is one line."""
    found = []
    for name, (before, after) in changes.items():
        if name in LISTS:
            if before and after and set(before) == set(after):
                found.append(("changed", f"order of {name.replace('_', ' ')}", []))
            continue
        kind = "added" if before is None else "removed" if after is None else "changed"
        shown = differences(before, after) if kind == "changed" else []
        found.append((kind, name.replace("_", " ").replace("/", ": "), shown))
    return sorted(found, key=lambda group: KINDS.index(group[0]))
