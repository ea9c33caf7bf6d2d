"""The fixtures against the report texts, where REPORT_TEXTS names their folder: every number stands where it should."""

import hashlib
import re
from itertools import pairwise
from pathlib import Path

import pytest

from findings.documents.yaml_form import read_file
from tests.conftest import DOCUMENTS, ROOT

pytestmark = pytest.mark.reports
READ = [document for path in DOCUMENTS if (document := read_file(path).document).inspection.text_edition]
REPORTS = pytest.mark.parametrize("document", READ, ids=lambda document: document.inspection.slug)
WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def lines_of(document, reports):
    return (Path(reports) / document.inspection.text_edition).read_text(encoding="utf-8").splitlines()


def located(document):
    """Everything in a document that has a locator, with a name for messages."""
    names = ("case_audits", "findings", "illustrations", "recommendations", "figures", "judgments", "milestones")
    for name in names:
        for item in getattr(document, name):
            if item.locator is not None:
                yield f"{name}: {item.key}", item.locator
    for item in document.recommendations:
        for part in item.parts:
            if part.locator is not None:
                yield f"recommendations: {item.key}, {part.key}", part.locator
        if item.restated_at:
            yield f"recommendations: {item.key}, restated", item.restated_at


def text_at(lines, locator):
    """The lines of a locator as one text, in small letters and with single spaces."""
    if locator.line is None:
        return ""
    return plain(" ".join(lines[locator.line - 1 : locator.line_to or locator.line]))


def plain(text):
    text = text.replace("\u2019", "'").replace("\u2013", "-").replace("\u00a0", " ")
    return re.sub(r"\s+", " ", re.sub(r"</?u>", "", text)).strip().lower()


def has_number(text, number):
    word = WORDS[number] if number < len(WORDS) else None
    digits = re.search(rf"(?<![\d,.]){number:,}(?![\d]|,\d|\.\d)", text)
    return bool(digits or (word and re.search(rf"\b{word}\b", text)) or (number == 0 and re.search(r"\bno\b", text)))


@REPORTS
def test_the_text_is_the_edition_that_line_numbers_count_in(document, reports):
    name = document.inspection.text_edition
    digest = hashlib.sha256((Path(reports) / name).read_bytes()).hexdigest()
    assert f"`{name}` `{digest}`" in (ROOT / "fixtures" / "README.md").read_text()


@REPORTS
def test_every_line_that_is_named_is_in_the_text(document, reports):
    lines = lines_of(document, reports)
    for name, locator in located(document):
        if locator.line is None:
            # Only a step that the report does not speak of has no line: it says so, or names an address.
            assert name.startswith("milestones: "), name
            assert locator.address or locator.section.startswith("not in the report"), name
            continue
        last = locator.line_to or locator.line
        assert last <= len(lines), name
        assert text_at(lines, locator), f"{name}: there is nothing on its lines"


@REPORTS
def test_every_figure_is_printed_on_its_lines(document, reports):
    lines = lines_of(document, reports)
    missing = [
        f"{item.key}: {item.as_printed!r} is not on lines {item.locator.line}-{item.locator.line_to}"
        for item in document.figures
        if plain(item.as_printed) not in text_at(lines, item.locator)
    ]
    assert not missing, "\n".join(missing)


@REPORTS
def test_every_tally_is_printed_on_its_lines(document, reports):
    lines = lines_of(document, reports)
    missing = []
    for audit in document.case_audits:
        text = text_at(lines, audit.locator)
        numbers = [count.cases for count in audit.counts] + ([audit.total] if audit.total is not None else [])
        missing += [f"{audit.key}: {number}" for number in numbers if not has_number(text, number)]
    assert not missing, "\n".join(missing)


@REPORTS
def test_every_judgment_is_printed_on_its_lines(document, reports):
    lines = lines_of(document, reports)
    for item in document.judgments:
        text = text_at(lines, item.locator)
        assert plain(item.grade_as_printed) in text
        assert plain(item.authority) in text


@REPORTS
def test_the_publication_is_printed_as_it_is_stored(document, reports):
    printed = document.inspection.published_as_printed
    assert plain(printed) in plain(" ".join(lines_of(document, reports)))


@REPORTS
def test_items_stand_in_the_order_of_the_report(document, reports):
    assert lines_of(document, reports)
    starts = [item.locator.line for item in document.recommendations]
    assert starts == sorted(starts)
    for chapter in {item.chapter for item in document.findings}:
        places = [item.locator for item in document.findings if item.chapter == chapter]
        # An item may reach back over the one before it, where the two share a half of a sentence.
        assert all(one.line <= (other.line_to or other.line) for one, other in pairwise(places)), chapter
