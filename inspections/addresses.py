"""Addresses of what is named by a slug, made thousands of times a page: Django is asked once for each kind."""

from functools import cache

from django.urls import reverse

STANDS_FOR = "a-slug"


def address_of(name, slug):
    """What `reverse` says for a pattern with one slug in it."""
    before, after = _around(name)
    return f"{before}{slug}{after}"


@cache
def _around(name):
    return reverse(name, args=[STANDS_FOR]).split(STANDS_FOR)
