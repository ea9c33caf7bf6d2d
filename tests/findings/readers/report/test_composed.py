"""Random reports are read back as they were composed, or what differs is flagged: never a wrong figure in silence."""

import pytest
from hypothesis import HealthCheck, given, settings

from findings.readers.report.extract import extract
from findings.readers.report.read import read_report
from findings.readers.report.tally_words import in_words
from tests.findings.readers.report.composing import SCALES, composed
from tests.findings.readers.report.vocabulary import vocabulary

QUICK = settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
LONG = settings(max_examples=3_000, deadline=None, suppress_health_check=list(HealthCheck))


def read_sets(document):
    found = {}
    for audit in document.case_audits:
        grades = SCALES[4 if audit.scale == "case-4" else 3]
        counts = {}
        for count in audit.counts:
            first, last = grades.index(count.grade), grades.index(count.grade_to or count.grade)
            counts[grades[first : last + 1]] = count.cases
        found[audit.assessor, audit.sample, audit.area] = (counts, audit.total)
    return found


def silent_errors(report, reading):
    """Numbers that the reading states and the report does not, without a doubt that names their set or their lines."""
    doubts = [str(doubt) for doubt in reading.doubts]
    read = read_sets(reading.document)
    for key, (counts, total) in read.items():
        true_counts, true_total = report.sets.get(key, ({}, None))
        wrong = [grades for grades, cases in counts.items() if true_counts.get(grades) != cases]
        wrong += ["total"] if total is not None and total != true_total and total != printed_total(report, key) else []
        if wrong and not any(in_words(key) in doubt for doubt in doubts):
            yield f"{key}: read {counts} of {total}, composed {true_counts} of {true_total}"


def printed_total(report, key):
    """The joint cases are the same for both assessors, so that one size may be printed for both."""
    assessor, sample, area = key
    other = ("force" if assessor == "hmicfrs" else "hmicfrs", sample, area)
    return report.sets[other][1] if sample == "joint" and other in report.sets else None


def missed(report, reading):
    """Sets of the report that the reading neither has nor doubts."""
    read = read_sets(reading.document)
    doubts = " ".join(str(doubt) for doubt in reading.doubts)
    for key, (counts, _) in report.sets.items():
        if set(counts) - set(read.get(key, ({}, None))[0]) and in_words(key) not in doubts:
            yield key, counts, read.get(key)


def check(report):
    reading = read_report(extract(report.text.encode(), ""), vocabulary())
    assert list(silent_errors(report, reading)) == [], report.text
    assert list(missed(report, reading)) == [], report.text
    doubts = " ".join(str(doubt) for doubt in reading.doubts)
    assert all(f"Two statements on {in_words(key)} disagree" in doubts for key in report.disputed), report.text
    asked = [(one.chapter, one.timescale, len(one.parts)) for one in reading.document.recommendations]
    assert asked == list(report.recommendations), report.text


@QUICK
@given(composed())
def test_a_composed_report_is_read_back_or_flagged(report):
    check(report)


@pytest.mark.proof
@LONG
@given(composed())
def test_thousands_of_composed_reports_are_read_back_or_flagged(report):
    check(report)
