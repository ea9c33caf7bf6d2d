"""Typing errors in the name of a force are forgiven; other words are left alone."""

import pytest

from findings.search.names import corrected, force_names
from findings.search.query import parse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Dorsset", "Dorset"),
        ("dorest", "Dorset"),
        ("knet", "Kent"),
        ("Gloucestshire", "Gloucestershire"),
        ("metropolitain", "Metropolitan"),
        ("cumbira", "Cumbria"),
        ("CLEVLAND", "Cleveland"),
        ("summerset", "Somerset"),
    ],
)
def test_a_slip_is_put_right(typed, meant):
    assert corrected(parse(typed).wanted[0], force_names()).typed == meant


@pytest.mark.parametrize(
    "typed", ["dorset", "Kent", "custody", "abc", "polise", "dorss*", '"dorsset police"', "xyzzyx"]
)
def test_other_words_are_left_alone(typed):
    assert corrected(parse(typed).wanted[0], force_names()) is None
