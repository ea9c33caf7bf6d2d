"""Sentences with grades: what is plain is read, what is not is a doubt, and nothing is both wrong and silent."""

import pytest

from findings.readers.report.extract import extract
from findings.readers.report.read import read_report
from tests.findings.readers.report.test_forms import counts_of
from tests.findings.readers.report.vocabulary import vocabulary

PLAIN = [
    (
        "We judged 24 cases. Six (25 percent) were good, five (21 percent) required improvement, 13 (54 percent) were "
        "inadequate.",
        {"hmicfrs-all": "good 6, requires-improvement 5, inadequate 13 of 24"},
    ),
    (
        "We assessed 31 cases and graded: ten as good; ten as requires improvement; eleven as inadequate.",
        {"hmicfrs-all": "good 10, requires-improvement 10, inadequate 11 of 31"},
    ),
    (
        "Our grades for the cases were as follows. Good: 10; requires improvement: 10; inadequate: 11.",
        {"hmicfrs-all": "good 10, requires-improvement 10, inadequate 11"},
    ),
    (
        "Of the 11 domestic abuse cases, none was good, two required improvement and the remaining nine were "
        "inadequate.",
        {"hmicfrs-all-domestic-abuse": "good 0, requires-improvement 2, inadequate 9 of 11"},
    ),
    (
        "More than half (18 of 33) of the cases were inadequate; 10 required improvement and 5 were good.",
        {"hmicfrs-all": "good 5, requires-improvement 10, inadequate 18 of 33"},
    ),
    (
        "We examined 33 cases (12 good, 15 requiring improvement, 6 inadequate).",
        {"hmicfrs-all": "good 12, requires-improvement 15, inadequate 6 of 33"},
    ),
    (
        "We graded 12 of 40 cases as good, 18 of 40 as requiring improvement and 10 of 40 as inadequate.",
        {"hmicfrs-all": "good 12, requires-improvement 18, inadequate 10 of 40"},
    ),
    (
        "There were 20 good cases, 35 cases that required improvement and 28 inadequate cases.",
        {"hmicfrs-all": "good 20, requires-improvement 35, inadequate 28"},
    ),
    (
        "Twenty cases were good. Thirty-five cases required improvement. Twenty-eight cases were inadequate.",
        {"hmicfrs-all": "good 20, requires-improvement 35, inadequate 28"},
    ),
]
DOUBTED = [
    (
        "The force's grades were 12 good, 15 requires improvement and 6 inadequate, ours were 5, 18 and 10 "
        "respectively.",
        {"force-joint": "good 12, requires-improvement 15, inadequate 6"},
    ),
    ("Only three cases were graded as good.", {}),
    ("Good 10 Requires improvement 10 Inadequate 11", {}),
    ("The number of good cases rose from 18 to 20, and the number of inadequate cases fell from 30 to 11.", {}),
    ("At our previous inspection, 18 cases were good, 29 required improvement and 30 were inadequate.", {}),
    ("Across England, forces had 200 good cases, 300 requiring improvement and 400 inadequate.", {}),
    ("We found practice to be good in a quarter of the 40 cases, and inadequate in half of them.", {}),
    (
        "The force graded 29 cases as good where we graded 4 as good, and none as inadequate where we had 12.",
        {},
    ),
    ("In 5 cases the force's grade was good and ours was inadequate.", {}),
    (
        "In our 2017 inspection, we graded 18 cases as good, 29 as requiring improvement and 30 as inadequate. In "
        "this one, we graded 20 as good, 35 as requiring improvement and 28 as inadequate.",
        {"hmicfrs-all": "good 20, requires-improvement 35, inadequate 28"},
    ),
]


def reading_of(said):
    text = (
        "National child protection inspections\n\nExampleshire Police (invented)\n\nPublished May 2019\n\n"
        f"Case file analysis\n\n{said}\n\nLeadership\n\nIt is invented.\n"
    )
    return read_report(extract(text.encode()), vocabulary())


@pytest.mark.parametrize(("said", "expected"), PLAIN, ids=[said[:40] for said, _ in PLAIN])
def test_a_plain_sentence_is_read(said, expected):
    document = reading_of(said).document
    assert {audit.key: counts_of(audit) for audit in document.case_audits} == expected


@pytest.mark.parametrize(("said", "expected"), DOUBTED, ids=[said[:40] for said, _ in DOUBTED])
def test_a_sentence_that_is_not_plain_is_doubted_and_no_number_is_made_of_it(said, expected):
    reading = reading_of(said)
    assert {audit.key: counts_of(audit) for audit in reading.document.case_audits} == expected
    assert any(doubt.place and doubt.place.line == 9 for doubt in reading.doubts)


def test_an_area_whose_name_has_police_in_it_is_not_the_force():
    table = "Area\tGood\tRequires improvement\tInadequate\nPolice custody\t0\t10\t2\nMissing children\t1\t3\t3"
    assert {audit.key for audit in reading_of(table).document.case_audits} == {
        "hmicfrs-all-police-custody",
        "hmicfrs-all-missing-children",
    }
