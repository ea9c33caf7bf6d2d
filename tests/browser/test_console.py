"""No page with charts complains to the console by night; test_axe.py listens to every page by day."""

import pytest

from tests.browser.console import Console

# The server is another thread, so the data is really written; tests without one run first.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHARTED = ("/forces/dorset/", "/inspections/dorset-2021/", "/self-assessment/", "/areas/", "/areas/missing-children/")


def test_no_chart_complains_by_night(site, page):
    page.emulate_media(color_scheme="dark")
    console, found = Console(page), []
    for address in CHARTED:
        has_charts = console.visit(site, address)
        page.wait_for_load_state("networkidle")
        found += console.complaints(address, has_charts)
    assert not found, "\n".join(found)


def test_a_complaint_would_be_heard(site, page):
    """A check that cannot fail is none: an error, a refused style and a lost file are all told."""
    console = Console(page)
    console.visit(site, "/about/")
    page.evaluate("setTimeout(() => { throw new Error('broken on purpose') })")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"/lost.png\" style=\"color: red\">')")
    page.wait_for_load_state("networkidle")
    (told,) = console.complaints("/about/", False)
    assert "broken on purpose" in told
    assert "404" in told
    assert "1 violations" in told
