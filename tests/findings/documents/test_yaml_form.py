"""Reading YAML: one sentence with file and line for every way in which a file can be broken or hostile."""

import os

import pytest

from findings.documents.problems import DocumentError, Problem
from findings.documents.yaml_form import MAX_BYTES, dotted, line_of, read_file, read_text
from tests import synthetic

WHOLE = synthetic.as_yaml(
    synthetic.document(
        case_audits=[synthetic.audit("hmicfrs", "all", synthetic.grades(3, 2, 1), total=6)],
        findings=[synthetic.finding("late-calls")],
        recommendations=[synthetic.recommendation("do-it")],
    )
)


def problems_of(text, file="broken.yaml"):
    with pytest.raises(DocumentError) as caught:
        read_text(text, file)
    assert all(problem.file == file for problem in caught.value.problems)
    return caught.value.problems


def only(text):
    problems = problems_of(text)
    assert len(problems) == 1, problems
    return problems[0]


def edited(old, new):
    """The whole document with one place changed, and the line of that place."""
    assert WHOLE.count(old) >= 1, old
    return WHOLE.replace(old, new, 1), WHOLE[: WHOLE.index(old)].count("\n") + 1


def test_a_whole_document_is_read_with_the_line_of_every_value():
    source = read_text(WHOLE, "whole.yaml")
    assert source.document.inspection.slug == "testshire-2020"
    lines = WHOLE.splitlines()
    for path in (("inspection", "slug"), ("case_audits", 0, "counts", 2, "cases"), ("findings", 0, "summary")):
        assert lines[source.lines[path] - 1].lstrip(" -").startswith(f"{path[-1]}:")


WRONG_VALUES = [
    ("cases: 3", "cases: -1", "case_audits[1].counts[1].cases", "expected at least 0"),
    ("cases: 3", "cases: '3'", "case_audits[1].counts[1].cases", "expected a whole number"),
    ("cases: 3", "cases: 3.0", "case_audits[1].counts[1].cases", "expected a whole number"),
    ("cases: 3", "cases: true", "case_audits[1].counts[1].cases", "expected a whole number"),
    ("cases: 3", "cases: null", "case_audits[1].counts[1].cases", "expected a whole number"),
    ("cases: 3", "cases: [3]", "case_audits[1].counts[1].cases", "expected a whole number"),
    ("cases: 3", "cases: 12 thousand", "case_audits[1].counts[1].cases", "expected a whole number"),
    ("cases: 3", "cases: 1000001", "case_audits[1].counts[1].cases", "expected at most 1000000"),
    ("cases: 3", "cases: 010", "case_audits[1].counts[1].cases", "010 is not a plain decimal number"),
    ("cases: 3", "cases: 1:30", "case_audits[1].counts[1].cases", "1:30 is not a plain decimal number"),
    ("cases: 3", "cases: 1_000", "case_audits[1].counts[1].cases", "1_000 is not a plain decimal number"),
    ("assessor: hmicfrs", "assessor: council", "case_audits[1].assessor", "expected 'force' or 'hmicfrs'"),
    ("sample: all", "sample: some", "case_audits[1].sample", "expected 'joint', 'additional' or 'all'"),
    ("kind: headed", "kind: heading", "findings[1].kind", "expected 'case-theme', 'headed'"),
    ("polarity: concern", "polarity: bad", "findings[1].polarity", "expected 'strength', 'concern' or 'mixed'"),
    ("timescale: three-months", "timescale: soon", "recommendations[1].timescale", "expected 'immediately'"),
    ("number: 1", "number: 0", "recommendations[1].number", "expected at least 1"),
    ("number: 1", "number: 40000", "recommendations[1].number", "expected at most 9999"),
    ("key: late-calls", "key: Late Calls", "findings[1].key", "expected small letters and digits"),
    ("kind: inspection", "kind: visit", "inspection.kind", "expected 'inspection', 're-inspection'"),
    ("title: Synthetic inspection testshire-2020", "title: 2020", "inspection.title", "valid string"),
    ("title: An invented heading", "title: ' '", "findings[1].title", "at least 1 character"),
    ("title: An invented heading", r'title: "a\0b"', "findings[1].title", "U+0000"),
    ("title: An invented heading", r'title: "a\ud800b"', "findings[1].title", "valid string"),
    (
        "published_on: 2020-06-01",
        "published_on: June 2020",
        "inspection.published_on",
        "expected a date, written as 2020-12-31",
    ),
    ("published_on: 2020-06-01", "published_on: 2020-06-31", "inspection.published_on", "not a plain value"),
    ("published_on: 2020-06-01", "published_on: 1590969600", "inspection.published_on", "a date is expected"),
    ("published_on: 2020-06-01", "published_on: 1820-06-01", "inspection.published_on", "1990-01-01"),
    ("wording: own words", "wording: mine", "findings[1].wording", "expected 'own words' or 'as printed'"),
    ("document: inspection-findings/1", "document: 2", "document", "expected 'inspection-findings/1'"),
]


@pytest.mark.parametrize(("old", "new", "where", "expected"), WRONG_VALUES)
def test_a_wrong_value_is_named_with_its_line_and_what_was_expected(old, new, where, expected):
    text, line = edited(old, new)
    problem = only(text)
    assert (problem.line, problem.where) == (line, where)
    assert expected in problem.message


def test_a_missing_count_is_named_at_the_entry_that_lacks_it():
    text, line = edited("    cases: 3\n", "")
    problem = only(text)
    assert (problem.line, problem.where) == (line - 1, "case_audits[1].counts[1].cases")
    assert problem.message == "this field is missing and must be given"


def test_an_unknown_field_is_refused_where_it_stands():
    text, line = edited("assessor: hmicfrs", "asessor: hmicfrs")
    unknown, missing = sorted(problems_of(text), key=lambda problem: problem.where, reverse=True)
    assert (missing.where, missing.line) == ("case_audits[1].asessor", line)
    assert missing.message == "no field of this name is known here"
    assert unknown.where == "case_audits[1].assessor"


def test_a_field_that_stands_twice_is_refused():
    text, line = edited("  force: testshire\n", "  force: testshire\n  force: elsewhere\n")
    problem = only(text)
    assert (problem.line, problem.where) == (line + 1, "inspection.force")
    assert problem.message == "this field stands here twice"


def test_a_key_that_is_no_word_is_refused():
    assert "no field of this name" in only(WHOLE + "? [a, b]\n: c\n").message


def test_all_problems_of_a_file_come_at_once_in_the_order_of_their_lines():
    text = WHOLE.replace("cases: 3", "cases: -3").replace("kind: headed", "kind: x").replace("number: 1", "number: one")
    problems = problems_of(text)
    assert [problem.where for problem in problems] == [
        "case_audits[1].counts[1].cases",
        "findings[1].kind",
        "recommendations[1].number",
    ]
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n# but comments\n", "---\n", "\ufeff"])
def test_an_empty_file_is_refused(text):
    problem = only(text)
    assert "inspection document" in problem.message


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "42\n", "null\n"])
def test_what_is_no_mapping_at_the_top_is_refused(text):
    problem = only(text)
    assert (problem.line, problem.message) == (1, "fields of an inspection document are expected at the top")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("document: [unclosed\n", 2),
        ("document: a\n\tindented: by a tab\n", 2),
        ("a: b: c\n", 1),
        ("a: 'never closed\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
        ("a: \x01\n", 0),
        ("%PDF-1.7\n1 0 obj\n", 1),
    ],
)
def test_what_is_not_yaml_is_refused_with_its_line(text, line):
    problem = only(text)
    assert problem.line == line
    assert problem.message.startswith("not YAML: ")


@pytest.mark.parametrize(
    "value",
    [
        "!!python/object/apply:os.system ['true']",
        "!!python/object:builtins.dict {}",
        "!!python/name:os.system",
        "!!python/module:os",
        "!mine x",
        "!!binary aGVsbG8=",
        "!!set {a, b}",
    ],
)
def test_tags_that_build_objects_are_refused(value):
    problem = only(f"document: inspection-findings/1\ntitle: {value}\n")
    assert problem.line == 2
    assert "plain values only" in problem.message


def test_anchors_and_aliases_are_refused_and_never_expand():
    levels = ["a0: &a0 [lol, lol, lol]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    problem = only("document: inspection-findings/1\n" + "\n".join(levels))
    assert problem.line == 2
    assert problem.message == "anchors and aliases (& and *) are not allowed"
    assert only("a: 1\nb: *never-set\n").line == 2


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000,
        "[" * 10_000 + "]" * 10_000,
        "{a: " * 10_000 + "1" + "}" * 10_000,
        "- " * 10_000 + "x",
        "[" * 25 + "]" * 25,
        "? " * 5_000,
    ],
    ids=["open", "lists", "mappings", "dashes", "just too deep", "questions"],
)
def test_deep_nesting_is_a_sentence_and_no_crash(text):
    problem = only(text)
    assert problem.message.startswith(("nested more than 20 levels deep", "not YAML"))


def test_a_huge_number_is_a_sentence_and_no_crash():
    problem = only(WHOLE.replace("cases: 3", f"cases: {'9' * 5_000}"))
    assert problem.where == "case_audits[1].counts[1].cases"


def test_a_file_of_fifty_megabytes_is_not_even_read(tmp_path):
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        os.ftruncate(file.fileno(), 50_000_000)
    with pytest.raises(DocumentError) as caught:
        read_file(path)
    assert caught.value.problems == [
        Problem(str(path), 0, "", f"50,000,000 bytes: a document has at most {MAX_BYTES:,} bytes")
    ]


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes(WHOLE.replace("Synthetic", "Caf\u00e9").encode("latin-1"))
    with pytest.raises(DocumentError, match="not UTF-8 text"):
        read_file(path)


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path):
    for path, told in ((tmp_path / "none.yaml", "No such file"), (tmp_path, "Is a directory")):
        with pytest.raises(DocumentError, match=told) as caught:
            read_file(path)
        assert caught.value.problems[0].file == str(path)


def test_a_problem_reads_as_editors_and_people_expect():
    assert str(Problem("a.yaml", 12, "findings[4].key", "is wrong")) == "a.yaml:12: findings[4].key: is wrong"
    assert str(Problem("a.yaml", 0, "", "is empty")) == "a.yaml: is empty"
    assert dotted(("findings", 3, "locator", "line")) == "findings[4].locator.line"
    assert line_of({(): 1, ("findings",): 7}, ("findings", 3, "key")) == 7
    assert line_of({}, ("findings",)) == 1
