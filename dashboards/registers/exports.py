"""The rows of a register as files: streamed CSV and JSON, a workbook up to a limit. The same rows, the same filter."""

import csv
import json
from datetime import date, datetime
from itertools import islice
from tempfile import TemporaryFile
from urllib.parse import urlsplit

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from dashboards.registers.about import about, column_names
from dashboards.registers.query import RefusedQuery

CHUNK = 500
CSV = "text/csv; charset=utf-8"
WORKBOOK_LIMIT = 100_000
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def safe(value):
    """Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers and dates stay."""
    return f"'{value}" if isinstance(value, str) and value.startswith(DANGEROUS) else value


def rows(query):
    """Plain rows in order, a chunk of the database at a time."""
    for obj in query.rows().iterator(chunk_size=CHUNK):
        yield query.register.row(obj)


def printable(value):
    """What a workbook can hold: control characters, which its format forbids, become a replacement character."""
    value = safe(value)
    return ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text):
        return text


def csv_lines(columns, rows):
    """The lines of a CSV file, one after the other; no text becomes a formula, and no value is an empty cell."""
    writer = csv.writer(_Echo())
    yield writer.writerow(columns)
    for values in rows:
        yield writer.writerow([safe(value) for value in values])


def _csv_lines(query):
    names = column_names(query)
    return csv_lines(names, ([row[name] for name in names] for row in rows(query)))


def _chunked(pieces):
    pieces = iter(pieces)
    while chunk := "".join(islice(pieces, CHUNK)):
        yield chunk


def _json_pieces(query, address, made_at):
    """The API's answer with all rows on one page, written as they are read."""
    names = column_names(query)
    count = query.rows().count()
    pages = {"count": count, "page": 1, "pages": 1, "size": count, "next": None, "previous": None}
    head = about(query, address, made_at, names).envelope() | pages
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ['
    separator = "\n"
    for row in rows(query):
        yield separator + json.dumps({name: row[name] for name in names}, ensure_ascii=False, default=_json_value)
        separator = ",\n"
    yield "\n]}\n"


def _json_value(value):
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def csv_response(query, address, made_at):
    response = StreamingHttpResponse(_chunked(_csv_lines(query)), content_type=CSV)
    place = urlsplit(address)
    beside = place._replace(scheme="", netloc="", path=f"{place.path}/about").geturl()
    response.headers["Link"] = f'<{beside}>; rel="describedby"'
    return _as_file(response, f"{query.register.name}.csv")


def about_response(query, address, made_at):
    """What a CSV file has no place for, as a CSV file beside it: a label and a text on each line."""
    writer = csv.writer(_Echo())
    lines = [("what", "text"), *about(query, address, made_at).lines()]
    body = "".join(writer.writerow([label, safe(text)]) for label, text in lines)
    return _as_file(HttpResponse(body, content_type=CSV), f"{query.register.name}-about.csv")


def json_response(query, address, made_at):
    return StreamingHttpResponse(_chunked(_json_pieces(query, address, made_at)), content_type="application/json")


def workbook_response(query, address, made_at):
    """A workbook with the rows and a sheet about them, built on disk so that memory does not grow with rows."""
    if query.rows().count() > WORKBOOK_LIMIT:
        raise RefusedQuery([f"A workbook holds at most {WORKBOOK_LIMIT:,} rows; take the CSV file for more."])
    book = Workbook(write_only=True)
    sheet = book.create_sheet(query.register.title)
    names = column_names(query)
    sheet.append([_bold(sheet, name) for name in names])
    for row in rows(query):
        sheet.append([printable(row[name]) for name in names])
    notes = book.create_sheet("About")
    for label, text in about(query, address, made_at, names).lines():
        notes.append([_bold(notes, label), printable(text)])
    file = TemporaryFile()  # noqa: SIM115  (the response closes it)
    book.save(file)
    file.seek(0)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return FileResponse(file, as_attachment=True, filename=f"{query.register.name}.xlsx", content_type=kind)


def _bold(sheet, text):
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def _as_file(response, name):
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


FORMATS = {"csv": csv_response, "json": json_response, "xlsx": workbook_response}
