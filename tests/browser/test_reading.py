"""Reading comfort in a real browser: citations are copied, with and without a script."""

import re
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from tests.browser.test_axe import RULES

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


def test_a_term_is_explained_where_it_stands_by_keyboard_alone(site, watched):
    page = watched
    page.goto(f"{site}/inspections/dorset-2021/")
    term = page.locator("#recommendations ~ article a.term").first
    name = term.text_content()
    term.focus()
    page.keyboard.press("Enter")
    note = page.get_by_role("dialog", name=f"What {name} means")
    expect(note).to_be_visible()
    expect(note).to_be_focused()
    expect(term).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(note.get_by_role("link", name="In the glossary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(term).to_be_focused()
    assert "/glossary/" not in page.url


def test_an_open_note_is_no_barrier(site, page):
    page.goto(f"{site}/inspections/dorset-2021/")
    page.locator("#recommendations ~ article a.term").first.click()
    assert not Axe().run(page, context=".term-note", options=RULES).response["violations"]


def test_without_a_script_a_term_leads_to_the_glossary(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/inspections/dorset-2021/")
    page.locator("#recommendations ~ article a.term").first.click()
    expect(page).to_have_url(re.compile("/glossary/#.+"))
    expect(page.locator(":target")).to_be_visible()
    context.close()


@pytest.mark.parametrize(
    ("address", "panel", "drawn"),
    [
        ("/areas/", "#areas-ncpi-2017-case-3", "9 of 11"),
        ("/self-assessment/?force=dorset", "#dorset-2021-joint", "29 of 33"),
    ],
)
def test_a_chart_is_saved_with_title_base_and_source_in_it(site, watched, tmp_path, address, panel, drawn):
    page = watched
    page.emulate_media(color_scheme="dark")
    page.goto(site + address, wait_until="networkidle")
    chart = page.locator(panel)
    svg = saved(page, chart, "SVG", tmp_path).read_text()
    words = " ".join(ElementTree.fromstring(svg).itertext())
    for said in (
        chart.get_by_role("heading").first.text_content(),
        chart.locator("[data-base]").text_content()[:40],
        "Source: Dorset Police: child protection inspection, 2021",
        f"{panel}",
        drawn,
    ):
        assert said in words, said
    assert 'fill="#fff"' in svg
    assert "var(--" not in svg
    with Image.open(saved(page, chart, "PNG", tmp_path)) as picture:
        assert picture.format == "PNG"
        assert picture.width == 1800
        assert picture.height > 600
        assert picture.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
        assert len(picture.convert("RGB").getcolors(1 << 20)) > 20
    expect(chart.get_by_text("Chart saved as PNG")).to_be_visible()


def saved(page, chart, kind, folder):
    with page.expect_download() as download:
        chart.get_by_role("button", name=f"Save chart as {kind}").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    assert path.suffix == f".{kind.lower()}"
    return path


def test_without_a_script_there_are_no_buttons_that_do_nothing(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/areas/")
    expect(page.get_by_role("button", name=re.compile("Save chart"))).to_have_count(0)
    expect(page.get_by_role("link", name="Download CSV")).to_be_visible()
    context.close()


def test_contents_follow_the_reading_position(site, watched):
    page = watched
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site}/inspections/dorset-2021/")
    current = page.locator(".contents [aria-current]")
    expect(current).to_have_text("The report")
    page.locator("#recommendations").evaluate("place => place.scrollIntoView()")
    expect(current).to_have_text("Recommendations")
    page.locator("#report").evaluate("place => place.scrollIntoView()")
    expect(current).to_have_text("The report")
    # A jump into the middle of a section, where no heading is near.
    page.locator("#chapter-investigation").evaluate("place => { place.parentElement.open = true; }")
    page.locator("details:has(> #chapter-investigation) .chapter-pager").evaluate(
        "place => place.scrollIntoView({ block: 'end' })"
    )
    expect(current).to_have_text("Investigation")


def test_a_link_to_a_chapter_opens_it(site, watched):
    page = watched
    page.goto(f"{site}/inspections/dorset-2021/")
    page.locator('.contents a[href="#chapter-initial-contact"]').click()
    chapter = page.locator("details", has=page.locator("#chapter-initial-contact"))
    expect(chapter).to_have_attribute("open", "")
    chapter.get_by_role("link", name=re.compile("Next chapter")).click()
    expect(page.locator("details[open] > summary[id^=chapter-]")).to_have_count(2)
