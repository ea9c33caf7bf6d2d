"""Places in the report as people type them."""

import pytest
from hypothesis import given, settings

from findings.documents.locator_text import UnclearPlaceError, locator_from, text_of
from tests.random_documents import LOCATORS


@settings(max_examples=100, deadline=None)
@given(LOCATORS)
def test_any_place_is_written_and_read_again(locator):
    assert locator_from(text_of(locator)) == locator


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("page 12", {"page": 12}),
        ("p. 12, para 3", {"page": 12, "paragraph": 3}),
        ("Lines 245-246; p12", {"line": 245, "line_to": 246, "page": 12}),
        ("line 7 to 9", {"line": 7, "line_to": 9}),
        ("https://example.org/a,b", {"address": "https://example.org/a,b"}),
        ("page 4; the box on calls, second half", {"page": 4, "section": "the box on calls, second half"}),
        ('"page 4"', {"section": "page 4"}),
        ("12", {"section": "12"}),
    ],
)
def test_usual_ways_of_writing_are_understood(text, fields):
    assert locator_from(text).model_dump(exclude_none=True) == fields


def test_nothing_is_no_place():
    assert locator_from("  ") is None
    assert text_of(None) == ""


@pytest.mark.parametrize("text", ["page 1; page 2", "one; two", "lines 9-3", "page 0", "line 5; x" + "y" * 260])
def test_an_unclear_place_is_told(text):
    with pytest.raises(UnclearPlaceError):
        locator_from(text)
