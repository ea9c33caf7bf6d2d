"""Buttons of the lines that repeat within one form (parts, claims): they change what was typed and save nothing."""

ACT = "line"  # the name of the buttons; their value is `part-3-up`
WHAT = ("up", "down", "copy", "remove", "more")


def lines_in(data, kind):
    """`{number: {field: values}}` of the fields `kind-number-field` of a QueryDict, in the order of numbers."""
    lines = {}
    for name, values in data.lists():
        steps = name.split("-", 2)
        if len(steps) == 3 and steps[0] == kind and steps[1].isdecimal() and len(steps[1]) < 4:
            lines.setdefault(int(steps[1]), {})[steps[2]] = values
    return dict(sorted(lines.items()))


def rearranged(data, kinds):
    """The QueryDict after its button: a line moved, doubled without its key, taken out, or an empty one added.

    A button that means nothing changes nothing.
    """
    kind, _, rest = data.get(ACT, "").partition("-")
    number, _, what = rest.partition("-")
    if kind not in kinds or what not in WHAT:
        return data
    lines = list(lines_in(data, kind).items())
    places = [place for place, (own, _) in enumerate(lines) if str(own) == number]
    rows = [fields for _, fields in lines]
    if what == "more":
        rows.append({"more": ["yes"]})
    elif places:
        _change(rows, places[0], what)
    changed = data.copy()
    for own, fields in lines:
        for field in fields:
            del changed[f"{kind}-{own}-{field}"]
    for own, fields in enumerate(rows):
        for field, values in fields.items():
            changed.setlist(f"{kind}-{own}-{field}", values)
    return changed


def _change(rows, place, what):
    if what == "remove":
        del rows[place]
    elif what == "copy":
        rows.insert(place + 1, {field: values for field, values in rows[place].items() if field != "key"})
    else:
        other = place + (1 if what == "down" else -1)
        if 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
