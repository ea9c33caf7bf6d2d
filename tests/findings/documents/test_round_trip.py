"""What is written is read back as the same document: for the fixtures, and for small invented ones of every kind."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from findings.documents.base import Locator
from findings.documents.figures import FigurePart
from findings.documents.findings import FindingPart
from findings.documents.inspection_document import FORMAT, InspectionDocument, InspectionPart
from findings.documents.yaml_form import read_file, read_text, write_text
from tests.conftest import DOCUMENTS
from tests.random_documents import COUNTED

SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t")
TEXTS = st.text(CHARACTERS, min_size=1, max_size=200).map(str.strip).filter(bool)
TRAPS = st.sampled_from(
    ["no", "1:30", "2020-01-01", "null", "~", "- a", "a: b", "# c", "'", '"', "&a", "*a", "!t", ">", "1e3"]
)
WORDS = TEXTS | TRAPS | st.lists(TEXTS | TRAPS, min_size=12, max_size=30).map(" ".join).map(str.strip)
LINES = (TEXTS | TRAPS).filter(lambda text: len(text) <= 250)
DATES = st.dates(date(1990, 1, 1), date(2100, 1, 1))
LOCATORS = st.builds(
    Locator,
    line=st.integers(1, 99),
    line_to=st.none() | st.integers(100, 999),
    section=st.none() | LINES,
)
FINDINGS = st.builds(
    FindingPart,
    key=SLUGS,
    chapter=SLUGS,
    topic=st.none() | SLUGS,
    areas=st.lists(SLUGS, max_size=3),
    themes=st.lists(SLUGS, max_size=3),
    title=st.none() | LINES,
    summary=WORDS,
    note=st.none() | WORDS,
    locator=LOCATORS,
)
FIGURES = st.builds(
    lambda counted, **fields: FigurePart(**fields, **counted),
    counted=COUNTED,
    key=SLUGS,
    chapter=SLUGS,
    figure=LINES,
    value_to=st.none(),
    unit=LINES,
    as_of=st.none(),
    as_of_to=st.none(),
    as_of_precision=st.none(),
    as_printed=LINES,
    areas=st.just([]),
    note=st.none() | WORDS,
    locator=LOCATORS,
)


@st.composite
def documents(draw):
    published = draw(DATES)
    header = InspectionPart(
        slug=draw(SLUGS),
        force=draw(SLUGS),
        framework=draw(SLUGS),
        kind=draw(st.sampled_from(["inspection", "re-inspection", "review", "revisit-letter"])),
        parent=draw(st.none() | SLUGS),
        title=draw(LINES),
        abstract=draw(st.none() | WORDS),
        published_on=published,
        published_precision="day",
    )
    return InspectionDocument(
        document=FORMAT,
        inspection=header,
        findings=draw(st.lists(FINDINGS, max_size=3)),
        figures=draw(st.lists(FIGURES, max_size=2)),
    )


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_fixture_is_written_and_read_back_as_the_same_document(path):
    document = read_file(path).document
    text = write_text(document)
    assert read_text(text).document == document
    assert write_text(read_text(text).document) == text


@settings(max_examples=50, deadline=None)
@given(documents())
def test_any_document_is_written_and_read_back_as_the_same(document):
    text = write_text(document)
    assert read_text(text).document == document
    assert text.startswith(f"document: {FORMAT}\ninspection:\n  slug: ")


def test_what_is_not_set_is_not_written():
    path = next(path for path in DOCUMENTS if path.stem.endswith("review"))
    text = write_text(read_file(path).document)
    assert "null" not in text
    assert "findings:" not in text
    assert "[]" not in text
