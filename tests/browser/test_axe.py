"""axe finds nothing against WCAG 2.0 to 2.2, levels A and AA, on any page of ours, by day and by night, wide and
narrow; and while it looks no page complains to the console."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.console import Console
from tests.browser.keyboard import walked

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
    "/inspections/dorset-2021/findings/summary-partnership/",
    "/inspections/dorset-2021/findings/summary-partnership/report-an-error/",
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
    "/numbers/",
    "/about/",
    "/components/",
    "/data/",
    "/api/v1/",
    "/nothing/",
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
# Contrast is the one rule that a scheme can change, and it costs as much as all others together.
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
LAYOUT = {**RULES, "rules": {"color-contrast": {"enabled": False}}}
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 900}


def barriers(page, what, options):
    """What axe finds on the page; it is brought to a page once."""
    if page.evaluate("typeof window.axe") == "undefined":
        page.evaluate(Axe().axe_script)
    for violation in page.evaluate("options => window.axe.run(options)", options)["violations"]:
        targets = [node["target"] for node in violation["nodes"][:3]]
        yield f"{what}: {violation['id']}: {violation['help']} {targets}"


def look(page, what):
    """What is wrong with the page that is shown: barriers by day and by night, what is wider than the window, Tab."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)
    page.evaluate("document.querySelectorAll('details').forEach(box => box.open = true)")
    found = [*barriers(page, f"{what}, by day", RULES)]
    page.emulate_media(color_scheme="dark")
    found += barriers(page, f"{what}, by night", CONTRAST)
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            found.append(f"{what} scrolls sideways at {size['width']}")
    return found + [f"{what}, by keyboard: {wrong}" for wrong in walked(page)[0]]


@pytest.mark.parametrize("part", [0, 1])
def test_no_page_has_a_barrier(site, page, part):
    """Each page is loaded once: wide by day, then by night, then narrow. In two parts, for two processes."""
    found, charted = [], 0
    console = Console(page)
    for address in PAGES[part::2]:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(WIDE)
        has_charts = console.visit(site, address)
        charted += has_charts
        found += barriers(page, f"{address}, by day", RULES)
        page.emulate_media(color_scheme="dark")
        found += barriers(page, f"{address}, by night", CONTRAST)
        page.set_viewport_size(NARROW)
        found += barriers(page, f"{address}, narrow", LAYOUT)
        found += console.complaints(address, has_charts)
    assert charted >= 2
    assert not found, "\n".join(found)


def test_axe_would_find_a_barrier(site, page):
    """A check that cannot fail is none: the same run complains about a page that is broken on purpose."""
    page.goto(f"{site}/about/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"\"><input>')")
    assert Axe().run(page, options=RULES).response["violations"]
