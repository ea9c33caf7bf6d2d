"""Random numbers in prose are read back as they were composed, or their line is doubted: none in silence."""

import re
from collections import Counter

import pytest
from hypothesis import given

from findings.readers.report.extract import extract
from findings.readers.report.read import read_report
from tests.findings.readers.report.agreement import numbers_of
from tests.findings.readers.report.composing_figures import told
from tests.findings.readers.report.test_composed import LONG, QUICK
from tests.findings.readers.report.vocabulary import vocabulary


def doubted_lines(reading):
    return {int(line) for doubt in reading.doubts for line in re.findall(r"\bline (\d+)", str(doubt))}


def plain(numbers):
    return *(None if one is None else float(one) for one in numbers[:3]), numbers[3]


def check(report):
    reading = read_report(extract(report.text.encode(), ""), vocabulary())
    doubted, read = doubted_lines(reading), {}
    for figure in reading.document.figures:
        read.setdefault(figure.locator.line, []).append(numbers_of(figure))
    for line, said in report.figures.items():
        if line not in doubted:
            assert Counter(map(plain, read.get(line, []))) == Counter(map(plain, said)), (line, report.text)
    assert set(read) <= set(report.figures), report.text


@QUICK
@given(told())
def test_composed_figures_are_read_back_or_doubted(report):
    check(report)


@pytest.mark.proof
@LONG
@given(told())
def test_thousands_of_composed_figures_are_read_back_or_doubted(report):
    check(report)
