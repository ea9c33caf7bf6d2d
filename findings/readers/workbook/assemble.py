"""Records of sheets into the plain data of a document, with the cell of every value."""

from dataclasses import dataclass, field

from findings.documents.inspection_document import FORMAT
from findings.documents.workbook.plan import COUNTS
from findings.readers.workbook.items import data_of, place_item
from findings.readers.workbook.references import check_references
from findings.readers.workbook.strays import ask_for, stray_count, stray_item

IDENTITY = ("assessor", "sample", "area")


@dataclass
class Assembled:
    """Plain data, the place of each path in it, and the paths whose value could not be read.

    `strays` are rows that belong to a row which is not there; in `gaps` are the lists of which not all could be read.
    """

    data: dict = field(default_factory=dict)
    places: dict = field(default_factory=dict)
    unread: set = field(default_factory=set)
    strays: list = field(default_factory=list)
    gaps: set = field(default_factory=set)


def assemble(header, tables, choices, file, problems, *, missing=()):
    """`tables` maps the title of a sheet to its Sheet and records; the sheets `missing` are not in the workbook."""
    made = Assembled({"document": FORMAT}, gaps={sheet.part for sheet in missing})
    made.data["inspection"] = data_of(header) | {"framework": choices.framework}
    place_item(made, ("inspection",), header)
    by_part = {}
    for sheet, records in tables.values():
        by_part.setdefault(sheet.part, []).extend((sheet, record) for record in records)
    check_references(tables.values(), file, problems, made.gaps)
    _case_audits(made, by_part, choices, file, problems)
    nested = {name: _by_recommendation(by_part.pop(name, ()), file, problems) for name in ("parts", "claims")}
    by_part["findings"] = _in_order(by_part.get("findings", ()))
    for part, rows in by_part.items():
        items = made.data.setdefault(part, [])
        for sheet, record in rows:
            path = (part, len(items))
            items.append(data_of(record) | dict(sheet.given))
            place_item(made, path, record)
            if part == "recommendations":
                _nest(made, path, record, nested)
    keys = {record.values["key"] for _, record in by_part.get("recommendations", ()) if "key" in record.values}
    for name, rows in nested.items():
        for record in (record for key, records in rows.items() if key not in keys for record in records):
            stray_item(made, name, record)
    return made


def _in_order(rows):
    """Findings and themes of cases in one order; those without a number come last, in the order of their rows."""
    found = sorted(rows, key=lambda row: (row[1].values.get("order") is None, row[1].values.get("order") or 0))
    for _, record in found:
        record.values.pop("order", None)
    return found


def _by_recommendation(rows, file, problems):
    found = {}
    for _, record in rows:
        ask_for(record, ("recommendation",), file, problems)
        found.setdefault(record.values.pop("recommendation", None), []).append(record)
    return found


def _nest(made, path, record, nested):
    for name, rows in nested.items():
        items = made.data[path[0]][path[1]].setdefault(name, [])
        for inner in rows.get(record.values.get("key"), ()) if "key" in record.values else ():
            items.append(data_of(inner))
            place_item(made, (*path, name, len(items) - 1), inner)


def _identity(record):
    return tuple(record.values.get(name) for name in IDENTITY)


def _case_audits(made, by_part, choices, file, problems):
    audits, lumped, strays = by_part.pop("case_audits", ()), {}, []
    for _, record in by_part.pop("lumped", ()):
        is_whole = ask_for(record, ("assessor", "sample"), file, problems) and not record.unread & set(IDENTITY)
        (lumped.setdefault(_identity(record), []) if is_whole else strays).append(record)
    items = made.data["case_audits"] = []
    for _, record in audits:
        lumps = [] if record.unread & set(IDENTITY) else lumped.pop(_identity(record), [])
        if not lumps and not record.unread and set(record.values) <= set(IDENTITY):
            continue  # a line of the template that the report does not fill
        path = ("case_audits", len(items))
        derived = set(record.values.pop("derived", ()))
        place_item(made, path, record)
        counts = _counts(made, path, record, lumps, derived, choices)
        numbers = {count.get("grade") for count in counts} | {name.split(".")[-1] for name in record.unread}
        for grade in sorted(derived - numbers):
            place = record.places["derived"]
            problems.append(place.problem(file, f"{grade} is said to be derived, but has no number in this line"))
        values = {name: value for name, value in record.values.items() if not name.startswith(f"{COUNTS}.")}
        record.values = values
        items.append(data_of(record) | {"scale": choices.case_scale, "counts": counts})
    are_known = "case_audits" not in made.gaps and not any(record.unread & set(IDENTITY) for _, record in audits)
    for record in (record for records in lumped.values() for record in records):
        if are_known:
            place = record.places["assessor"]
            problems.append(place.problem(file, "no line of Case audits has this assessor, sample and area"))
        strays.append(record)
    for record in strays:
        stray_count(made, record, choices)


def _counts(made, path, record, lumps, derived, choices):
    """The counts of one set in the order of the scale; a range stands where its best grade does."""
    order = {grade: number for number, grade in enumerate(choices.of("grades"))}
    found = []
    for grade in order:
        name = f"{COUNTS}.{grade}"
        if name in record.values:
            found.append(({"grade": grade, "cases": record.values[name], "derived": grade in derived}, record, name))
        elif name in record.unread:
            made.unread.add((*path, "counts"))
    for lump in lumps:
        values = {name: lump.values[name] for name in ("grade", "grade_to", "cases", "derived") if name in lump.values}
        found.append((values, lump, "grade"))
    found.sort(key=lambda count: order.get(count[0].get("grade"), len(order)))
    for number, (_, source, name) in enumerate(found):
        here = (*path, "counts", number)
        place = source.places.get(name) or next(iter(source.places.values()))
        made.places[here] = place
        for inner in ("grade", "grade_to", "cases", "derived"):
            made.places[(*here, inner)] = source.places.get(inner, place) if source in lumps else place
        if source in lumps:
            made.unread |= {(*here, inner) for inner in source.unread}
    return [values for values, _, _ in found]
