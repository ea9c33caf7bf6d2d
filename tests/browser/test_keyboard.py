"""Overview, comparison, search and error report by keyboard alone: every control in order, the focus always seen."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import walked

# The server is another thread, so the data is really written; tests without one run first.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = ".panel:has(.chart[data-figure], .panel__figure .units)"


def walk(page):
    """Presses Tab through the whole page. Charts bring controls of their own once they are drawn."""
    expect(page.get_by_role("button", name="Save chart as SVG")).to_have_count(page.locator(PICTURES).count())
    wrong, controls = walked(page)
    assert not wrong, "\n".join(wrong)
    assert controls > 20


def go_to(page, control, most=500):
    """Presses Tab until the control has the focus."""
    for _ in range(most):
        if control.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{control} was not reached")


def skip(page):
    """The skip link, which is the first control; what follows it is in the main part."""
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_walk_would_find_what_is_out_of_order_or_unseen(site, page):
    page.goto(f"{site}/about/")
    page.evaluate("""() => {
      document.querySelector("main").insertAdjacentHTML("beforeend", "<button tabindex='1'>Too early</button>");
      document.querySelector(".skip-link").style.outline = "none";
    }""")
    order, *rings = walked(page)[0]
    assert "was expected, and" in order
    assert any("skip-link" in ring for ring in rings)


def test_overview_by_keyboard(site, watched):
    page = watched
    page.goto(f"{site}/")
    walk(page)
    page.goto(f"{site}/")
    skip(page)
    go_to(page, page.get_by_role("link", name="Mean shift of self-assessment"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"measure=shift#map-title$"))
    expect(page.get_by_role("link", name="Mean shift of self-assessment")).to_have_attribute("aria-current", "true")
    go_to(page, page.locator("summary", has_text="The same as a list"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name=re.compile("1.12 grade steps a case higher"))).to_be_visible()
    page.goto(f"{site}/?measure=shift")
    go_to(page, page.locator(".tile a", has_text="Dorset"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dorset")


def test_comparison_by_keyboard(site, watched):
    page = watched
    page.goto(f"{site}/compare/")
    walk(page)
    page.goto(f"{site}/compare/")
    skip(page)
    for force in ("Dorset", "Kent"):
        go_to(page, page.get_by_role("checkbox", name=force, exact=True))
        page.keyboard.press("Space")
    go_to(page, page.get_by_role("button", name="Compare"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/compare/\?force=dorset&force=kent$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Dorset and Kent compared")
    walk(page)
    page.goto(f"{site}/compare/?force=dorset&force=kent")
    skip(page)
    go_to(page, page.get_by_role("link", name="Self-assessment").last)
    page.keyboard.press("Enter")
    expect(page.locator("#self-assessment")).to_be_in_viewport()
    go_to(page, page.locator("summary", has_text="All recommendations in words"))
    page.keyboard.press("Enter")
    expect(page.locator("details[open] li", has_text="Number 8").first).to_be_visible()


def test_search_by_keyboard(site, watched):
    page = watched
    page.goto(f"{site}/about/")
    go_to(page, page.get_by_role("searchbox", name="Search the findings"))
    page.keyboard.type("Dorsset custody")
    page.keyboard.press("Enter")
    expect(page.locator("#instead")).to_contain_text("Dorset custody")
    page.goto(f"{site}/search/?q=custody")
    walk(page)
    page.goto(f"{site}/search/?q=custody")
    skip(page)
    go_to(page, page.locator("summary", has_text="Force"))
    page.keyboard.press("Enter")
    go_to(page, page.get_by_role("checkbox", name=re.compile("^Kent")))
    page.keyboard.press("Space")
    go_to(page, page.get_by_role("button", name="Apply"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=custody.*force=kent"))
    expect(page.locator("#said")).to_contain_text("result")
    go_to(page, page.get_by_role("link", name="Clear filters"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=custody$"))
    go_to(page, page.locator(".finding__title a").first)
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("/search/"))


def test_an_error_is_reported_by_keyboard(site, watched):
    page = watched
    page.goto(f"{site}/inspections/dorset-2021/findings/summary-partnership/")
    go_to(page, page.get_by_role("link", name=re.compile("^Report an error here")))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Report an error")
    walk(page)
    go_to(page, page.get_by_label("What is wrong?"))
    page.keyboard.type("An invented error.")
    go_to(page, page.get_by_role("button", name="Send"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
