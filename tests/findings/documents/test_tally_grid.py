"""The grid of case audits: what is typed is what is counted, empty is not nought, and nothing else is accepted."""

import pytest
from hypothesis import HealthCheck, given, settings

from findings.documents.tally_grid import audits_of, counted_sets, read_grid, texts_of
from findings.statistics.ledger import ledger_of
from tests.random_documents import documents
from tests.workbooks import CHOICES


def empty_document():
    """A document of the invented framework with no case audit."""
    found = []

    @settings(max_examples=1, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(documents())
    def take(document):
        found.append(document)

    take()
    return found[0].model_copy(update={"case_audits": [], "findings": []})


EMPTY = empty_document()


def typed(**texts):
    return {name.replace("__", "."): text for name, text in texts.items()}


def grid_of(texts):
    return read_grid(texts, EMPTY, CHOICES)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_a_grid_that_nobody_touches_changes_nothing(document):
    grid = read_grid(texts_of(document, CHOICES), document, CHOICES)
    assert grid.errors == []
    made = {audit.key: audit for audit in audits_of(grid, document, CHOICES)}
    assert made.keys() == {audit.key for audit in document.case_audits}
    for audit in document.case_audits:
        again = made[audit.key]
        assert (again.total, again.note, again.locator) == (audit.total, audit.note, audit.locator)
        assert [(c.grade, c.grade_to, c.cases, c.derived) for c in again.counts] == [
            (c.grade, c.grade_to, c.cases, c.derived) for c in audit.counts
        ]


def test_empty_is_not_nought():
    texts = {"hmicfrs-all.good": "0", "hmicfrs-all.poor": " 3 ", "where-all": "page 4"}
    (audit,) = audits_of(grid_of(texts), EMPTY, CHOICES)
    assert [(count.grade, count.cases) for count in audit.counts] == [("good", 0), ("poor", 3)]
    assert audit.total is None
    assert audit.locator.page == 4


@pytest.mark.parametrize("text", ["-1", "2.5", "1,000", "three", "–", "1e3", "10000000", "２"])
def test_anything_but_a_whole_number_is_told_with_its_cell(text):
    grid = grid_of({"hmicfrs-all.good": text, "where-all": "page 4"})
    ((field, sentence),) = grid.errors
    assert field == "hmicfrs-all.good"
    assert f"found {text}" in sentence


def test_every_error_is_told_at_once():
    texts = {
        "force-joint.good": "x",
        "hmicfrs-joint.total": "3",
        "hmicfrs-all.good": "1",
        "hmicfrs-all.note": "a\0b",
        "hmicfrs-all-missing.where": "page 1; page 2",
    }
    errors = dict(grid_of(texts).errors)
    assert set(errors) == {
        "force-joint.good",
        "hmicfrs-joint.total",
        "where-all",
        "hmicfrs-all.note",
        "hmicfrs-all-missing.where",
    }
    assert "give the cases of at least one grade" in errors["hmicfrs-joint.total"]


def test_a_line_without_a_place_is_told_where_others_have_one():
    texts = {"force-joint.good": "1", "hmicfrs-all.good": "1", "hmicfrs-all.where": "line 9"}
    assert [field for field, _ in grid_of(texts).errors] == ["force-joint.where"]


def test_a_line_has_its_own_place_or_that_of_all():
    texts = {"force-joint.good": "1", "hmicfrs-all.good": "1", "hmicfrs-all.where": "line 9", "where-all": "page 4"}
    own, other = audits_of(grid_of(texts), EMPTY, CHOICES)
    assert (own.locator.page, own.locator.line) == (4, None)
    assert (other.locator.page, other.locator.line) == (None, 9)


def test_a_line_is_marked_as_worked_out():
    texts = {"hmicfrs-additional.good": "44", "hmicfrs-additional.derived": "on", "where-all": "page 4"}
    (audit,) = audits_of(grid_of(texts), EMPTY, CHOICES)
    assert audit.counts[0].derived is True


LUMPED = {"lumped-0.audit": "hmicfrs-all", "lumped-0.grade": "good", "lumped-0.grade_to": "poor", "lumped-0.cases": "3"}


def test_grades_that_a_report_counts_together_have_lines_of_their_own():
    texts = LUMPED | {"hmicfrs-all.worst": "2", "where-all": "page 4", "lumped-0.derived": "on"}
    grid = grid_of(texts)
    assert grid.errors == []
    (audit,) = audits_of(grid, EMPTY, CHOICES)
    counts = [(count.grade, count.grade_to, count.cases, count.derived) for count in audit.counts]
    assert counts == [("good", "poor", 3, True), ("worst", None, 2, False)]
    assert next(line.sum() for line in grid.lines if line.key == "hmicfrs-all") == 5
    assert [line.is_used for line in grid.together] == [True, False, False]
    stored = EMPTY.model_copy(update={"case_audits": [audit]})
    assert audits_of(read_grid({"where-all": "page 4"}, stored, CHOICES), stored, CHOICES)[0].counts[0].cases == 3
    emptied = dict.fromkeys(LUMPED, "") | {"hmicfrs-all.worst": "2", "where-all": "page 4"}
    assert len(audits_of(read_grid(emptied, stored, CHOICES), stored, CHOICES)[0].counts) == 1


@pytest.mark.parametrize(
    ("texts", "field", "words"),
    [
        ({"lumped-0.audit": ""}, "audit", "choose the counted set"),
        ({"lumped-0.audit": "force-additional"}, "audit", "expected a choice"),
        ({"lumped-0.grade": "splendid"}, "grade", "found splendid"),
        ({"lumped-0.grade_to": ""}, "grade_to", "choose the worst"),
        ({"lumped-0.grade_to": "good"}, "grade_to", "worse than the first"),
        ({"lumped-0.grade": "worst"}, "grade_to", "worse than the first"),
        ({"lumped-0.cases": ""}, "cases", "0 is a number"),
        ({"lumped-0.cases": "-3"}, "cases", "found -3"),
        ({"hmicfrs-all.adequate": "1"}, "grade", "adequate is counted already"),
        ({"hmicfrs-all.adequate": "x"}, "grade", "adequate is counted already"),
    ],
)
def test_a_line_of_grades_together_that_is_not_whole_is_told(texts, field, words):
    errors = dict(grid_of(LUMPED | {"where-all": "page 4"} | texts).errors)
    assert words in errors[f"lumped-0.{field}"]
    assert not any(line.lumped for line in grid_of(LUMPED | texts).lines)


def test_two_lines_do_not_count_a_grade_twice():
    again = {name.replace("-0", "-1"): text for name, text in LUMPED.items()} | {"lumped-1.grade": "poor"}
    texts = LUMPED | again | {"lumped-1.grade_to": "worst", "where-all": "page 4"}
    ((field, sentence),) = grid_of(texts).errors
    assert (field, "poor is counted already" in sentence) == ("lumped-1.grade", True)
    counted_sets(grid_of(texts))[0].derived_total()  # the ledger is given nothing that it would refuse


def test_a_mistyped_number_fails_an_equation_before_it_is_saved():
    texts = {"where-all": "page 4"}
    for line, numbers in {"joint": (1, 2, 0, 3), "additional": (4, 0, 0, 1), "all": (5, 2, 0, 5)}.items():
        texts |= {f"hmicfrs-{line}.{grade}": str(n) for grade, n in zip(CHOICES.of("grades"), numbers, strict=True)}
    lines = ledger_of(counted_sets(grid_of(texts)), grades=CHOICES.of("grades"), areas=CHOICES.of("areas"))
    assert {line.key for line in lines if line.outcome == "fails"} == {
        "samples.whole-sample.worst",
        "samples.whole-sample.total",
    }
