"""How text is cut: accents, case and plain inflections do not matter, and what comes out is ASCII."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from findings.search.text import tokens


def stems_of(text):
    return [token.stem for token in tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "cafe"),
        ("cafe\u0301", "café"),
        ("CUSTODY", "custody"),
        ("child", "children"),
        ("child", "children’s"),
        ("woman", "women's"),
        ("investigation", "investigating"),
        ("delay", "delays"),
        ("agency", "agencies"),
        ("police", "policing"),
        ("Dŵr", "dwr"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("ﬁnding", "findings"),
        ("co\u00adordinate", "coordinated"),
    ],
)
def test_words_that_are_the_same(one, other):
    assert stems_of(one) == stems_of(other)


@pytest.mark.parametrize(("one", "other"), [("custody", "custard"), ("child", "chill"), ("47", "4"), ("на", "ни")])
def test_words_that_are_not(one, other):
    assert stems_of(one) != stems_of(other)


def test_words_are_split_at_signs_and_numbers_at_commas():
    assert [token.word for token in tokens("multi-agency (1,283) o'neill's_x")] == [
        *("multi", "agency", "n1", "n283", "oneill", "x")
    ]


def test_a_word_is_stemmed_once():
    """Stemming a stem again can cut it further, and query and text would part."""
    assert stems_of("generalisations") != stems_of(stems_of("generalisations")[0])


@given(st.text())
def test_any_text_becomes_forms_that_no_engine_can_misread(text):
    for token in tokens(text):
        assert re.fullmatch(r"[a-z][a-z0-9]*", token.word)
        assert re.fullmatch(r"[a-z][a-z0-9]*", token.stem)
        assert 0 <= token.start < token.end <= len(text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_case_never_matters(text):
    """Letters whose capital is another word altogether (ß, ŉ) are Unicode's affair, not ours."""
    if text.upper().lower() == text.lower():
        assert stems_of(text.upper()) == stems_of(text.lower())
