"""Narrow windows, large letters, few colours, no motion: nothing of a page is lost."""

import pytest

from tests.browser.test_axe import PAGES

# The server is another thread, so the data is really written; tests without one run first.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHOWN = """() => [...document.querySelectorAll("main *")]
  .filter((element) => element.matches("h1, h2, h3, h4, p, li, dt, dd, a, button, label, summary, th, td"))
  .filter((element) => !element.parentElement.closest("details, .visually-hidden"))
  .filter((element) => !element.closest("[aria-hidden=true]")) // a picture of what stands beside it in words
  .map((element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0)"""
CLIPPED = """() => [...document.querySelectorAll(".table")]
  .filter((table) => table.checkVisibility() && !table.closest(".table-wrap[tabindex='0'][role='region']")).length"""

MOVING = """() => [...document.querySelectorAll("*")]
  .filter((element) => ["", "::before", "::after"].some((part) => {
    const style = getComputedStyle(element, part || null);
    return parseFloat(style.animationDuration) > 0 || parseFloat(style.transitionDuration) > 0;
  }))
  .map((element) => element.outerHTML.slice(0, 80))"""


def test_nothing_is_lost_when_a_page_grows_narrow(site, page):
    """1280 pixels at 400 % are 320, at 200 % 640: no sideways scrolling but in tables, which the keyboard reaches."""
    problems = []
    for address in PAGES:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(site + address)
        shown = page.evaluate(SHOWN)
        if page.evaluate(CLIPPED):
            problems.append(f"{address}: a table without a region of its own that scrolls and takes focus")
        for width in (1280, 640, 375, 320):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                problems.append(f"{address}: scrolls sideways at {width}")
            lost = sum(was and not now for was, now in zip(shown, page.evaluate(SHOWN), strict=True))
            if lost:
                problems.append(f"{address}: {lost} elements lost at {width}")
    assert not problems, "\n".join(problems)


def edges(page, selector):
    """Whether every such element has a visible edge all around it; there is at least one."""
    return page.evaluate(
        """(selector) => {
          const found = [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
          return found.length > 0 && found.every((element) => {
            const style = getComputedStyle(element);
            return ["Top", "Right", "Bottom", "Left"].every((side) =>
              parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== "none");
          });
        }""",
        selector,
    )


def style(page, selector, name):
    return page.locator(selector).first.evaluate("(element, name) => getComputedStyle(element)[name]", name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_every_mark(site, page, scheme):
    """Where the reader's own colours replace ours, edges, words and numbers say what colours said."""
    page.emulate_media(color_scheme=scheme, forced_colors="active")
    page.goto(f"{site}/")
    for selector in (".tile a", ".tag", ".card", ".chips a", ".button"):
        assert edges(page, selector), selector
    chosen, other = ".chips a[aria-current]", ".chips a:not([aria-current])"
    assert style(page, chosen, "borderTopWidth") == "3px"
    assert style(page, other, "borderTopWidth") == "1px"
    known, unknown = ".tile--level-3 a", ".tile:not([class*='level']) a"
    assert style(page, known, "borderTopWidth") == "2px"
    assert style(page, unknown, "borderTopWidth") == "1px"
    assert page.locator(".tile--level-3 .tile__text").first.inner_text().strip()  # the number stands on the tile
    assert style(page, ".tile--wales a", "borderTopStyle") == "dashed"
    page.goto(f"{site}/areas/")
    assert edges(page, ".heat td")
    assert all(text.strip() for text in page.locator(".heat td").all_inner_texts())
    page.goto(f"{site}/compare/?force=dorset&force=kent")
    for selector in (".tag", ".notice", ".filters", ".unit"):
        assert edges(page, selector), selector
    assert style(page, ".unit--poor", "backgroundColor") != style(page, ".unit--good", "backgroundColor")
    page.goto(f"{site}/inspections/dorset-2021/")
    assert edges(page, ".tag")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_nothing_moves_where_motion_is_not_wanted(site, page):
    page.emulate_media(reduced_motion="reduce")
    for address in ("/", "/compare/?force=dorset&force=kent", "/search/?q=custody", "/areas/"):
        page.goto(site + address, wait_until="networkidle")
        assert not page.evaluate(MOVING), address
        assert not page.evaluate("document.getAnimations().length")
