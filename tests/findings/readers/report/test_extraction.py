"""Files of every kind: what they are is told by their bytes, and what cannot be read is refused with a sentence."""

import contextlib

import pytest

from findings.readers.report.clean import clean
from findings.readers.report.extract import extract, form_of
from findings.readers.report.read import read_report
from findings.readers.report.source import UnreadableReportError
from tests.findings.readers.report.pdf_bytes import pdf_of
from tests.findings.readers.report.printing import page_of
from tests.findings.readers.report.test_forms import FORMS, asked_of, counts_of, parts
from tests.findings.readers.report.vocabulary import vocabulary

LINES = [
    "Child protection inspection of Exampleshire Police",
    "Published May 2019",
    "Leadership",
    "It is all invented.",
]
# Forms whose point is the layout of text itself.
OF_TEXT = {"wrapped", "torn_words", "form_feeds", "broken_pages", "two_dates", "month_from_the_foot"}
OF_TEXT |= {"comparison_with_before", "own_grades_in_brackets", "force_by_its_name", "brackets_unexplained"}
OF_TEXT |= {"lists_in_lists"}
OF_PAGES = [
    path
    for path in FORMS
    if path.stem not in OF_TEXT
    and parts(path)[0].keys() & {"audits", "recommendations"}
    and "refused" not in parts(path)[0]
]


def refusal(data):
    with pytest.raises(UnreadableReportError) as refused:
        read_report(extract(data, "file"), vocabulary())
    return str(refused.value)


@pytest.mark.parametrize("path", OF_PAGES, ids=lambda path: path.stem)
def test_a_saved_web_page_reads_like_the_text(path):
    expected, text = parts(path)
    source = extract(page_of(text).encode(), "")
    assert source.form == "html"
    document = read_report(source, vocabulary(inspections=expected.get("known", ()))).document
    assert {audit.key: counts_of(audit) for audit in document.case_audits} == expected.get("audits", {})
    assert [asked_of(item) for item in document.recommendations] == expected.get("recommendations", [])


def test_menus_scripts_and_forms_of_a_page_are_silent():
    page = "<html><body><nav>7 good</nav><script>9 good</script><p>Said</p><form>8 good</form></body></html>"
    assert [line.text for line in extract(page.encode()).lines if line.text] == ["Said"]


def test_a_page_without_end_tags_is_read():
    page = "<html><body><h2>Leadership<p>First<p>Second<ul><li>one<ul><li>inner</ul><li>two</ul>"
    assert [line.text for line in extract(page.encode()).lines if line.text][1:] == [
        "First",
        "Second",
        "- one",
        " - inner",
        "- two",
    ]


def test_a_page_nested_without_end_is_refused():
    assert "too deeply" in refusal(b"<html>" + b"<div>" * 5_000)


def test_a_pdf_is_read_with_its_pages():
    source = extract(pdf_of([LINES[:2], LINES[2:]]), "")
    assert source.form == "pdf"
    assert source.pages == 2
    assert [(block.text, block.page) for block in clean(source).blocks] == [
        (LINES[0], 1),
        (LINES[1], 1),
        (LINES[2], 2),
        (LINES[3], 2),
    ]


def test_progress_is_told_of_every_page():
    told = []
    extract(pdf_of([LINES] * 3), "", lambda page, pages: told.append((page, pages)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_pages_without_text_are_named():
    source = extract(pdf_of([LINES, [], LINES]), "")
    assert source.remarks == ("no text on page 2: pictures, or scanned; what they print is not read",)


def test_an_empty_or_scanned_pdf_is_refused():
    assert refusal(pdf_of([[], []])) == "The PDF has no text on its 2 pages: it seems to be scanned or empty."
    assert "scanned document" in refusal(pdf_of([["Page one of three"], [], []]))


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 3],
        lambda data: data.replace(b"xref", b"xxxx").replace(b"obj", b"job"),
        lambda data: b"%PDF-1.7\n" + bytes(range(256)) * 40,
        lambda data: data.replace(b"/Kids [", b"/Kids [2 0 R "),
        lambda data: data.replace(b"/Length ", b"/Length 99999999"),
    ],
)
def test_a_broken_pdf_is_refused_or_read_and_never_raises_anything_else(damage):
    with contextlib.suppress(UnreadableReportError):
        assert read_report(extract(damage(pdf_of([LINES])), ""), vocabulary()).document


def test_a_locked_pdf_is_refused():
    locked = pdf_of(
        [LINES],
        trailer="/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + "11" * 32
        + "> /U <"
        + "22" * 32
        + "> >> /ID [<00> <00>]",
    )
    assert "locked with a password" in refusal(locked)


def test_too_many_pages_are_refused():
    assert "1,001 pages" in refusal(pdf_of([[]] * 1_001))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"PK\x03\x04rest", "archive"),
        (b"\x89PNG\r\n", "a picture"),
        (b"{\\rtf1 text}", "rich text"),
        (b"text\0\0\0more", "binary file"),
    ],
)
def test_files_of_other_kinds_are_refused_with_what_they_seem_to_be(data, told):
    assert told in refusal(data)


def test_text_of_other_encodings_is_read():
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert "– caf\u00e9" in extract("It is – caf\u00e9".encode(encoding)).text


def test_forms_are_told_by_bytes_and_not_by_names():
    assert form_of(b"junk %PDF-1.4") == "pdf"
    assert form_of(b"\n <!DOCTYPE html><html>") == "html"
    assert form_of(b"Less < than html") == "text"


def test_a_space_that_does_not_break_parts_thousands_and_the_foot_of_a_page_is_silent():
    page = (
        "<!doctype html><main><h1>Exampleshire Police (invented)</h1><p>National child protection inspection</p>"
        "<p>Published May 2019</p><h2>Leadership</h2><p>It has 1\u00a0250 hats, 2&#8239;000 coats and 3&nbsp;kites.</p>"
        "</main><footer>We keep 30 inadequate pages.</footer>"
    )
    document = read_report(extract(page.encode(), ""), vocabulary()).document
    assert [int(figure.value) for figure in document.figures] == [1250, 2000, 3]
    assert [figure.as_printed for figure in document.figures] == ["1 250", "2 000", "3"]
