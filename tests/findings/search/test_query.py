"""What a reader's text asks for. Nothing in it is an engine's syntax."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from findings.search.engine import fts5, tsquery
from findings.search.query import MOST_TERMS, parse

ODD = [
    *('"', '""', "'", "*", "-", "--", "- -", "()", "a:b", "title_stems:x", "{a b}:c", "^a", "a^2", "NEAR(a b, 2)"),
    *("AND", "OR", "NOT", "NEAR", "a AND", "OR b", "NOT NOT", "&", "|", "!", "a & b", "a <-> b", "!a", ":*", "a:*A"),
    *("%", "_", "\\", "\\'", "'; DROP TABLE x; --", "\x00", "a\x00b", "👧", "👧🏽 custody", "日本語", "ﷺ", "½", "ⅷ"),
    *("x" * 10_000, "a " * 5_000, '"' * 10_000, "-" * 10_000, '"a ' * 3_000, "a-" * 5_000, "*" * 10_000),
    *("\ud800", "\u202e abc", "<script>alert(1)</script>", "a\tb\nc", "−kent police", "“smart quotes”"),
]


def asked(text):
    query = parse(text)
    return [term.typed for term in query.wanted], [term.typed for term in query.excluded]


@pytest.mark.parametrize(
    ("text", "wanted", "excluded"),
    [
        ("custody delay", ["custody", "delay"], []),
        ('"appropriate adult" kent', ['"appropriate adult"', "kent"], []),
        ("custod*", ["custod*"], []),
        ("custody -kent", ["custody"], ["-kent"]),
        ('custody -"appropriate adult" -del*', ["custody"], ['-"appropriate adult"', "-del*"]),
        ("-kent", [], ["-kent"]),
        ("multi-agency", ["multi-agency"], []),
        ('"lone quote', ["lone", "quote"], []),
        ("“appropriate adult”", ['"appropriate adult"'], []),
        ("custody custody Custody", ["custody"], []),
        ("children in the custody of the police", ["children", "custody", "police"], []),
        ("custody AND delay", ["custody", "delay"], []),
        ("the", ["the"], []),
        ('"in custody"', ['"in custody"'], []),
        ("... !!", [], []),
        ("", [], []),
    ],
)
def test_what_is_asked(text, wanted, excluded):
    assert asked(text) == (wanted, excluded)


def test_a_hyphenated_word_is_a_phrase():
    assert parse("multi-agency").wanted[0].stems == ("multi", "agenc")


def test_a_query_can_be_typed_again():
    for text in ('custody "appropriate adult" -kent', "multi-agenc* -x", "“a b” c"):
        query = parse(text)
        assert parse(query.text).text == query.text


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_text_is_an_ordinary_query(text):
    query = parse(text)
    assert len(query.wanted) <= MOST_TERMS
    assert len(query.excluded) <= MOST_TERMS


def test_long_text_is_shortened_and_says_so():
    assert parse("word " * 1_000).is_shortened
    assert not parse("word " * 100).is_shortened
    assert parse(" ".join(f"word{number}" for number in range(60))).is_shortened


@given(st.text())
def test_engines_are_given_nothing_but_forms(text):
    query = parse(text)
    if query.wanted:
        for char in ";\\\x00%":
            assert char not in fts5(query)
            assert char not in tsquery(query)
        assert fts5(query).count('"') == 2 * len(query.wanted + query.excluded)
