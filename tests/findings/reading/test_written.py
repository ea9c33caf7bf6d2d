"""Values as a person writes them: out and back again nothing changes, and what is not understood is told."""

import pytest

from findings.reading.written import problems_of, read_back, words_of, written

COUNTS = [{"grade": "good", "cases": 20}, {"grade": "requires-improvement", "grade_to": "inadequate", "cases": 0}]
PARTS = [
    {"key": "part-1", "text": "count the lamps", "locator": {"line": 5}},
    {"key": "part-2", "text": "light them", "locator": {"line": 6}},
]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("counts", COUNTS),
        ("parts", PARTS),
        ("areas", ["missing-children", "section-47"]),
        ("restated_at", {"line": 946, "line_to": 948}),
        ("restated_at", {"line": 946}),
        ("labelled", True),
        ("labelled", False),
        ("value", 1234),
        ("value", 12.5),
        ("summary", "Two words.\nAnd a line."),
    ],
)
def test_what_is_written_out_is_read_back_as_it_was(field, value):
    assert read_back(field, written(value), value) == value


@pytest.mark.parametrize(
    ("text", "value"), [("1,234", 1234), ("-3.5", -3.5), ("3.0", 3), ("12,34", "12,34"), ("x", "x")]
)
def test_numbers_as_people_write_them(text, value):
    assert read_back("value", text) == value


def test_a_part_that_stayed_keeps_its_place_and_a_new_one_gets_a_key_of_its_own():
    assert read_back("parts", "light them\nput them out", PARTS) == [
        PARTS[1],
        {"key": "part-3", "text": "put them out"},
    ]
    assert read_back("parts", "count all lamps\nlight them", PARTS) == [
        {**PARTS[0], "text": "count all lamps"},
        PARTS[1],
    ]


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("case_audits[1].counts", "20 good\n3 requires improvement", ""),
        ("case_audits[1].counts", "twenty good", "“twenty good” is not understood"),
        ("case_audits[1].counts", "1,5 good\n2,000,000 bad", "Line 2: "),
        ("case_audits[1].counts", "", "leave the whole item out"),
        ("case_audits[1].total", "", ""),
        ("case_audits[1].total", "many", "whole number"),
        ("figures[1].value", "about 5", "A number is expected"),
        ("findings[1].areas", "no slug at all", "Line 1: "),
        ("recommendations[1].restated_at", "somewhere", "“somewhere” is not understood; write a line"),
        ("inspection.published_on", "2019-13-01", "date"),
        ("inspection.published_on", "2019-12-01", ""),
    ],
)
def test_what_does_not_fit_is_told(path, text, told):
    sentences = problems_of(path, text)
    assert bool(sentences) == bool(told)
    assert told in " ".join(sentences)


def test_a_choice_has_the_words_of_its_kind():
    assert words_of("findings[1].polarity") == ("strength", "concern", "mixed")
    assert words_of("recommendations[1].timescale") == ("immediately", "three-months", "six-months")
    assert words_of("illustrations[1].labelled") == ("yes", "no")
    assert words_of("findings[1].summary") == ()
