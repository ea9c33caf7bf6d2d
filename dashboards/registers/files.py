"""What files of rows share, whatever their rows are: cells that are safe, a workbook that says what it holds, and the
file beside a CSV file that says the same."""

import csv
from tempfile import TemporaryFile

from django.http import FileResponse, HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from dashboards.registers.query import RefusedQuery

CSV = "text/csv; charset=utf-8"
JSON = "application/json"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORKBOOK_LIMIT = 100_000
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def safe(value):
    """Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers and dates stay."""
    return f"'{value}" if isinstance(value, str) and value.startswith(DANGEROUS) else value


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


def about_file(name, lines):
    """What a CSV file has no place for, as a CSV file beside it: a label and a text on each line."""
    return as_file(HttpResponse("".join(csv_lines(["what", "text"], lines)), content_type=CSV), f"{name}-about.csv")


def refuse_beyond_limit(count):
    """A workbook of this many rows is refused with a sentence where it would hold too many; None: more than counted."""
    if count is None or count > WORKBOOK_LIMIT:
        raise RefusedQuery([f"A workbook holds at most {WORKBOOK_LIMIT:,} rows; take the CSV file for more."])


def workbook_file(name, title, columns, rows, lines):
    """A workbook with the rows, each a list of values, and a sheet about them: built on disk so that memory does not
    grow with rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.append([_bold(sheet, column) for column in columns])
    for values in rows:
        sheet.append([printable(value) for value in values])
    notes = book.create_sheet("About")
    for label, text in lines:
        notes.append([_bold(notes, label), printable(text)])
    file = TemporaryFile()  # noqa: SIM115  (the response closes it)
    book.save(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=WORKBOOK)


def as_file(response, name):
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _bold(sheet, text):
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell
