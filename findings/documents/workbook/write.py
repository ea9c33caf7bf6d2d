"""A document as an XLSX workbook, or the empty template of a framework: drop-downs, notes, protected headings."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from findings.documents.workbook.cells import put
from findings.documents.workbook.layout import ABOUT, LAST_ROW, LISTS, VERSION
from findings.documents.workbook.plan import plan
from findings.documents.workbook.records import check_places, expected_records, header_record, records
from findings.documents.workbook.sheets import INSPECTION

HEAD = Font(bold=True, color="FFFFFF")
FILL = PatternFill("solid", fgColor="1D3557")
REQUIRED = PatternFill("solid", fgColor="7A1F3D")
OPEN = Protection(locked=False)
WRAP = Alignment(wrap_text=True, vertical="top")
FORMATS = {"date": "yyyy-mm-dd", "text": "@", "key": "@", "keys": "@"}
ADVICE = (
    "Fill in the sheets in any order. Dark red headings must be filled in on every line that is used.",
    "Type values, not formulas. Leave no merged cells, no hidden lines and no hidden columns.",
    "An empty cell means: the report prints nothing. 0 means: the report prints none.",
    "Dates are typed as dates. Of a month or a year, type the first day and say so in the column Precision.",
    "The names that may stand in a cell are listed on the sheet Lists.",
)


def template(choices):
    """The bytes of an empty workbook for this framework."""
    return _bytes(_workbook(choices, None))


def write(document, choices):
    """The bytes of a workbook that holds all of the document. NoPlaceError where it is not one of this framework."""
    check_places(document, choices)
    return _bytes(_workbook(choices, document))


def _bytes(book):
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _workbook(choices, document):
    book = Workbook()
    planned = plan(choices)
    _about(book.active, choices, planned)
    inspection = book.create_sheet(INSPECTION.title)
    ranges = _lists(choices)
    _fields(inspection, choices, ranges, header_record(document) if document else {})
    for sheet in planned:
        if document is None:
            rows = expected_records(choices) if sheet.part == "case_audits" else []
        else:
            rows = records(document, sheet, choices)
        _table(book.create_sheet(sheet.title), sheet, choices, ranges, rows)
    _write_lists(book.create_sheet(LISTS), choices)
    return book


def _about(target, choices, planned):
    target.title = ABOUT
    target.column_dimensions["A"].width, target.column_dimensions["B"].width = 24, 90
    rows = [
        ("Template", VERSION),
        ("Framework", choices.framework),
        ("Name of the framework", choices.framework_name),
        *(("", line) for line in ADVICE),
    ]
    for sheet in (INSPECTION, *planned):
        rows.append((sheet.title, sheet.about))
        rows += [(f"    {column.heading}", column.about) for column in sheet.columns]
    for number, (label, text) in enumerate(rows, 1):
        put(target.cell(number, 1), label)
        put(target.cell(number, 2), text).alignment = WRAP
        target.cell(number, 1).font = Font(bold=not label.startswith(" "))
    target.protection.sheet = True


def _fields(target, choices, ranges, record):
    """The inspection: a field a line, its value beside it, what it is for in the third column."""
    for letter, width in (("A", 24), ("B", 70), ("C", 70)):
        target.column_dimensions[letter].width = width
    for number, heading in enumerate(("Field", "Value", "What it is for"), 1):
        _head(target.cell(1, number), heading, False)
    for row, column in enumerate(INSPECTION.columns, 2):
        _head(target.cell(row, 1), column.heading, column.is_required)
        cell = put(target.cell(row, 2), record.get(column.field))
        cell.protection, cell.alignment = OPEN, WRAP
        cell.number_format = FORMATS.get(column.takes, "General")
        put(target.cell(row, 3), column.about).alignment = WRAP
        _validate(target, column, choices, ranges, f"B{row}")
    target.freeze_panes = "A2"
    _protect(target)


def _table(target, sheet, choices, ranges, rows):
    for number, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(number)
        dimension = target.column_dimensions[letter]
        dimension.width = max(column.width, len(column.heading) + 2)
        dimension.protection = OPEN
        dimension.number_format = FORMATS.get(column.takes, "General")
        _head(target.cell(1, number), column.heading, column.is_required)
        _validate(target, column, choices, ranges, f"{letter}2:{letter}{LAST_ROW}")
    for row, record in enumerate(rows, 2):
        for number, column in enumerate(sheet.columns, 1):
            value = record.get(column.field)
            if value is None:
                continue
            cell = put(target.cell(row, number), value)
            cell.protection, cell.alignment = OPEN, WRAP
            cell.number_format = FORMATS.get(column.takes, "General")
    target.freeze_panes = "A2"
    _protect(target)


def _head(cell, heading, is_required):
    put(cell, heading)
    cell.font, cell.fill, cell.alignment = HEAD, REQUIRED if is_required else FILL, WRAP


def _protect(target):
    """Headings cannot be typed over; lines may be added, taken out and sorted. There is no password."""
    target.protection.sheet = True
    for name in ("insertRows", "deleteRows", "sort", "autoFilter", "formatColumns", "formatRows"):
        setattr(target.protection, name, False)


def _validate(target, column, choices, ranges, cells):
    """The drop-down or the kind of number of a column, and a note that shows beside the cell."""
    rule = _rule(column, choices, ranges)
    rule.promptTitle, rule.prompt = column.heading[:32], column.about[:250]
    rule.showInputMessage = True
    rule.allow_blank = True
    rule.errorTitle, rule.error = "This cannot stand here", column.about[:220]
    rule.add(cells)
    target.add_data_validation(rule)


def _rule(column, choices, ranges):
    if column.takes == "yes-no":
        return DataValidation(type="list", formula1='"yes,no"', showErrorMessage=True)
    if column.takes in ("choice", "choices"):
        # Several may stand in a cell of choices: the list is offered and not enforced.
        allowed = column.allowed(choices)
        formula = ranges.get(column.choices) if isinstance(column.choices, str) else f'"{",".join(allowed)}"'
        if formula:
            return DataValidation(type="list", formula1=formula, showErrorMessage=column.takes == "choice")
    if column.takes == "whole":
        return DataValidation(type="whole", operator="between", formula1="0", formula2="1000000", showErrorMessage=True)
    if column.takes == "date":
        return DataValidation(
            type="date", operator="between", formula1="DATE(1990,1,1)", formula2="DATE(2100,1,1)", showErrorMessage=True
        )
    return DataValidation(type=None)


def _columns_of_lists(choices):
    for number, name in enumerate(choices.lists):
        yield name, 2 * number + 1, choices.of(name)


def _lists(choices):
    """For each list, the cells of the sheet Lists where its words stand."""
    ranges = {}
    for name, number, slugs in _columns_of_lists(choices):
        letter = get_column_letter(number)
        if slugs:
            ranges[name] = f"{LISTS}!${letter}$2:${letter}${len(slugs) + 1}"
    return ranges


def _write_lists(target, choices):
    for name, number, slugs in _columns_of_lists(choices):
        _head(target.cell(1, number), name.replace("_", " "), False)
        _head(target.cell(1, number + 1), "name", False)
        target.column_dimensions[get_column_letter(number)].width = 28
        target.column_dimensions[get_column_letter(number + 1)].width = 44
        for row, slug in enumerate(slugs, 2):
            put(target.cell(row, number), slug)
            put(target.cell(row, number + 1), choices.name(name, slug))
    target.freeze_panes = "A2"
    target.protection.sheet = True
