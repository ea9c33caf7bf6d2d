"""Hits are marked where they stand, and the text stays the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from findings.search.marks import EXCERPT, excerpt, marked
from findings.search.query import parse


def hits(text, query):
    return [piece.text for piece in marked(text, parse(query)) if piece.is_hit]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("The children's custody records", "child custody", ["children's custody"]),
        ("A Café, and a café", "cafe", ["Café", "café"]),
        ("appropriate adult; adult", '"appropriate adult"', ["appropriate adult"]),
        ("a multi-agency meeting of agencies", "multi-agency", ["multi-agency"]),
        ("custody custodial custom", "custod*", ["custody custodial"]),
        ("custody in kent", "custody -kent", ["custody"]),
        ("½ of it", "1", ["½"]),
        ("nothing", "else", []),
        ("", "else", []),
    ],
)
def test_what_is_marked(text, query, expected):
    assert hits(text, query) == expected


@given(st.text(), st.text())
def test_pieces_are_the_text(text, query):
    assert "".join(piece.text for piece in marked(text, parse(query))) == text
    assert all(piece.text for piece in marked(text, parse(query)))


def test_an_excerpt_shows_the_first_hit():
    text = "word " * 200 + "zebra " + "word " * 200
    shown = excerpt(text, parse("zebra"))
    assert "zebra" in shown
    assert len(shown) <= EXCERPT + 4
    assert shown.startswith("… word")
    assert shown.endswith("word …")


def test_an_excerpt_without_a_hit_is_the_beginning():
    assert excerpt("word " * 200, parse("zebra")).startswith("word")


def test_a_short_text_stays_whole():
    assert excerpt("A short text.", parse("zebra")) == "A short text."


@given(st.text(max_size=1000), st.text(max_size=5))
def test_an_excerpt_is_never_long(text, query):
    assert len(excerpt(text, parse(query))) <= EXCERPT + 4
