"""A document taken apart and put together again is the same document, and every difference has a name."""

import copy

import pytest

from findings.documents.parts import changes_between, differences, document_from, parts_of, with_changes
from findings.documents.yaml_form import read_file
from tests import synthetic
from tests.conftest import DOCUMENTS


def document(**fields):
    return synthetic.source(synthetic.everything(**fields)).document


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_report_taken_apart_is_whole_again(path):
    parts = parts_of(read_file(path).document)
    again = document_from(copy.deepcopy(parts))
    assert parts_of(again) == parts
    assert {part.key for part in again.findings} == {part.key for part in read_file(path).document.findings}


def test_everything_a_document_may_hold_comes_back():
    again = document_from(parts_of(document()))
    assert parts_of(again) == parts_of(document())
    for name in type(again).model_fields:
        one, other = getattr(again, name), getattr(document(), name)
        assert one == other or name == "case_audits"  # whose counts may stand in another order


def test_changes_lead_from_one_document_to_the_other():
    one = parts_of(document())
    other = parts_of(document(findings=[synthetic.finding("second"), synthetic.finding("first", "Changed.")]))
    changes = changes_between(one, other)
    assert {"findings", "findings/first"} <= set(changes)
    assert with_changes(one, changes) == other
    back = {name: [after, before] for name, (before, after) in changes.items()}
    assert with_changes(other, back) == one
    assert not changes_between(one, one)


def test_differences_name_the_field():
    one = {"key": "a", "cases": 3, "counts": [{"grade": "good", "cases": 2}]}
    other = {"key": "a", "cases": 0, "counts": [{"grade": "good", "cases": 1}]}
    assert differences(one, other) == [("cases", "3", "0"), ("counts › good › cases", "2", "1")]
    assert differences(None, {"cases": 0}) == [("cases", "", "0")]
    assert differences(["a", "b"], ["b", "a"]) == [("order", "a, b", "b, a")]
