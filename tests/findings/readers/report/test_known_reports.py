"""The reader on the reports that people have transcribed, where REPORT_TEXTS names their texts: no figure differs."""

import functools
from pathlib import Path

import pytest

from findings.documents.yaml_form import read_file, read_text, write_text
from findings.readers.report.extract import extract
from findings.readers.report.read import read_report
from tests.conftest import DOCUMENTS
from tests.findings.readers.report.agreement import (
    asked,
    found_figures,
    headed,
    held_of,
    invented,
    labelled,
    numbers_of,
    steps,
    tallies,
    theme_counts,
)
from tests.findings.readers.report.vocabulary import real_forces, vocabulary

pytestmark = pytest.mark.reports
TRANSCRIBED = [one for path in DOCUMENTS if (one := read_file(path).document).inspection.text_edition]


@functools.cache
def reading_of(path):
    return read_report(extract(path.read_bytes(), path.name), vocabulary(real_forces()))


@pytest.fixture(params=TRANSCRIBED, ids=lambda one: one.inspection.slug)
def pair(request, reports):
    """(what was read, what people transcribed, the lines of the text)."""
    path = Path(reports) / request.param.inspection.text_edition
    return reading_of(path), request.param, path.read_text(encoding="utf-8").splitlines()


def test_the_header_is_read(pair):
    reading, people, _ = pair
    read, known = reading.document.inspection, people.inspection
    same = ("slug", "force", "framework", "kind", "inspected_from", "inspected_to", "published_as_printed", "isbn")
    assert {name: getattr(read, name) for name in same} == {name: getattr(known, name) for name in same}
    # The day of publication is known from elsewhere; the report prints its month.
    assert (read.published_on, read.published_precision) == (known.published_on.replace(day=1), "month")
    assert reading.missing == ()


def test_every_tally_is_read_and_no_other(pair):
    reading, people, _ = pair
    assert tallies(reading.document) == tallies(people)


def test_every_area_has_its_common_themes(pair):
    reading, people, _ = pair
    assert theme_counts(reading.document) == theme_counts(people)


def test_every_recommendation_is_read_once_with_its_timescale_and_parts(pair):
    reading, people, _ = pair
    assert [row[:6] for row in asked(reading.document)] == [row[:6] for row in asked(people)]
    twice = [(one[6] is None, two[6] is None) for one, two in zip(asked(reading.document), asked(people), strict=True)]
    assert all(read == known for read, known in twice)


def test_a_closing_list_is_matched_to_the_copies_in_the_chapters(pair):
    reading, people, _ = pair
    for read, known in zip(reading.document.recommendations, people.recommendations, strict=True):
        if known.restated_at:
            last = known.restated_at.line_to or known.restated_at.line
            assert (read.restated_at.line_to or read.restated_at.line) == last


def test_every_labelled_box_is_read(pair):
    reading, people, _ = pair
    assert labelled(reading.document) == labelled(people)


def test_nearly_every_headed_finding_is_read(pair):
    reading, people, _ = pair
    read, known = headed(reading.document), headed(people)
    # A transcriber may have given the line after an empty one.
    near = [one for one in known if any(one[0] == two[0] and abs(one[1] - two[1]) <= 1 for two in read)]
    assert len(near) >= 0.95 * len(known)
    assert len(read) <= 1.05 * len(known)


def test_steps_after_publication_and_judgments_of_others_are_read(pair):
    reading, people, _ = pair
    assert steps(reading.document) == steps(people)
    read = [(one.authority, one.grade_as_printed, one.published_on) for one in reading.document.judgments]
    assert read == [(one.authority, one.grade_as_printed, one.published_on) for one in people.judgments]


def test_every_printed_figure_is_read_with_its_whole_its_span_and_its_qualifier(pair):
    reading, people, _ = pair
    pairs, known = found_figures(reading.document, people)
    assert len(pairs) == known
    assert [numbers_of(read) for _, read in pairs] == [numbers_of(figure) for figure, _ in pairs]


def test_the_time_of_a_figure_is_read_where_its_sentence_prints_it_and_never_another(pair):
    reading, people, _ = pair
    told = [(held_of(figure), held_of(read)) for figure, read in found_figures(reading.document, people)[0]]
    read = [(known, found) for known, found in told if found[0] is not None]
    assert [found for _, found in read] == [known for known, _ in read]
    # Of other figures people concluded it from the words around.
    assert len(read) >= 0.4 * sum(known[0] is not None for known, _ in told)


def test_nothing_is_invented(pair):
    reading, _, lines = pair
    assert list(invented(reading.document, lines)) == []


def test_what_is_read_is_a_whole_document(pair):
    reading, _, _ = pair
    text = write_text(reading.document)
    assert write_text(read_text(text).document) == text
