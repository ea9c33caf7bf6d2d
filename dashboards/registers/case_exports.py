"""Single cases as files: streamed by key, some thousands at a time, so that memory does not grow with cases.

Each portion is a query of its own: a long download holds neither a transaction nor a cursor. A load that ends while a
file is being written may show in the rest of it; the file says when it was made.
"""

import csv
import json
import re
from io import StringIO

from django.http import StreamingHttpResponse

from dashboards.pages.cases import case_total, facets_of, order_of
from dashboards.registers.case_about import about, columns, lines
from dashboards.registers.cases import COLUMNS, FIELDS
from dashboards.registers.files import (
    CSV,
    JSON,
    about_file,
    as_file,
    refuse_beyond_limit,
    safe,
    workbook_file,
)

PORTION = 2_000
# Where the parts of a line begin: before the reference stands the inspection's, then the kind of case, load and number.
NAMES = list(COLUMNS)
BEFORE, LOAD, BEHIND = NAMES.index("reference"), NAMES.index("load"), NAMES.index("id") + 1
KIND = slice(FIELDS.index("area_id"), FIELDS.index("load_id"))
# A text that CSV writes as it is, and that no spreadsheet runs.
is_plain = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./_-]*").fullmatch


def read_in_portions(query, facets=None):
    """Lists of the values of FIELDS in the order asked for; `facets` where the summary was read already."""
    order, place = order_of(query, facets), None
    while values := order.after(place, PORTION):
        place = order.place_behind(values[-1])
        yield values


def portions(query, facets=None):
    """Lists of rows in the order asked for."""
    for values in read_in_portions(query, facets):
        yield [query.row(one) for one in values]


class Lines:
    """Cases as lines of a CSV file. A line is put together from what its inspection and its kind of case share.

    Thousands of cases share their force, link and edition, and hundreds their area and grades: each such part is
    written once, from the first row that has it.
    """

    def __init__(self, query):
        self.query, self.inspections, self.kinds = query, {}, {}

    def of(self, cases):
        inspections, kinds, lines = self.inspections, self.kinds, []
        for values in cases:
            pk, inspection, reference, *_, load = values
            kind = values[KIND]
            if inspection not in inspections or kind not in kinds:
                self._learn(inspection, kind, values)
            before, behind = inspections[inspection]
            written = reference if is_plain(reference) else _written([safe(reference)])
            lines.append(f"{before},{written},{kinds[kind]},{load},{pk},{behind}\r\n")
        return lines

    def _learn(self, inspection, kind, values):
        row = [safe(value) for value in self.query.row(values).values()]
        self.inspections[inspection] = _written(row[:BEFORE]), _written(row[BEHIND:])
        self.kinds[kind] = _written(row[BEFORE + 1 : LOAD])


def _written(values):
    """The values as CSV writes them, without the end of the line."""
    text = StringIO()
    csv.writer(text).writerow(values)
    return text.getvalue().removesuffix("\r\n")


def _csv(query):
    made = Lines(query)
    yield _written(COLUMNS) + "\r\n"
    for cases in read_in_portions(query):
        yield "".join(made.of(cases))


def _json(query, made_at):
    head = about(query, made_at) | {"columns": columns()}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": [\n'
    separator = ""
    for rows in portions(query):
        yield separator + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        separator = ",\n"
    yield "\n]}\n"


def csv_response(query, made_at):
    return as_file(StreamingHttpResponse(_csv(query), content_type=CSV), "cases.csv")


def json_response(query, made_at):
    return StreamingHttpResponse(_json(query, made_at), content_type=JSON)


def workbook_response(query, made_at):
    """A workbook up to a limit; beyond it a sentence points to the CSV file."""
    facets = facets_of(query)
    refuse_beyond_limit(case_total(query, facets))
    rows = (list(row.values()) for some in portions(query, facets) for row in some)
    return workbook_file("cases", "Single cases", list(COLUMNS), rows, lines(query, made_at))


def about_response(query, made_at, address):
    """What a CSV file has no room for, at its own address with “/about” behind it."""
    return about_file("cases", lines(query, made_at, address))


FORMATS = {"csv": csv_response, "xlsx": workbook_response, "json": json_response}
