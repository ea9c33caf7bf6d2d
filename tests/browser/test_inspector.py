"""An inspector's story, from the first page to a printed report."""

import re

import pytest
from playwright.sync_api import expect

# The server is another thread, so the data is really written; tests without one run first.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_inspector_finds_how_dorset_graded_itself_and_what_it_was_told(site, watched):
    page = watched
    page.goto(site)
    page.get_by_role("link", name="Read an inspection").click()
    page.get_by_role("link", name=re.compile("Dorset Police: child protection inspection")).first.click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("29")
    expect(main).to_contain_text("between 0 and 8 of the 33 cases")
    expect(main).to_contain_text(re.compile("immediately", re.IGNORECASE))
    expect(main).to_contain_text("9 of 83")


def test_inspector_filters_a_register_without_a_mouse(site, watched):
    page = watched
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/recommendations/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    summary = page.locator("summary", has_text="Timescale")
    summary.focus()
    page.keyboard.press("Enter")
    page.get_by_label(re.compile("^Immediately")).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Apply").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("timescale=immediately"))
    expect(page.locator("#said")).to_contain_text("7 recommendations with timescale Immediately.")


def test_inspector_follows_a_row_to_its_passage(site, watched):
    page = watched
    page.goto(f"{site}/findings/?force=kent&theme=appropriate-adults")
    page.locator("tbody tr").first.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/inspections/kent-2019/findings/"))
    expect(page.get_by_role("main")).to_contain_text("of kent-2019.txt")


def test_the_same_shortcoming_meets_under_one_theme(site, watched):
    page = watched
    page.goto(f"{site}/themes/appropriate-adults/")
    expect(page.get_by_role("heading", name=re.compile("Dorset"))).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("Kent"))).to_be_visible()


def test_pages_work_without_javascript(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for address in ("/", "/self-assessment/", "/areas/", "/case-grades/?force=kent", "/inspections/kent-2019/"):
        assert page.goto(site + address).status == 200
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    context.close()


def test_no_page_asks_another_host(site, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ("/", "/self-assessment/", "/areas/", "/inspections/dorset-2021/", "/case-grades/"):
        page.goto(site + address, wait_until="networkidle")
    assert all(url.startswith((site, "data:", "blob:")) for url in asked), asked


def test_an_inspection_prints_without_navigation(site, page):
    page.goto(f"{site}/inspections/dorset-2021/")
    page.emulate_media(media="print")
    expect(page.locator(".site-nav")).to_be_hidden()
    expect(page.get_by_role("main")).to_contain_text("Recommendation 1")
