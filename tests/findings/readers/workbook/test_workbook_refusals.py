"""Bad workbooks: each gets a sentence; every wrong cell is told with its place, content and what was expected."""

import struct
import zlib
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl.styles import Font

from findings.documents.workbook.layout import VERSION
from findings.documents.workbook.write import template
from findings.readers.workbook import container
from findings.readers.workbook.read import read_workbook
from tests.loading import problems_of
from tests.workbooks import CHOICES, edited, repacked, set_cell

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FIELDS = {
    "Address name": "testshire-2020",
    "Force": "testshire",
    "Kind": "inspection",
    "Title": "An invented inspection",
    "Published on": datetime(2020, 6, 1),
    "Published precision": "day",
}
FINDING = {
    "Key": "first",
    "Kind": "headed",
    "Chapter": "summary",
    "Polarity": "concern",
    "Summary": "Invented.",
    "Wording": "own words",
    "Page": 3,
}


def fill(book):
    sheet = book["Inspection"]
    for row in sheet.iter_rows(min_row=2):
        if row[0].value in FIELDS:
            row[1].value = FIELDS[row[0].value]
    for heading, value in FINDING.items():
        set_cell(book["Findings"], 2, heading, value)


@pytest.fixture(scope="module")
def filled():
    """The smallest whole workbook: an inspection with one finding."""
    return edited(template(CHOICES), fill)


def read(content):
    return read_workbook(content, {CHOICES.framework: CHOICES}, "book.xlsx")


def told(content):
    """(sheet, cell, message) of every problem."""
    return [(problem.sheet, problem.cell, problem.message) for problem in problems_of(lambda: read(content))]


def only(content):
    problems = told(content)
    assert len(problems) == 1, problems
    return problems[0]


def test_the_smallest_workbook_is_read(filled):
    document = read(filled).document
    assert document.inspection.slug == "testshire-2020"
    assert document.findings[0].locator.page == 3
    assert document.case_audits == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 renamed", "PDF"),
        (OLE + b"\0" * 600, "password"),
        (b"<html>", "web page"),
        (b"document: inspection-findings/1", "no workbook"),
        (b"PK\x03\x04 torn", "no workbook"),
        (b"x" * (container.MAX_BYTES + 1), "5,000,001 bytes"),
    ],
)
def test_what_is_no_workbook_gets_one_sentence(content, sentence):
    sheet, cell, message = only(content)
    assert (sheet, cell) == ("", "")
    assert sentence in message


def archive(**parts):
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return file.getvalue()


def test_other_archives_are_told_apart():
    assert "OpenDocument" in only(archive(**{"content.xml": b"<x/>"}))[2]
    assert "no workbook in .xlsx format" in only(archive(**{"word/document.xml": b"<x/>"}))[2]
    assert "parts" in only(archive(**{str(number): b"" for number in range(400)}))[2]


def test_macros_are_refused(filled):
    content = repacked(filled, lambda parts: parts.update({"xl/vbaProject.bin": b"Sub Auto_Open()"}))
    assert "macros" in only(content)[2]


def test_a_bomb_is_refused_by_the_size_it_declares():
    content = archive(**{"xl/workbook.xml": b"<a/>", "xl/big.xml": b"0" * (container.MAX_UNPACKED + 1)})
    assert len(content) < 100_000
    assert "unpacks to more than" in only(content)[2]


def test_a_bomb_that_declares_a_small_size_is_refused_by_what_comes_out():
    size = container.MAX_UNPACKED + 1
    content = archive(**{"xl/workbook.xml": b"<a/>", "xl/big.xml": b"0" * size})
    assert struct.pack("<L", size) in content
    sentence = only(content.replace(struct.pack("<L", size), struct.pack("<L", 50)))[2]
    assert "damaged" in sentence or "far more" in sentence


def test_a_bomb_of_very_many_cells_is_refused():
    content = archive(**{"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b"<c/>" * (container.MAX_MARKS + 1)})
    assert zlib.crc32(content)
    assert "far more" in only(content)[2]


@pytest.mark.parametrize(
    "text",
    [
        b'<!DOCTYPE a [<!ENTITY b "bb">]><a/>',
        b" " * (container.CHUNK - 5) + b"<!DOCTYPE a><a/>",
        '<!DOCTYPE a [<!ENTITY b "bb">]><a/>'.encode("utf-16"),
    ],
)
def test_declarations_that_could_expand_are_refused(filled, text):
    content = repacked(filled, lambda parts: parts.update({"xl/sharedStrings.xml": text}))
    assert "declarations" in only(content)[2]


def test_a_damaged_part_is_a_sentence(filled):
    content = repacked(filled, lambda parts: parts.update({"xl/workbook.xml": b"<workbook"}))
    assert "damaged" in only(content)[2]


def test_another_template_is_refused(filled):
    def older(book):
        book["About"]["B1"] = "inspection-findings-workbook/0"

    (problem,) = problems_of(lambda: read(edited(filled, older)))
    assert (problem.sheet, problem.cell) == ("About", "B1")
    assert (problem.found, problem.expected) == ("inspection-findings-workbook/0", VERSION)


def test_another_framework_is_refused(filled):
    sheet, cell, message = only(edited(filled, lambda book: book["About"].__setitem__("B2", "elsewhere")))
    assert (sheet, cell) == ("About", "B2")
    assert "elsewhere" in message
    assert "invented" in message


def test_sheets_that_are_missing_or_unknown_are_told_together(filled):
    def change(book):
        book.remove(book["Figures"])
        book["Milestones"].title = "My own"

    assert {(sheet, message.split(":")[0]) for sheet, _, message in told(edited(filled, change))} == {
        ("Figures", "this sheet is missing"),
        ("Milestones", "this sheet is missing"),
        ("My own", "no sheet of the template is called so"),
    }
    assert "About" in only(edited(filled, lambda book: book.remove(book["About"])))[2]


def test_headings_that_are_missing_unknown_or_double_are_told(filled):
    def change(book):
        sheet = book["Milestones"]
        sheet["A1"], sheet["B1"] = "Kee", "What"
        sheet["Z3"] = "stray"

    messages = told(edited(filled, change))
    assert ("Milestones", "A1", "no column is called Kee here") in messages
    assert any(cell == "C1" and "twice" in message for _, cell, message in messages)
    assert any("column Key is missing" in message for _, _, message in messages)
    assert ("Milestones", "Z3", "found a value under no heading") in messages


def test_merged_hidden_and_computed_cells_are_told_each_with_its_place(filled):
    def change(book):
        findings = book["Findings"]
        set_cell(findings, 2, "Note", "=A1&B1")
        findings.row_dimensions[2].hidden = True
        findings.merge_cells("B5:C6")
        findings.column_dimensions["H"].hidden = True
        book["Parts"].sheet_state = "hidden"
        book["Figures"]["C2"] = "#DIV/0!"
        set_cell(findings, 2, "Title", "shown").font = Font(bold=True)

    messages = told(edited(filled, change))
    places = {(sheet, cell): message for sheet, cell, message in messages}
    assert "formula" in places["Findings", "L2"]
    assert "merged" in places["Findings", "B5"]
    assert "column is hidden" in places["Findings", "H1"]
    assert "line is hidden" in places["Findings", "2"]
    assert "sheet is hidden" in places["Parts", ""]
    assert "#DIV/0!" in places["Figures", "C2"]


def test_every_wrong_value_is_told_with_what_was_found_and_expected(filled):
    def change(book):
        for label, value in {"Published on": "12/04/2020", "Force": "atlantis", "Published precision": None}.items():
            row = next(row for row in book["Inspection"].iter_rows() if row[0].value == label)
            row[1].value = value
        findings = book["Findings"]
        for heading, value in {"Page": "three", "Areas": "missing; lost", "Title": datetime(2020, 1, 1)}.items():
            set_cell(findings, 2, heading, value)
        set_cell(findings, 2, "Summary", None)
        set_cell(findings, 2, "Note", 0.45).number_format = "0%"
        audits = book["Case audits"]
        audits["D2"], audits["E2"], audits["F2"] = -1, 2.5, True

    problems = problems_of(lambda: read(edited(filled, change)))
    by_place = {(problem.sheet, problem.where): problem for problem in problems}
    assert by_place["Inspection", "Published on"].found == "12/04/2020"
    assert "not as text" in by_place["Inspection", "Published on"].expected
    assert by_place["Inspection", "Force"].expected == "one of testshire, otherland"
    assert "must be given" in by_place["Inspection", "Published precision"].message
    assert by_place["Findings", "Page"].found == "three"
    assert "lost is not among them" in by_place["Findings", "Areas"].expected
    assert "text" in by_place["Findings", "Title"].expected
    assert "apostrophe" in by_place["Findings", "Note"].expected
    assert by_place["Findings", "Summary"].cell == "I2"
    assert [by_place["Case audits", heading].found for heading in ("Good", "adequate", "poor")] == ["-1", "2.5", "true"]
    assert len(problems) == 12, [str(problem) for problem in problems]  # the locator of the set is missing as well


def test_repeated_keys_and_keys_that_nothing_has_are_told_with_the_other_errors(filled):
    def change(book):
        for row in (2, 3):
            for heading, value in FINDING.items():
                set_cell(book["Findings"], row, heading, value)
        set_cell(book["Findings"], 3, "Polarity", "fine")
        sheet = book["Parts"]
        for heading, value in {"Recommendation": "nowhere", "Key": "a", "Text": "Invented."}.items():
            set_cell(sheet, 2, heading, value)

    messages = told(edited(filled, change))
    assert [(sheet, cell) for sheet, cell, _ in messages] == [("Findings", "B3"), ("Findings", "F3"), ("Parts", "A2")]
    assert "Findings, cell B2" in messages[0][2]
    assert "nowhere" in messages[2][2]


def test_lumped_and_derived_grades_need_their_set(filled):
    def change(book):
        audits = book["Case audits"]
        set_cell(audits, 2, "Good", 3)
        set_cell(audits, 2, "Derived grades", "good; poor")
        set_cell(audits, 2, "Page", 4)
        lumped = book["Lumped grades"]
        for column, value in enumerate(("force", "all", "online", "poor", "worst", 3), 1):
            lumped.cell(2, column).value = value

    messages = told(edited(filled, change))
    assert len(messages) == 2
    assert "poor is said to be derived" in messages[0][2]
    assert messages[1][:2] == ("Lumped grades", "A2")
