"""The board without a mouse, and a shortlist that grows from page to page, with a script and without."""

import re

import pytest
from playwright.sync_api import expect

# The server is another thread, so the data is really written; tests without one run first.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHOSEN = "dorset-2021/recommendations/rec-control-room-response"
NAME = """(() => {
    const here = document.activeElement;
    const label = here.labels && here.labels.length ? here.labels[0] : here;
    return here.tagName + ": " + label.textContent.replace(/\\s+/g, " ").trim();
})()"""


def tab_to(page, described, most=120):
    """Presses Tab until the element in focus has such a name; fails where none comes."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(NAME)
        if re.search(described, focused):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    raise AssertionError(f"Tab does not reach {described!r}")


def test_the_board_is_walked_by_keyboard(site, watched):
    page = watched
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/recommendations/")
    tab_to(page, "board of cards")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recommendations as a board")
    tab_to(page, "SUMMARY: Force")
    page.keyboard.press("Enter")
    tab_to(page, "INPUT: Dorset")
    page.keyboard.press("Space")
    tab_to(page, "BUTTON: Apply")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("8 recommendations with force Dorset.")
    tab_to(page, "A: State")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("force=dorset.*by=state|by=state.*force=dorset"))
    expect(page.get_by_role("heading", level=2, name=re.compile("No follow-up known to us"))).to_be_visible()
    tab_to(page, "INPUT: Choose recommendation 1 of Dorset")
    page.keyboard.press("Space")
    tab_to(page, "BUTTON: Put the chosen on a shortlist")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/shortlist/\\?item="))
    expect(page.locator(".shortlist__entry")).to_have_count(1)
    tab_to(page, "A: Dorset, 2021: recommendation 1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/inspections/{CHOSEN}/")


def test_a_shortlist_grows_from_page_to_page(site, watched):
    page = watched
    page.goto(f"{site}/inspections/{CHOSEN}/")
    page.get_by_role("link", name="Add to shortlist").click()
    expect(page.locator(".shortlist__entry")).to_have_count(1)
    page.goto(f"{site}/inspections/kent-2019/recommendations/rec-investigation-plan/")
    page.get_by_role("link", name="Add to shortlist").click()
    expect(page.locator(".shortlist__entry")).to_have_count(2)
    page.goto(f"{site}/inspections/{CHOSEN}/")
    expect(page.get_by_role("link", name="On your shortlist")).to_be_visible()
    page.goto(f"{site}/recommendations/board/")
    page.get_by_label(re.compile("Choose recommendation 2 of Kent")).check()
    page.get_by_role("button", name="Put the chosen on a shortlist").click()
    expect(page.locator(".shortlist__entry")).to_have_count(3)
    page.get_by_role("link", name=re.compile("^Remove 1")).click()
    expect(page.locator(".shortlist__entry")).to_have_count(2)
    page.get_by_role("link", name="Start an empty list").click()
    expect(page.locator(".caption")).to_have_text("Nothing on it yet")
    page.goto(f"{site}/inspections/{CHOSEN}/")
    page.get_by_role("link", name="Add to shortlist").click()
    expect(page.locator(".shortlist__entry")).to_have_count(1)


def test_a_shortlist_needs_no_script(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/inspections/{CHOSEN}/")
    page.get_by_role("link", name="Add to shortlist").click()
    page.get_by_label("Add a finding or a recommendation").fill(
        f"{site}/inspections/kent-2019/recommendations/rec-investigation-plan/"
    )
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".shortlist__entry")).to_have_count(2)
    assert not context.cookies()
    context.close()


def test_a_shortlist_prints_as_a_briefing(site, page):
    page.goto(f"{site}/shortlist/?item={CHOSEN}&item=nothing")
    page.emulate_media(media="print")
    for hidden in (".site-nav", ".shortlist__aside", ".panel__actions"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.get_by_role("main")).to_contain_text("Cite as")
    expect(page.locator(".shortlist__address")).to_be_visible()
    expect(page.locator(".shortlist__address")).to_contain_text(f"/shortlist/?item={CHOSEN}")
