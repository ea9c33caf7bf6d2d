"""No page complains to the console, and plotly's own map style is the one policy violation there is."""

import pytest

from tests.browser.test_axe import PAGES

# The server is another thread, so the data is really written; tests without one run first.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VIOLATION = "Applying inline style violates"
REFUSED = ("/case-grades/?force=nowhere", "/nothing/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_complains(site, page, scheme):
    page.emulate_media(color_scheme=scheme)
    heard = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("requestfailed", lambda request: heard.append(f"failed: {request.url}"))
    complaints, charted = [], 0
    for address in PAGES:
        heard.clear()
        page.goto(site + address, wait_until="networkidle")
        has_charts = page.locator(".chart[data-figure]").count() > 0
        charted += has_charts
        violations = [text for text in heard if VIOLATION in text]
        others = [text for text in heard if VIOLATION not in text and "Failed to load resource" not in text]
        if others or len(violations) != has_charts:
            complaints.append(f"{address}: {others} and {len(violations)} violations")
        if address not in REFUSED and any("Failed to load resource" in text for text in heard):
            complaints.append(f"{address}: {heard}")
    assert charted >= 2
    assert not complaints, "\n".join(complaints)


def test_charts_are_drawn(site, page):
    page.goto(f"{site}/self-assessment/")
    page.wait_for_selector(".chart .main-svg")
    page.goto(f"{site}/areas/")
    page.wait_for_selector(".chart .main-svg")
