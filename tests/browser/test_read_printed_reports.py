"""Reports printed to PDF by the browser are read like their texts: columns, running heads, footnotes, drawn bullets."""

from collections import Counter
from pathlib import Path

import pytest

from findings.documents.yaml_form import read_file
from findings.readers.report.extract import extract
from findings.readers.report.read import read_report
from tests.conftest import DOCUMENTS
from tests.findings.readers.report.agreement import tallies, theme_counts
from tests.findings.readers.report.printing import page_of, print_with_browser
from tests.findings.readers.report.test_forms import FORMS, asked_of, counts_of, parts
from tests.findings.readers.report.vocabulary import real_forces, vocabulary

pytestmark = pytest.mark.browser
TRANSCRIBED = [one for path in DOCUMENTS if (one := read_file(path).document).inspection.text_edition]
LAYOUTS = {"one column": {"columns": 1}, "two justified columns": {"columns": 2, "align": "justify"}}


def without_lines(document):
    """What a reading shares with a transcription when the two count other lines."""
    header = document.inspection
    return {
        "header": (header.slug, header.inspected_from, header.inspected_to, header.published_as_printed, header.isbn),
        "tallies": tallies(document),
        "themes": theme_counts(document),
        "recommendations": [
            (one.chapter, one.timescale, one.timescale_as_printed, len(one.parts), bool(one.restated_at))
            for one in document.recommendations
        ],
        "boxes": [(one.kind, one.chapter) for one in document.illustrations if one.labelled],
        "steps": [(one.kind, one.within, one.unit) for one in document.milestones if one.locator and one.locator.line],
    }


def headed_by_chapter(document):
    return Counter(one.chapter for one in document.findings if one.kind == "headed")


def assert_same_as_people(read, people):
    assert without_lines(read) == without_lines(people)
    found, known = headed_by_chapter(read), headed_by_chapter(people)
    assert sum((found & known).values()) >= 0.95 * known.total()
    assert found.total() <= 1.05 * known.total()


@pytest.mark.reports
@pytest.mark.parametrize(("people", "layout"), list(zip(TRANSCRIBED, LAYOUTS, strict=True)), ids=["one", "two"])
def test_a_printed_report_is_read_without_help(browser, reports, tmp_path, people, layout):
    text = (Path(reports) / people.inspection.text_edition).read_text(encoding="utf-8")
    heads = LAYOUTS[layout].get("columns") == 2
    path = print_with_browser(browser, page_of(text, **LAYOUTS[layout]), tmp_path / "report.pdf", heads=heads)
    source = extract(path.read_bytes(), path.name)
    assert source.pages > 20
    reading = read_report(source, vocabulary(real_forces()))
    assert reading.missing == ()
    assert_same_as_people(reading.document, people)
    assert all(value.place.page for value in reading.values)


@pytest.mark.parametrize("stem", ["classic", "closing_list", "turning_themes", "table_across", "four_grades"])
def test_printed_forms_are_read(browser, tmp_path, stem):
    expected, text = parts(next(path for path in FORMS if path.stem == stem))
    path = print_with_browser(browser, page_of(text), tmp_path / "form.pdf", heads=True)
    document = read_report(extract(path.read_bytes(), ""), vocabulary()).document
    assert {audit.key: counts_of(audit) for audit in document.case_audits} == expected.get("audits", {})
    assert [asked_of(item) for item in document.recommendations] == expected.get("recommendations", [])
    assert dict(theme_counts(document)) == expected.get("themes", {})


def test_a_ruled_table_is_read_though_its_cells_take_several_lines(browser, tmp_path):
    rows = [
        ("Area", "Good", "Requires improvement", "Inadequate"),
        ("Missing and absent children, wherever they went and for however long they stayed away", "1", "3", "5"),
        ("Children in police custody", "0", "1", "3"),
    ]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = page_of("National child protection inspections\n\nExampleshire Police (invented)\n\nPublished May 2019\n\n")
    page = page.replace("</main>", f"<h1>Case file analysis</h1><p>By area:</p><table>{table}</table></main>")
    ruled = "<style>table { width: 90mm; border-collapse: collapse; } td { border: 1px solid #000; padding: 1mm; }"
    path = print_with_browser(browser, page + ruled + "</style>", tmp_path / "table.pdf")
    document = read_report(extract(path.read_bytes(), ""), vocabulary()).document
    assert {audit.key: counts_of(audit) for audit in document.case_audits} == {
        "hmicfrs-all-missing-children": "good 1, requires-improvement 3, inadequate 5",
        "hmicfrs-all-police-custody": "good 0, requires-improvement 1, inadequate 3",
    }
