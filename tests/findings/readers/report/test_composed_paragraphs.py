"""Prose that counts several sets of cases: each tally goes to its own set, or a doubt names the sets that compete."""

import pytest
from hypothesis import HealthCheck, given, settings

from findings.readers.report.extract import extract
from findings.readers.report.read import read_report
from findings.readers.report.tally_words import in_words
from tests.findings.readers.report.composing_paragraphs import paragraph
from tests.findings.readers.report.vocabulary import vocabulary

QUICK = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
LONG = settings(max_examples=5_000, deadline=None, suppress_health_check=list(HealthCheck))
FRONT = "National child protection inspections\n\nExampleshire Police (invented)\n\nPublished May 2019\n\n{title}\n\n"
LINE = 9
NOT_READ = "A sentence with grades is not read"


def silent_errors(composed, reading):
    """Sets that got numbers of another, or none, without a doubt that stands at the paragraph and names the set."""
    doubts = [str(doubt) for doubt in reading.doubts if doubt.place and doubt.place.line == LINE]
    read = {
        (audit.assessor, audit.sample): {count.grade: count.cases for count in audit.counts}
        for audit in reading.document.case_audits
    }
    for key in {*composed.sets, *read}:
        counts, truth = read.get(key), composed.sets.get(key)
        named = in_words((*key, None))
        said = any(named in doubt or (counts is None and NOT_READ in doubt) for doubt in doubts)
        if counts != truth and not said:
            yield f"{named}: read {counts}, composed {truth}"


def check(composed, title):
    text = f"{FRONT.format(title=title)}{composed.text}\n\nLeadership\n\nIt is invented.\n"
    reading = read_report(extract(text.encode()), vocabulary())
    assert list(silent_errors(composed, reading)) == [], composed.text


@QUICK
@given(paragraph())
def test_a_paragraph_of_several_sets_is_read_or_flagged(composed):
    check(composed, "Case file analysis")


@QUICK
@given(paragraph())
def test_a_paragraph_of_several_sets_in_the_summary_is_read_or_flagged(composed):
    check(composed, "Summary")


@pytest.mark.proof
@LONG
@given(paragraph())
def test_thousands_of_paragraphs_are_read_or_flagged(composed):
    check(composed, "Case file analysis")
    check(composed, "Summary")
