"""Rules within one part of a document: dates, locators, ranges, claims; each refused with its line."""

import pytest

from findings.documents.problems import DocumentError
from tests import synthetic


def problem_of(data):
    with pytest.raises(DocumentError) as caught:
        synthetic.source(data, "here.yaml")
    assert len(caught.value.problems) == 1, caught.value.problems
    return caught.value.problems[0]


def shown(data, problem):
    return synthetic.as_yaml(data).splitlines()[problem.line - 1].strip()


HEADERS = [
    ({"inspected_from": "2020-02-14", "inspected_to": "2020-02-03"}, "inspected_to must not be before inspected_from"),
    ({"published_on": "2020-01-01"}, "published_on must not be before inspected_from"),
    ({"inspected_to": None}, "inspected_from and inspected_to come together"),
    ({"inspected_from": None}, "inspected_from and inspected_to come together"),
    ({"published_precision": "month", "published_on": "2020-06-02"}, "published_on must be the first day of"),
    ({"published_precision": "year", "published_on": "2020-01-02"}, "published_on must be 1 January where"),
    ({"published_precision": "year", "published_on": "2021-06-01"}, "published_on must be 1 January where"),
]


@pytest.mark.parametrize(("fields", "told"), HEADERS)
def test_dates_of_the_header_are_in_order_and_as_precise_as_they_say(fields, told):
    data = synthetic.document(inspection=fields)
    problem = problem_of(data)
    assert problem.message.startswith(told)
    name = told.split()[0]
    assert (problem.file, problem.where) == ("here.yaml", f"inspection.{name}")
    assert shown(data, problem).startswith(f"{name}:")


@pytest.mark.parametrize("fields", [{"address": "www.example.org"}, {"archive_address": "javascript:alert(1)"}])
def test_an_address_is_one_of_the_web(fields):
    data = synthetic.document(inspection=fields)
    problem = problem_of(data)
    assert problem.message == "an address starts with https:// or http://"
    assert shown(data, problem).startswith(*fields)


def test_a_month_of_publication_may_come_before_the_last_day_of_the_inspection():
    header = {"published_on": "2020-02-01", "published_precision": "month"}
    assert synthetic.source(synthetic.document(inspection=header)).document.inspection.published_on.day == 1


LOCATORS = [
    ({}, "a locator needs at least one of line, page, paragraph, section or address"),
    ({"line_to": 3}, "line_to must come with line and not before it"),
    ({"page": 1, "line_to": 3}, "line_to must come with line and not before it"),
    ({"line": 4, "line_to": 3}, "line_to must come with line and not before it"),
]


@pytest.mark.parametrize(("locator", "told"), LOCATORS)
def test_a_locator_points_somewhere_and_forward(locator, told):
    data = synthetic.document(findings=[synthetic.finding("a"), synthetic.finding("b", locator=locator)])
    problem = problem_of(data)
    name = told.split()[0] if "line_to" in locator else ""
    assert (problem.where, problem.message) == (f"findings[2].locator{'.' if name else ''}{name}", told)
    assert shown(data, problem).startswith(f"{name or 'locator'}:")


@pytest.mark.parametrize("name", ["line", "page", "paragraph"])
def test_lines_pages_and_paragraphs_count_from_one(name):
    problem = problem_of(synthetic.document(findings=[synthetic.finding("a", locator={name: 0})]))
    assert problem.where == f"findings[1].locator.{name}"
    assert "expected at least 1" in problem.message


RECOMMENDATIONS = [
    ({"restated_at": {"line": 9, "line_to": 8}}, "restated_at.line_to", "line_to must not be before line"),
    ({"parts": [{"key": "a", "text": "A."}, {"key": "a", "text": "B."}]}, "", "two parts have the key a"),
    (
        {"claims": [{"voice": "force", "state": "closed", "on": "2021-01-01", "source": "A letter."}]},
        "claims[1]",
        "only hmicfrs closes a recommendation",
    ),
    (
        {"claims": [{"voice": "force", "state": "met", "on": "2021-01-01"}]},
        "claims[1].source",
        "this field is missing and must be given",
    ),
]


@pytest.mark.parametrize(("fields", "where", "told"), RECOMMENDATIONS)
def test_a_recommendation_with_a_part_that_is_wrong(fields, where, told):
    problem = problem_of(synthetic.document(recommendations=[synthetic.recommendation("a", **fields)]))
    assert problem.where == "recommendations[1]" + (f".{where}" if where else "")
    assert problem.message == told


FIGURES = [
    ({"value": 5, "value_to": 4}, "value_to", "value_to must not be below value"),
    ({"as_of": "2020-01-01"}, "as_of", "as_of and as_of_precision come together"),
    ({"as_of_precision": "month"}, "as_of", "as_of and as_of_precision come together"),
    ({"as_of_to": "2020-01-01"}, "as_of_to", "as_of_to must come with as_of and not before it"),
    (
        {"as_of": "2020-02-01", "as_of_precision": "day", "as_of_to": "2020-01-01"},
        "as_of_to",
        "as_of_to must come with as_of and not before it",
    ),
    ({"value": "1,200"}, "value", "a number is expected, without quotes, separators or units"),
    ({"value": True}, "value", "a number is expected, without quotes, separators or units"),
    ({"value": 0.1234}, "value", "no more than 3 decimal places"),
    ({"value": 10**15}, "value", "no more than 15 digits in total"),
    ({"value": float("inf")}, "value", ".inf is not a plain decimal number"),
    ({"of": float("nan")}, "of", ".nan is not a plain decimal number"),
    ({"qualifier": "nearly"}, "qualifier", "found 'nearly', expected 'about'"),
]


@pytest.mark.parametrize(("fields", "where", "told"), FIGURES)
def test_a_figure_that_is_wrong(fields, where, told):
    problem = problem_of(synthetic.document(figures=[synthetic.figure("a", **{"value": 1} | fields)]))
    assert problem.where == "figures[1]" + (f".{where}" if where else "")
    assert told in problem.message


MILESTONES = [
    ({"within": 6}, "within and unit come together"),
    ({"unit": "weeks"}, "within and unit come together"),
    ({"happened_on": "2021-01-01", "source": "A letter."}, "happened_on and happened_precision come together"),
    ({"happened_precision": "day"}, "happened_on and happened_precision come together"),
    ({"happened_on": "2021-01-01", "happened_precision": "day"}, "source is needed for what has happened"),
]


@pytest.mark.parametrize(("fields", "told"), MILESTONES)
def test_a_milestone_that_is_wrong(fields, told):
    problem = problem_of(synthetic.document(milestones=[synthetic.milestone("a", **fields)]))
    assert (problem.where, problem.message) == (f"milestones[1].{told.split()[0]}", told)


def test_the_additional_sample_is_graded_by_the_inspectorate_alone():
    audits = [synthetic.audit("force", "additional", synthetic.grades(1, 1, 1))]
    problem = problem_of(synthetic.document(case_audits=audits))
    assert (problem.where, problem.message) == ("case_audits[1]", "the additional sample is assessed by hmicfrs alone")


def test_a_grade_is_counted_once_in_a_set():
    audit = synthetic.audit("hmicfrs", "all", synthetic.grades(1, 1, 1))
    audit["counts"] += [{"grade": "good", "cases": 4}]
    problem = problem_of(synthetic.document(case_audits=[audit]))
    assert problem.message == "the grade good is counted twice in one set"


def test_a_set_without_counts_is_refused():
    problem = problem_of(synthetic.document(case_audits=[synthetic.audit("hmicfrs", "all", {})]))
    assert problem.where == "case_audits[1].counts"
    assert "at least 1 item" in problem.message
