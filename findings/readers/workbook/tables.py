"""Sheets of cells into records: headings are found by name, values read by column, problems gathered."""

from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from findings.documents.problems import Problem
from findings.documents.workbook.layout import Column
from findings.documents.workbook.sheets import INSPECTION
from findings.readers.workbook.values import UnexpectedError, value_of


@dataclass(frozen=True)
class Place:
    """A cell and what it held."""

    sheet: str
    row: int
    column: str
    heading: str
    found: str = ""

    def problem(self, file, message, expected=""):
        return Problem(file, self.row, self.heading, message, self.sheet, self.column, self.found, expected)


@dataclass
class Record:
    """One row as read: values by field, the place of every field, and the fields that could not be read."""

    row: int
    values: dict = field(default_factory=dict)
    places: dict = field(default_factory=dict)
    unread: set = field(default_factory=set)


def read_table(cells, sheet, choices, file, problems):
    """The records of one sheet, a row each; empty rows are passed over."""
    columns = _columns(cells, sheet, file, problems)
    lacking = {column.field for column in sheet.columns if column not in columns.values()}
    records = []
    for row in sorted(set(cells.rows) - {1}):
        _outside(cells, row, columns, file, problems)
        if any(number in columns for number in cells.rows[row]):
            filled = {column: (number, cells.rows[row].get(number)) for number, column in columns.items()}
            record = _record(cells.title, row, filled, choices, file, problems)
            record.unread |= lacking
            records.append(record)
    return records


def read_header(cells, choices, file, problems):
    """The one record of the sheet of the inspection: labels in the first column, values in the second.

    Where there is no such sheet, none of its fields could be read.
    """
    if cells is None:
        return Record(1, unread={column.field for column in INSPECTION.columns})
    by_label = {column.heading: column for column in INSPECTION.columns}
    filled, rows = {}, {}
    for row, line in cells.rows.items():
        label = line[1].shown if 1 in line else ""
        if row > 1 and label in by_label:
            filled[by_label[label]], rows[by_label[label].field] = (2, line.get(2)), row
        elif row > 1 and 2 in line:
            place = Place(cells.title, row, "B", label, line[2].shown)
            problems.append(place.problem(file, "there is no such field here: leave the labels as they are"))
    for heading in sorted(set(by_label) - {column.heading for column in filled}):
        problems.append(Problem(file, 0, heading, f"the label {heading} is missing", cells.title))
    record = _record(cells.title, 1, filled, choices, file, problems, rows)
    record.unread |= {column.field for column in INSPECTION.columns if column not in filled}
    return record


def _columns(cells, sheet, file, problems):
    """`{column number: Column}` from the first row; what is missing, unknown or there twice is a problem."""
    by_heading = {column.heading: column for column in sheet.columns}
    columns: dict[int, Column] = {}
    for number, cell in cells.rows.get(1, {}).items():
        place = Place(cells.title, 1, get_column_letter(number), cell.shown, cell.shown)
        column = by_heading.get(cell.value)
        if column is None:
            problems.append(place.problem(file, f"no column is called {cell.shown} here", "a heading of the template"))
        elif column in columns.values():
            problems.append(place.problem(file, f"the heading {cell.shown} stands here twice"))
        else:
            columns[number] = column
    for heading, column in by_heading.items():
        if column not in columns.values():
            problems.append(Problem(file, 1, heading, f"the column {heading} is missing", cells.title))
    return columns


def _outside(cells, row, columns, file, problems):
    for number, cell in cells.rows[row].items():
        if number not in columns and number not in cells.rows.get(1, {}):
            place = Place(cells.title, row, get_column_letter(number), "", cell.shown)
            problems.append(place.problem(file, "found a value under no heading", "an empty cell"))


def _record(title, row, filled, choices, file, problems, rows=None):
    record = Record(row)
    for column, (number, cell) in filled.items():
        here = rows[column.field] if rows else row
        found = cell.shown if cell else "nothing"
        place = Place(title, here, get_column_letter(number), column.heading, found)
        record.places[column.field] = place
        if cell is None:
            continue
        if cell.is_refused:
            record.unread.add(column.field)
            continue
        try:
            record.values[column.field] = value_of(cell, column, choices)
        except UnexpectedError as expected:
            record.unread.add(column.field)
            problems.append(place.problem(file, f"found {found}, expected {expected}", str(expected)))
    return record
