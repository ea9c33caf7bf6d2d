"""The opened workbook as plain cells, and what stands in the way of reading them: merges, hidden lines, formulas."""

import warnings
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from findings.documents.problems import Problem
from findings.documents.workbook.cells import unescape
from findings.readers.workbook.container import NotAWorkbookError, checked

PLAIN_FORMATS = ("General", "@", "0")


@dataclass(frozen=True)
class Cell:
    """One filled cell: its value as a spreadsheet keeps it. `is_plain`: a number is shown as it is.

    `is_refused`: a problem has been told of it already, and its value is not used.
    """

    value: object
    is_plain: bool = True
    is_refused: bool = False

    @property
    def shown(self):
        """The value for a message; long texts are cut."""
        if isinstance(self.value, bool):
            return "true" if self.value else "false"
        text = str(self.value.date() if isinstance(self.value, datetime) else self.value)
        return text if len(text) <= 60 else text[:57] + "…"


@dataclass
class Sheet:
    """The filled cells of a sheet: `rows` maps row numbers to `{column number: Cell}`."""

    title: str
    rows: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)


def read_cells(content, file):
    """Every sheet by title. What cannot be opened at all raises NotAWorkbookError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of openpyxl, about styles and extensions that it leaves out
            book = load_workbook(BytesIO(checked(content)))
    except NotAWorkbookError:
        raise
    except Exception:  # whatever a damaged file makes the library stumble over
        raise NotAWorkbookError("the workbook is damaged and cannot be opened: save it again as .xlsx") from None
    return {source.title: _sheet(source, file) for source in book.worksheets}


def _sheet(source, file):
    sheet = Sheet(source.title)

    def problem(row, column, message, found="", expected=""):
        sheet.problems.append(Problem(file, row, "", message, source.title, column, found, expected))

    if source.sheet_state != "visible":
        problem(0, "", "the sheet is hidden: show it, so that you see all that is loaded")
    for merged in source.merged_cells.ranges:
        letter = get_column_letter(merged.min_col)
        problem(merged.min_row, letter, f"the cells {merged.coord} are merged: unmerge them")
    for row in source.iter_rows():
        for cell in row:
            if cell.value is None or cell.value == "":
                continue
            line = sheet.rows.setdefault(cell.row, {})
            if cell.data_type == "f":
                line[cell.column] = Cell("a formula", is_refused=True)
                told = "a formula: its stored result may be out of date"
                problem(cell.row, cell.column_letter, f"found {told}; type the value itself", "a formula", "a value")
            elif cell.data_type == "e":
                line[cell.column] = Cell(str(cell.value), is_refused=True)
                problem(
                    cell.row,
                    cell.column_letter,
                    f"found the error {cell.value}: type the value",
                    str(cell.value),
                    "a value",
                )
            else:
                value = _value(cell)
                if value is not None:
                    line[cell.column] = Cell(value, cell.number_format in PLAIN_FORMATS)
    _merged(source, sheet)
    _hidden(source, sheet, problem)
    return sheet


def _merged(source, sheet):
    """Cells swallowed by a merge hold nothing that anybody left out: the merge is what is told."""
    widest = max((column for row in sheet.rows.values() for column in row), default=0)
    for merged in source.merged_cells.ranges:
        for number, row in sheet.rows.items():
            if merged.min_row <= number <= merged.max_row:
                for column in range(merged.min_col, min(merged.max_col, widest) + 1):
                    row.setdefault(column, Cell("a merged cell", is_refused=True))


def _value(cell):
    if isinstance(cell.value, str):
        return unescape(cell.value).strip() or None
    if isinstance(cell.value, bool | int | float | datetime):
        return cell.value
    if isinstance(cell.value, date):
        return datetime(cell.value.year, cell.value.month, cell.value.day)
    return str(cell.value)


def _hidden(source, sheet, problem):
    for number, dimension in source.row_dimensions.items():
        if dimension.hidden and number in sheet.rows:
            problem(number, "", "the line is hidden: show it or take it out")
    filled = {column for row in sheet.rows.values() for column in row}
    for letter, dimension in source.column_dimensions.items():
        if dimension.hidden:
            first, last = dimension.min or 0, dimension.max or 0
            if any(first <= column <= last for column in filled):
                problem(1, letter, "the column is hidden: show it")
