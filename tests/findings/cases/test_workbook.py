"""Workbooks of cases are read as openpyxl reads them; `make proof` weighs the memory."""

import datetime

import pytest
from openpyxl import Workbook, load_workbook

from findings.cases.problems import CaseFileError
from findings.cases.source import open_rows
from findings.cases.workbook import sheet_rows
from tests import cases

AWKWARD = [
    ["reference", None, "area", " spaced ", "é, “ü” & <x>"],
    [],
    [12, 12.5, True, None, datetime.date(2021, 4, 12), "=1+1", "12"],
    [None, None, "last"],
]


def as_openpyxl_reads(path):
    book = load_workbook(path, read_only=True, data_only=True)
    rows = [list(values) for values in book.worksheets[0].iter_rows(values_only=True)]
    book.close()
    return [values for values in rows if any(value is not None for value in values)]


def stripped(rows):
    """Rows without the empty cells at their ends: how wide a row is, is told by nobody."""
    for values in rows:
        while values and values[-1] is None:
            values.pop()
    return rows


def test_rows_are_those_that_openpyxl_reads(tmp_path):
    for is_streamed in (False, True):
        path = tmp_path / f"{is_streamed}.xlsx"
        book = Workbook(write_only=is_streamed)
        sheet = book.create_sheet("Cases", 0)
        for row in AWKWARD:
            sheet.append(row)
        book.create_sheet("Other").append(["not read"])
        book.save(path)
        found = [values for _, values in sheet_rows(path) if any(value is not None for value in values)]
        assert stripped(found) == stripped(as_openpyxl_reads(path))
    path = cases.large_workbook(tmp_path / "apart.xlsx", cases.rows(30))
    assert stripped([values for _, values in sheet_rows(path)]) == stripped(as_openpyxl_reads(path))
    with open_rows(path) as rows:
        assert [number for number, _ in rows] == list(range(1, 32))


def test_a_cell_that_names_a_text_that_is_not_there_is_no_workbook(tmp_path):
    path = cases.large_workbook(tmp_path / "one.xlsx", [cases.row(1, area="x</t></si></sst><!--")])
    with pytest.raises(CaseFileError), open_rows(path) as rows:
        list(rows)
