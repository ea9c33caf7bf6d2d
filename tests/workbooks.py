"""Workbooks for tests: the choices of an invented framework and of the loaded ones, and ways to damage a file."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook

from findings.documents.workbook.choices import Choices

CHOICES = Choices(
    framework="invented",
    framework_name="An invented framework",
    case_scale="case-4",
    topic_scale="topic-2",
    lists={
        "forces": ("testshire", "otherland"),
        "inspections": ("testshire-1999",),
        "areas": ("missing", "custody", "online"),
        "chapters": ("summary", "custody"),
        "topics": ("leaders", "partners"),
        "grades": ("good", "adequate", "poor", "worst"),
        "topic_grades": ("fine", "not-fine"),
        "themes": ("risk", "voice", "delay"),
    },
    names={("grades", "good"): "Good", ("areas", "missing"): "=Missing children"},
)


def edited(content, edit):
    """The workbook after `edit(book)`."""
    book = load_workbook(BytesIO(content))
    edit(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def column_of(sheet, heading):
    """The number of the column with this heading."""
    return next(cell.column for cell in sheet[1] if cell.value == heading)


def set_cell(sheet, row, heading, value):
    """Puts a value below a heading; returns the cell."""
    cell = sheet.cell(row, column_of(sheet, heading))
    cell.value = value
    return cell


def repacked(content, change):
    """The archive after `change({name: bytes})`."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()
