"""Short reports written by us about invented forces, one for each form, and what must be read from each.

A file holds the expectation as YAML, a line of dashes, and the report. Counted sets, recommendations and topic grades
must be exactly those expected, so that a number too many fails as well as one too few; of doubts, those named must be
among them.
"""

from pathlib import Path

import pytest
import yaml

from findings.documents.yaml_form import read_text, write_text
from findings.readers.report.extract import extract
from findings.readers.report.read import read_report
from findings.readers.report.source import UnreadableReportError
from tests.findings.readers.report.agreement import invented, theme_counts
from tests.findings.readers.report.vocabulary import vocabulary

FORMS = sorted((Path(__file__).parent / "forms").glob("*.txt"))
READ = [path for path in FORMS if "\nrefused:" not in path.read_text(encoding="utf-8")]
REFUSED = [path for path in FORMS if path not in READ]
SLASH = ".."


def parts(path):
    expected, _, text = path.read_text(encoding="utf-8").partition("\n-----\n")
    return yaml.safe_load(expected), text


def read(path):
    expected, text = parts(path)
    reading = read_report(extract(text.encode(), ""), vocabulary(inspections=expected.get("known", ())))
    return expected, reading, text


def counts_of(audit):
    told = ", ".join(
        f"{count.grade}{SLASH + count.grade_to if count.grade_to else ''} {count.cases}" for count in audit.counts
    )
    return told + (f" of {audit.total}" if audit.total is not None else "")


def asked_of(item):
    told = [item.chapter, item.timescale or "none", str(len(item.parts))]
    told += ["twice"] if item.restated_at else []
    return " ".join(told + (["cause-of-concern"] if item.kind == "cause-of-concern" else []))


def figure_of(item):
    span = f"{item.value}{SLASH + str(item.value_to) if item.value_to is not None else ''}"
    whole = f" of {item.of}" if item.of is not None else ""
    return f"{item.qualifier + ' ' if item.qualifier else ''}{span}{whole} {item.unit}"


def dated(day, precision):
    return str(day)[: {"year": 4, "month": 7, "day": 10}[precision]]


def header_of(document):
    header = document.inspection
    told = {name: getattr(header, name, None) for name in ("slug", "kind", "framework", "parent", "isbn")}
    if hasattr(header, "published_on"):
        told["published"] = (
            f'{dated(header.published_on, header.published_precision)} as "{header.published_as_printed}"'
        )
    if getattr(header, "inspected_from", None):
        how = header.inspected_precision
        told["inspected"] = f"{dated(header.inspected_from, how)} to {dated(header.inspected_to, how)} ({how})"
    return told


CHECKS = {
    "themes": lambda reading: dict(theme_counts(reading.document)),
    "polarities": lambda reading: [one.polarity for one in reading.document.findings if one.kind == "case-theme"],
    "headed": lambda reading: [
        f"{one.chapter} {one.locator.line}" for one in reading.document.findings if one.kind == "headed"
    ],
    "boxes": lambda reading: [one.kind for one in reading.document.illustrations if one.labelled],
    "figures": lambda reading: [figure_of(one) for one in reading.document.figures],
    "held": lambda reading: [
        f"{one.value} {dated(one.as_of, one.as_of_precision)}" for one in reading.document.figures if one.as_of
    ],
    "shares": lambda reading: [figure_of(one) for one in reading.document.figures],
    "printed": lambda reading: [one.timescale_as_printed for one in reading.document.recommendations],
    "earlier": lambda reading: len(reading.earlier),
    "verdicts": lambda reading: [one.verdict for one in reading.earlier],
    "states": lambda reading: [one.state for one in reading.earlier],
    "missing": lambda reading: list(reading.missing),
    "concerns": lambda reading: sum(one.kind == "cause-of-concern" for one in reading.document.findings),
    "improvements": lambda reading: sum(one.kind == "area-for-improvement" for one in reading.document.findings),
    "judgments": lambda reading: [
        f"{one.authority} {one.grade_as_printed} {dated(one.published_on, one.published_precision)}"
        for one in reading.document.judgments
    ],
    "pages": lambda reading: {one.key: one.locator.page for one in reading.document.findings if one.kind == "headed"},
}


@pytest.mark.parametrize("path", READ, ids=lambda path: path.stem)
def test_form_is_read(path):
    expected, reading, text = read(path)
    document = reading.document
    assert {audit.key: counts_of(audit) for audit in document.case_audits} == expected.get("audits", {})
    assert [asked_of(item) for item in document.recommendations] == expected.get("recommendations", [])
    assert {one.topic: one.grade for one in document.topic_grades} == expected.get("topics", {})
    header = header_of(document)
    for name in ("slug", "kind", "framework", "parent", "isbn", "published", "inspected"):
        if name in expected:
            assert header[name] == str(expected[name]), name
    for name, check in CHECKS.items():
        if name in expected:
            assert check(reading) == expected[name], name
    doubts = [str(doubt) for doubt in reading.doubts]
    for told in expected.get("doubts", []):
        assert any(told in doubt for doubt in doubts), f"{told!r} is not among {doubts}"
    assert list(invented(document, text.replace("\f", "").split("\n"))) == []


@pytest.mark.parametrize("path", READ, ids=lambda path: path.stem)
def test_form_without_anything_missing_makes_a_whole_document(path):
    _, reading, _ = read(path)
    if not reading.missing:
        assert read_text(write_text(reading.document)).document == reading.document


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_other_documents_are_refused_with_what_they_seem_to_be(path):
    expected, text = parts(path)
    with pytest.raises(UnreadableReportError) as refusal:
        read_report(extract(text.encode(), ""), vocabulary())
    assert expected["refused"] in str(refusal.value)


def test_there_are_forms_for_everything_that_was_thought_of():
    assert len(READ) >= 30
    assert len(REFUSED) >= 5


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_forms_say_that_they_are_invented(path):
    expected, text = parts(path)
    assert expected["form"]
    assert "invent" in text.lower() or "refused" in expected
