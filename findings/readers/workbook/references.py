"""Keys within a workbook: none twice on a sheet, and every one that is named exists."""


def check_references(tables, file, problems, gaps=frozenset()):
    """`tables` are pairs of a Sheet and its records; of the parts in `gaps` not every key could be read.

    Where one could not, nobody can say which key nothing has.
    """
    tables = list(tables)
    keys = {}
    unknown = {sheet.part for sheet, records in tables for record in records if "key" not in record.values} | gaps
    for sheet, records in tables:
        if sheet.part != "parts":  # the keys of parts are their recommendation's own
            _collect(keys.setdefault(sheet.part, {}), records, file, problems)
    for sheet, records in tables:
        for column in sheet.columns:
            if column.refers and column.refers not in unknown:
                _named(column, records, keys.get(column.refers, {}), file, problems)


def _collect(seen, records, file, problems):
    for record in records:
        key = record.values.get("key")
        if key is None:
            continue
        place = record.places["key"]
        if key in seen:
            first = seen[key]
            message = f"the key {key} stands in {first.sheet}, cell {first.column}{first.row} already"
            problems.append(place.problem(file, message, "a key that no other line has"))
        seen.setdefault(key, place)


def _named(column, records, known, file, problems):
    for record in records:
        value = record.values.get(column.field)
        for key in value if isinstance(value, list) else [value] if value else []:
            if key not in known:
                message = f"no line of the sheet for {column.refers} has the key {key}"
                problems.append(record.places[column.field].problem(file, message, "the key of a line"))
