"""No address of the desk is forgotten by the tests that look for barriers: each is in one list, or is no page."""

from collections import Counter

from django.urls import get_resolver

from tests.browser.desk_pages import LOOKED_AT, NO_PAGES


def test_every_address_of_the_desk_is_looked_at_or_is_no_page():
    listed = Counter(name for names in (*LOOKED_AT.values(), *NO_PAGES.values()) for name in names)
    assert set(listed) == {pattern.name for pattern in get_resolver("dashboards.entry.urls").url_patterns}
    assert set(listed.values()) == {1}
