"""Checks of a whole document, by itself and against the vocabulary: each problem with file, line and expectation."""

from functools import reduce

import pytest

from findings.documents.check import FrameworkVocabulary, Vocabulary, check
from findings.documents.problems import DocumentError
from tests import synthetic

CLASSIC = FrameworkVocabulary(
    areas=frozenset({"missing-children", "police-custody"}),
    chapters=frozenset({"summary", "initial-contact"}),
    case_scale="case-3",
)
TOPICAL = FrameworkVocabulary(
    areas=frozenset(),
    chapters=frozenset({"summary"}),
    topics=frozenset({"leadership", "partnership"}),
    topic_scale="topic-5",
)
KNOWN = Vocabulary(
    forces=frozenset({"testshire"}),
    frameworks={"ncpi-2017": CLASSIC, "ncpi-2024": TOPICAL},
    themes=frozenset({"risk-assessment"}),
    scales={
        "case-3": ["good", "requires-improvement", "inadequate"],
        "topic-5": ["outstanding", "good", "adequate", "requires-improvement", "inadequate"],
    },
    inspections=frozenset({"testshire-2015"}),
)


def whole(**fields):
    return synthetic.document(
        **{
            "case_audits": [synthetic.audit("hmicfrs", "all", synthetic.grades(3, 2, 1), area="missing-children")],
            "findings": [synthetic.finding("late-calls")],
            "illustrations": [
                {
                    "key": "one-case",
                    "kind": "case-study",
                    "labelled": True,
                    "chapter": "summary",
                    "finding": "late-calls",
                    "polarity": "mixed",
                    "summary": "An invented case.",
                    "wording": "own words",
                    "locator": {"page": 3},
                }
            ],
            "recommendations": [synthetic.recommendation("do-it", findings=["late-calls"])],
            "figures": [synthetic.figure("officers", 10), synthetic.figure("detectives", 4)],
            "equations": [{"key": "sum", "statement": "S.", "whole": "officers", "parts": ["detectives"]}],
        }
        | fields
    )


def changed(path, value, data=None):
    """The whole document with the value at one path replaced."""
    data = data or whole()
    *above, last = path
    reduce(lambda part, step: part[step], above, data)[last] = value
    return data


def problems_of(data, coming=frozenset()):
    return sorted(check(synthetic.source(data, "here.yaml"), KNOWN, coming))


def line_in(data, where):
    """The line of a field, found in the text by reading it: the source's own map, tried against the words there."""
    source = synthetic.source(data, "here.yaml")
    line = source.lines[tuple(where)]
    shown = synthetic.as_yaml(data).splitlines()[line - 1].lstrip(" -")
    assert isinstance(where[-1], int) or shown.startswith(f"{where[-1]}:")
    return line


def test_a_whole_document_has_no_problems():
    assert problems_of(whole()) == []


A_LUMP = {"grade": "requires-improvement", "grade_to": "inadequate", "cases": 3}
UNKNOWN = [
    (("inspection", "force"), "nowhere", "the force nowhere is not known"),
    (("inspection", "framework"), "ncpi-1999", "the framework ncpi-1999 is not known; known: ncpi-2017, ncpi-2024"),
    (("inspection", "parent"), "gone", "no inspection gone is loaded or comes with this one"),
    (("inspection", "parent"), "testshire-2020", "an inspection is not its own parent"),
    (("case_audits", 0, "area"), "parking", "the area parking is not known here; known: missing-children, police-cust"),
    (("case_audits", 0, "scale"), "topic-5", "the grade scale topic-5 is not known here; known: case-3"),
    (("case_audits", 0, "scale"), "stars", "the grade scale stars is not known here; known: case-3"),
    (("case_audits", 0, "counts", 0, "grade"), "great", "the grade great is not known here; known: good, inadequate"),
    (("case_audits", 0, "counts", 0, "grade_to"), "bad", "the grade bad is not known here; known: good, inadequate"),
    (("findings", 0, "chapter"), "epilogue", "the chapter epilogue is not known here; known: initial-contact, summary"),
    (("findings", 0, "topic"), "leadership", "the topic leadership is not known here; known: none"),
    (("findings", 0, "areas"), ["parking"], "the area parking is not known here"),
    (("findings", 0, "themes"), ["weather"], "the theme weather is not known"),
    (("illustrations", 0, "chapter"), "epilogue", "the chapter epilogue is not known here"),
    (("illustrations", 0, "finding"), "gone", "no finding has the key gone"),
    (("recommendations", 0, "areas"), ["parking"], "the area parking is not known here"),
    (("recommendations", 0, "themes"), ["weather"], "the theme weather is not known"),
    (("recommendations", 0, "findings"), ["gone"], "no finding has the key gone"),
    (("figures", 0, "chapter"), "epilogue", "the chapter epilogue is not known here"),
]


@pytest.mark.parametrize(("path", "value", "told"), UNKNOWN)
def test_what_is_not_known_is_named_with_its_line(path, value, told):
    data = changed(path, value)
    problem = problems_of(data)[0]
    assert problem.file == "here.yaml"
    assert problem.line == line_in(data, path)
    assert problem.message.startswith(told)


def test_equations_name_figures_that_are_there():
    data = changed(("equations", 0, "parts"), ["gone", "detectives"])
    (problem,) = problems_of(data)
    assert problem.line == line_in(data, ("equations", 0, "key"))
    assert problem.message == "no figure has the key gone"


def test_an_inspection_that_comes_with_this_one_may_be_its_parent():
    data = changed(("inspection", "parent"), "testshire-2018")
    assert problems_of(data)
    assert not problems_of(data, coming=frozenset({"testshire-2018"}))


REPEATED = [
    ("findings", synthetic.finding("late-calls"), "the key late-calls is already used by findings[1]"),
    ("figures", synthetic.figure("officers", 3), "the key officers is already used by figures[1]"),
    ("recommendations", synthetic.recommendation("do-it", 2), "the key do-it is already used by recommendations[1]"),
    ("recommendations", synthetic.recommendation("do-more", 1), "the number 1 is used twice"),
    ("case_audits", whole()["case_audits"][0], "hmicfrs-all-missing-children is already counted in another set"),
]


@pytest.mark.parametrize(("name", "item", "told"), REPEATED)
def test_what_stands_twice_is_named_where_it_stands_again(name, item, told):
    data = whole()
    data[name] = [*data[name], item]
    (problem,) = problems_of(data)
    assert problem.message == told
    again = len(data[name]) - 1
    assert line_in(data, (name, again)) <= problem.line <= line_in(data, (name, again)) + 1


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"good": 1, "good..inadequate": 2}, "the grade good is counted twice in one set"),
        ({"good": 1, "requires-improvement..inadequate": 2, "inadequate": 3}, "the grade inadequate is counted twice"),
        (
            {"good..requires-improvement": 1, "requires-improvement..inadequate": 2},
            "the grade requires-improvement is counted twice in one set",
        ),
        ({"inadequate..good": 1}, "grade_to must come after grade in the order of the scale"),
        ({"good..good": 1}, "grade_to must come after grade in the order of the scale"),
    ],
)
def test_ranges_of_grades_run_in_order_and_do_not_overlap(counts, told):
    data = whole(case_audits=[synthetic.audit("hmicfrs", "all", counts)])
    try:
        (problem,) = problems_of(data)
    except DocumentError as error:  # the same grade begins two ranges: the document itself refuses that
        (problem,) = error.problems
    assert problem.message.startswith(told)
    assert synthetic.as_yaml(data).splitlines()[problem.line - 1].lstrip(" -").startswith(("grade", "assessor"))


def test_two_ranges_that_only_touch_are_no_problem():
    assert not problems_of(
        whole(case_audits=[synthetic.audit("hmicfrs", "all", {"good": 1, "requires-improvement..inadequate": 2})])
    )


def topical(**fields):
    return synthetic.document(inspection={"framework": "ncpi-2024"}, **fields)


def test_topics_are_graded_once_on_the_scale_of_topics():
    graded = {"topic": "leadership", "grade": "adequate", "locator": {"page": 1}}
    assert not problems_of(topical(topic_grades=[graded]))
    told = [
        (problems_of(topical(topic_grades=[graded, graded])), "the topic leadership is graded twice"),
        (problems_of(topical(topic_grades=[graded | {"topic": "weather"}])), "the topic weather is not known here"),
        (problems_of(topical(topic_grades=[graded | {"grade": "great"}])), "the grade great is not known here"),
        (problems_of(whole(topic_grades=[graded]))[:1], "the topic leadership is not known here; known: none"),
    ]
    for (problem,), sentence in told:
        assert problem.message.startswith(sentence)
        assert problem.line > 1


def test_a_claim_stands_once():
    claim = {"voice": "force", "state": "met", "on": "2021-01-04", "source": "A letter."}
    data = whole(recommendations=[synthetic.recommendation("do-it", claims=[claim, claim | {"note": "Again."}])])
    (problem,) = problems_of(data)
    assert problem.line == line_in(data, ("recommendations", 0, "claims", 1))
    assert problem.message == "the same voice claims the same state on the same day twice"


def test_a_case_scale_is_unknown_to_a_framework_of_topics():
    (problem,) = problems_of(topical(case_audits=[synthetic.audit("hmicfrs", "all", synthetic.grades(1, 2, 3))]))
    assert problem.message == "the grade scale case-3 is not known here; known: none"


def test_all_problems_come_at_once():
    data = changed(("inspection", "force"), "nowhere")
    data = changed(("case_audits", 0, "area"), "parking", data)
    data = changed(("findings", 0, "themes"), ["weather", "wind"], data)
    assert len(problems_of(data)) == 4
