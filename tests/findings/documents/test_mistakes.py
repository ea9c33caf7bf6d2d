"""Mistakes of a document come together: of single fields, between fields, and against what is known."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from findings.documents.check import check
from findings.documents.inspection_document import InspectionDocument, InspectionPart
from findings.documents.mistakes import attempt
from findings.documents.problems import told_once
from findings.documents.yaml_form import examine_text
from tests import synthetic
from tests.findings.documents.test_check import KNOWN, whole


def told_of(text):
    """(path, message) of everything that is told of a text, as a person reads it."""
    source = examine_text(text, "here.yaml")
    problems = told_once(source.problems, check(source, KNOWN))
    assert all(problem.line for problem in problems)
    return [(problem.where, problem.message) for problem in problems]


def told(data):
    return told_of(synthetic.as_yaml(data))


def wheres(data):
    return sorted(where for where, _ in told(data))


def test_a_whole_document_has_no_mistakes():
    assert told(whole()) == []


def test_fields_rules_keys_references_and_vocabulary_are_told_together():
    data = whole()
    data["inspection"] |= {"force": "nowhere", "inspected_to": "2020-01-01", "kind": "visit"}
    data["case_audits"][0]["counts"][0]["cases"] = -1
    data["findings"].append(synthetic.finding("late-calls", polarity="bad", themes=["weather"]))
    data["recommendations"].append(synthetic.recommendation("do-it", findings=["gone"], chapter="epilogue"))
    data["recommendations"][0]["locator"] = {"line": 4, "line_to": 3}
    assert wheres(data) == [
        "case_audits[1].counts[1].cases",
        "findings[2].key",
        "findings[2].polarity",
        "findings[2].themes",
        "inspection.force",
        "inspection.inspected_to",
        "inspection.kind",
        "recommendations[1].locator.line_to",
        "recommendations[2].chapter",
        "recommendations[2].findings",
        "recommendations[2].key",
        "recommendations[2].number",
    ]


def test_every_rule_of_one_part_is_told():
    data = whole()
    data["inspection"] |= {"inspected_to": "2020-01-01", "published_on": "2020-01-02", "published_precision": "month"}
    assert [message.split(" must")[0] for _, message in told(data)] == ["inspected_to", "published_on"]


def test_a_field_without_a_value_breaks_no_rule_and_is_no_empty_field():
    data = whole(case_audits=[synthetic.audit("hmicfrs", "all", synthetic.grades(1, 2, 3)) for _ in "ab"])
    data["case_audits"][0]["area"] = "Parking!"
    data["inspection"] |= {"inspected_from": "last week", "inspected_to": "2020-01-01"}
    assert wheres(data) == ["case_audits[1].area", "inspection.inspected_from"]


def test_what_may_follow_from_a_key_that_cannot_be_read_is_not_told():
    data = whole()
    data["findings"][0]["key"] = "Late calls"
    data["figures"][1].pop("key")
    assert wheres(data) == ["figures[2].key", "findings[1].key"]


def test_grades_are_not_held_against_a_scale_that_is_wrong_itself():
    data = whole(case_audits=[synthetic.audit("hmicfrs", "all", {"adequate": 1, "great": 2}, scale="topic-5")])
    assert [where for where, _ in told(data)] == ["case_audits[1].scale"]


def test_a_grade_counted_twice_is_told_once():
    data = whole(case_audits=[synthetic.audit("hmicfrs", "all", {"good": 1, "good..inadequate": 2})])
    data["findings"][0]["wording"] = "mine"
    assert wheres(data) == ["case_audits[1]", "findings[1].wording"]


def test_of_a_list_what_could_be_read_is_checked():
    data = whole()
    data["findings"][0]["themes"] = ["risk-assessment", "Bad Weather", "weather"]
    assert wheres(data) == ["findings[1].themes", "findings[1].themes[2]"]


def test_a_list_that_is_none_is_told_once_and_the_rest_is_checked():
    data = whole(findings="none", milestones=[{"key": "a"}, "b"])
    data["inspection"]["force"] = "nowhere"
    assert wheres(data) == [
        "findings",
        "inspection.force",
        "milestones[1].kind",
        "milestones[1].what",
        "milestones[2]",
    ]
    assert wheres(whole() | {"inspection": "a text"}) == ["inspection"]


def test_fields_that_stand_twice_and_values_that_are_none_do_not_hide_the_rest():
    text = synthetic.as_yaml(whole()).replace("cases: 3", "cases: 010").replace("polarity: mixed", "polarity: none")
    text = text.replace("  force: testshire\n", "  force: testshire\n  force: nowhere\n")
    assert sorted(where for where, _ in told_of(text)) == [
        "case_audits[1].counts[1].cases",
        "illustrations[1].polarity",
        "inspection.force",
        "inspection.force",
    ]


def test_a_value_told_of_already_is_not_asked_for_again():
    data = {"force": "testshire", "published_on": date(2020, 6, 2), "published_precision": "month"}
    unread = {("inspection", name) for name in ("slug", "framework", "kind", "title")}
    made, mistakes = attempt(InspectionPart, data, ("inspection",), unread)
    assert not made.says("slug")
    assert made.says("parent")
    assert [path for path, _ in mistakes] == [("inspection", "published_on")]


# Each changes one thing of the whole document, independent of the others, and is told at one place.
PLANTED = {
    "inspection.title": lambda data: data["inspection"].pop("title"),
    "inspection.force": lambda data: data["inspection"].update(force="nowhere"),
    "inspection.inspected_to": lambda data: data["inspection"].update(inspected_to="2020-01-01"),
    "case_audits[1].area": lambda data: data["case_audits"][0].update(area="parking"),
    "case_audits[1].counts[2].cases": lambda data: data["case_audits"][0]["counts"][1].update(cases="two"),
    "findings[1].polarity": lambda data: data["findings"][0].update(polarity="bad"),
    "findings[1].themes": lambda data: data["findings"][0].update(themes=["weather"]),
    "illustrations[1].finding": lambda data: data["illustrations"][0].update(finding="gone"),
    "recommendations[1].locator": lambda data: data["recommendations"][0].update(locator={}),
    "recommendations[1].number": lambda data: data["recommendations"][0].update(number=0),
    "figures[1].value": lambda data: data["figures"][0].update(value="ten"),
    "figures[2].as_of": lambda data: data["figures"][1].update(as_of="2020-01-01"),
    "equations[1]": lambda data: data["equations"][0].update(whole="gone"),
    "weather": lambda data: data.update(weather="fine"),
}


@given(st.sets(st.sampled_from(sorted(PLANTED)), min_size=1))
@settings(max_examples=60, deadline=None)
def test_every_planted_mistake_is_told_and_nothing_else(places):
    data = whole()
    for place in places:
        PLANTED[place](data)
    assert wheres(data) == sorted(places)


@given(st.sets(st.sampled_from(sorted(PLANTED))))
@settings(max_examples=30, deadline=None)
def test_a_part_is_whole_only_without_mistakes(places):
    data = whole()
    for place in places - {"inspection.force", "case_audits[1].area", "findings[1].themes", "equations[1]"}:
        PLANTED[place](data)
    made, mistakes = attempt(InspectionDocument, data)
    assert mistakes or made == InspectionDocument.model_validate(data)
