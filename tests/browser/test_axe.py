"""axe finds nothing against WCAG 2.0 to 2.2, levels A and AA, on any page of ours, by day and by night."""

import pytest
from axe_playwright_python.sync_playwright import Axe

# The server is another thread, so the data is really written; tests without one run first.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/",
    "/forces/",
    "/forces/?sort=name",
    "/forces/dorset/",
    "/inspections/",
    "/inspections/dorset-2021/",
    "/inspections/kent-2019/",
    "/inspections/dorset-2022-review/",
    "/self-assessment/",
    "/areas/",
    "/areas/missing-children/",
    "/funnel/",
    "/compare/",
    "/compare/?force=dorset&force=kent",
    "/themes/",
    "/themes/appropriate-adults/",
    "/recommendations/board/",
    "/recommendations/board/?by=state",
    "/shortlist/",
    "/shortlist/?item=dorset-2021/recommendations/rec-investigations&item=dorset-2021/findings/summary-missing-children&item=x",
    "/theme-matrix/",
    "/concerns/",
    "/recommendations/",
    "/findings/?force=dorset",
    "/illustrations/",
    "/figures/",
    "/case-grades/",
    "/case-grades/?force=nowhere",
    "/findings/?q=nothingfitsthis",
    "/search/",
    "/search/?q=appropriate",
    "/glossary/",
    "/methods/",
    "/about/",
    "/data/",
    "/api/v1/",
    "/nothing/",
)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_barrier(site, page, scheme):
    page.emulate_media(color_scheme=scheme)
    found = []
    for address in PAGES:
        page.goto(site + address)
        for violation in Axe().run(page, options=RULES).response["violations"]:
            targets = [node["target"] for node in violation["nodes"][:3]]
            found.append(f"{address} ({scheme}): {violation['id']}: {violation['help']} {targets}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_no_page_scrolls_sideways(site, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    for address in PAGES:
        page.goto(site + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_axe_would_find_a_barrier(site, page):
    """A check that cannot fail is none: the same run complains about a page that is broken on purpose."""
    page.goto(f"{site}/about/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"\"><input>')")
    assert Axe().run(page, options=RULES).response["violations"]
