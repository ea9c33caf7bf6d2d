"""Reading comfort in a real browser: citations are copied, with and without a script."""

import pytest
from playwright.sync_api import expect

# The server is another thread, so the data is really written; tests without one run first.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_citation_is_copied_by_keyboard_and_the_page_says_so(site, watched):
    page = watched
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/inspections/dorset-2021/figures/cases-referred-back/")
    page.get_by_role("button", name="Copy citation").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Citation copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "9 of 83 cases" in copied
    assert "/editions/1/figures/cases-referred-back/" in copied


def test_where_the_clipboard_is_refused_the_citation_is_selected(site, page):
    page.goto(f"{site}/inspections/dorset-2021/figures/cases-referred-back/")
    page.evaluate(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('no')); document.execCommand = () => false"
    )
    page.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_role("status")).to_contain_text("The citation is selected")
    assert "9 of 83 cases" in page.evaluate("String(window.getSelection())")


def test_a_chart_is_cited_without_a_script(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/self-assessment/")
    panel = page.locator(".panel").first
    panel.locator(".cite > summary").click()
    expect(panel.locator("[data-cite]")).to_contain_text("Base: ")
    expect(page.get_by_role("button", name="Copy citation")).to_have_count(0)
    context.close()
