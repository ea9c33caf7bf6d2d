"""The rows of a register as files: streamed CSV and JSON, a workbook up to a limit. The same rows, the same filter."""

import csv
import json
from datetime import date, datetime
from itertools import islice
from tempfile import TemporaryFile

from django.conf import settings
from django.http import FileResponse, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from dashboards.registers.base import IDENTITY
from dashboards.registers.definitions import definitions_of
from dashboards.registers.query import RefusedQuery

CHUNK = 500
WORKBOOK_LIMIT = 100_000
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def safe(value):
    """Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers and dates stay."""
    return f"'{value}" if isinstance(value, str) and value.startswith(DANGEROUS) else value


def column_names(query):
    """The columns asked for, or all; every row says what and where it is besides."""
    return [*(query.columns or query.register.columns()), *IDENTITY]


def rows(query):
    """Plain rows in order, a chunk of the database at a time."""
    for obj in query.rows().iterator(chunk_size=CHUNK):
        yield query.register.row(obj)


def about(query, address, made_at):
    """What a reader of the file needs to know to use and cite it: pairs of a label and a text."""
    filters = "; ".join(f"{name}: {', '.join(values)}" for name, values in query.filters.items())
    return [
        ("register", query.register.title),
        ("address", f"{settings.SITE_ADDRESS}{address}"),
        ("filters", filters or "none"),
        ("made at", made_at.isoformat(timespec="seconds")),
        ("what it holds", query.register.lead),
        ("notice", query.register.note_on_use or "State the source of every number you use."),
    ]


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text):
        return text


def _csv_lines(query):
    names = column_names(query)
    writer = csv.writer(_Echo())
    yield writer.writerow(names)
    for row in rows(query):
        yield writer.writerow(["" if row[name] is None else safe(row[name]) for name in names])


def _chunked(pieces):
    pieces = iter(pieces)
    while chunk := "".join(islice(pieces, CHUNK)):
        yield chunk


def _json_pieces(query, address, made_at):
    names = column_names(query)
    head = {label.replace(" ", "_"): text for label, text in about(query, address, made_at)}
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
    response = StreamingHttpResponse(_chunked(_csv_lines(query)), content_type="text/csv; charset=utf-8")
    return _as_file(response, f"{query.register.name}.csv")


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
        sheet.append([safe(row[name]) for name in names])
    notes = book.create_sheet("About")
    for label, text in about(query, address, made_at):
        notes.append([_bold(notes, label), safe(text)])
    notes.append([])
    definitions = definitions_of(query.register)
    for name in names:
        notes.append([_bold(notes, name), safe(definitions[name].meaning)])
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
