"""One record as the plain data of one item, and where its fields stand."""


def data_of(record):
    """`locator.line` becomes the line of a locator; an item without any of them has no locator."""
    data = {}
    for name, value in record.values.items():
        outer, _, inner = name.partition(".")
        if inner:
            data.setdefault(outer, {})[inner] = value
        else:
            data[name] = value
    return data


def place_item(made, path, record):
    """Notes the cell of every field of the item at this path; the item as a whole stands in its first cell."""
    for name, place in record.places.items():
        steps = tuple(name.split("."))
        made.places[(*path, *steps)] = place
        for length in range(len(steps)):
            made.places.setdefault((*path, *steps[:length]), place)
    made.unread |= {(*path, *name.split(".")) for name in record.unread}
