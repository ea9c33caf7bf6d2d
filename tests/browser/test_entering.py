"""From nothing to public: an editor enters a report, a second person returns it and publishes it, anyone reads."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from inspections.models import Inspection
from tests import synthetic
from tests.browser.test_axe import RULES
from tests.people import sign_in, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# The tallies of a real report (good, requires improvement, inadequate), under an invented force.
TALLIES = (
    (7, 19, 7),
    (5, 18, 10),
    (13, 11, 20),
    (18, 29, 30),
    (5, 4, 2),
    (0, 2, 9),
    (3, 3, 4),
    (5, 6, 2),
    (3, 4, 1),
    (2, 3, 3),
    (0, 5, 3),
    (0, 2, 6),
)


def as_person(browser, site, person):
    page = browser.new_context().new_page()
    page.set_default_timeout(20_000)
    sign_in(page.context, site, person)
    page.goto(f"{site}/entry/")
    return page


def begin(page):
    page.get_by_role("link", name="A new inspection").click()
    page.get_by_role("combobox", name="Find by any name").fill("testsh")
    page.keyboard.press("Enter")
    page.get_by_label("Address name").fill("testshire-2020")
    page.get_by_label("Framework").select_option("ncpi-2017")
    page.get_by_label("Kind").select_option("inspection")
    page.get_by_label("Title").fill("Testshire (invented): child protection inspection")
    page.get_by_label("Published on").fill("2020-06-01")
    page.get_by_label("Published precision").select_option("month")
    page.get_by_role("button", name="Make the draft").click()
    page.get_by_text("The draft has been made.").wait_for()


def type_tallies(page):
    """Cell by cell on the keyboard, with one deliberate mistake in the headline."""
    page.get_by_role("link", name="Case audits").click()
    page.locator("[id='force-joint.good']").focus()
    for number, line in enumerate(TALLIES):
        typed = (81, *line[1:]) if number == 3 else line
        for place, cases in enumerate(typed):
            page.keyboard.type(str(cases))
            page.keyboard.press("ArrowRight" if place < 2 else "Enter")
        if number < len(TALLIES) - 1:
            page.keyboard.press("ArrowLeft")
            page.keyboard.press("ArrowLeft")
    page.get_by_label("Where the tallies stand").fill("page 12")
    page.get_by_text("4 equations of").wait_for()  # by grade and in total, against the samples and the areas
    page.locator("[id='hmicfrs-all.good']").fill("18")
    page.get_by_text("No equation fails.").wait_for()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved. No equation fails.").wait_for()


def add_items(page, title):
    page.get_by_role("link", name=title).click()
    page.locator("main").get_by_role("link", name="Findings", exact=True).click()
    for chapter, heading in (("initial-contact", "Calls are answered"), ("investigation", "Work is checked")):
        page.get_by_role("link", name="Add a finding").click()
        page.get_by_label("Kind").select_option("headed")
        page.get_by_label("Chapter").select_option(chapter)
        page.get_by_label("Polarity").select_option("strength")
        page.get_by_label("Show only what fits these words").last.fill("supervis")
        page.get_by_label("Title").fill(f"{heading} (invented)")
        page.get_by_label("Summary").fill("An invented finding, entered by hand.")
        page.get_by_label("Wording").select_option("own words")
        page.get_by_label("Where in the report").fill("page 20; paragraph 3")
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_text(f"Added: {heading} (invented)").wait_for()


@pytest.mark.both_engines
def test_from_nothing_to_public(browser, site):
    synthetic.testshire()
    editor = as_person(browser, site, somebody("editor"))
    begin(editor)
    title = "Testshire (invented): child protection inspection"
    draft = Inspection.objects.get(slug="testshire-2020")
    type_tallies(editor)
    add_items(editor, title)
    editor.goto(f"{site}/entry/inspections/{draft.pk}/preview/")
    editor.get_by_text("This is a draft").wait_for()
    review = f"{site}/entry/inspections/{draft.pk}/review/"
    submit(editor, review)

    publisher = as_person(browser, site, somebody("publisher"))
    publisher.goto(review)
    publisher.get_by_label("Comment", exact=True).fill("Say in the abstract what was found.")
    publisher.get_by_role("button", name="Add the comment").click()
    publisher.get_by_role("button", name="Return").click()

    editor.goto(f"{site}/entry/inspections/{draft.pk}/details/")
    editor.get_by_label("Abstract").fill("An invented abstract of an invented inspection.")
    editor.get_by_role("button", name="Save", exact=True).click()
    submit(editor, review)

    reader = browser.new_context().new_page()
    assert reader.goto(f"{site}/inspections/testshire-2020/").status == 404
    publisher.goto(f"{site}/entry/inspections/{draft.pk}/publish/")
    publisher.get_by_role("button", name="Publish edition 1").click()
    publisher.get_by_text("Published: Testshire").wait_for()
    assert reader.goto(f"{site}/inspections/testshire-2020/").status == 200
    text = reader.locator("main").text_content()
    assert "An invented abstract of an invented inspection." in text
    assert "Calls are answered (invented)" in text
    assert "77" in text
    for page in (editor, publisher, reader):
        page.context.close()


def submit(page, review):
    page.goto(review)
    page.get_by_role("button", name="Submit").click()
    page.get_by_text("Submitted for review.").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_items_and_files_have_no_barrier_and_fit(watched, site, scheme):
    synthetic.testshire()
    draft = synthetic.load_as_draft(synthetic.everything())
    sign_in(watched.context, site, somebody("editor"))
    watched.emulate_media(color_scheme=scheme)
    home = f"{site}/entry/inspections/{draft.pk}/"
    topical = synthetic.load_as_draft(synthetic.topical())
    pages = (
        f"{site}/entry/inspections/{topical.pk}/topic-grades/",
        f"{home}findings/items/",
        f"{home}recommendations/items/key/one/",
        f"{home}figures/items/new/",
        f"{home}differences/",
        f"{site}/entry/upload/",
    )
    found = []
    for address in pages:
        for width in (1280, 320):
            watched.set_viewport_size({"width": width, "height": 800})
            watched.goto(address)
            assert watched.evaluate("document.documentElement.scrollWidth") <= width, address
        found += [(address, each["id"]) for each in Axe().run(watched, options=RULES).response["violations"]]
    assert not found


def test_themes_are_found_by_their_words_and_unsaved_text_is_not_left_by_mistake(watched, site):
    synthetic.testshire()
    draft = synthetic.load_as_draft(synthetic.everything())
    sign_in(watched.context, site, somebody("editor"))
    watched.goto(f"{site}/entry/inspections/{draft.pk}/findings/items/new/")
    themes = watched.locator("#id_themes")
    before = themes.locator("label:visible").count()
    themes.get_by_role("searchbox").fill("supervis")
    shown = themes.locator(".choices label:visible")
    assert 0 < shown.count() < before
    assert all("upervis" in text for text in shown.all_text_contents())
    watched.get_by_label("Title").fill("Not saved yet")
    asked = []
    watched.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    watched.get_by_role("link", name="Desk", exact=True).first.click(no_wait_after=True)
    watched.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert watched.get_by_label("Title").input_value() == "Not saved yet"


def test_a_file_is_looked_through_and_stored(watched, site):
    synthetic.testshire()
    sign_in(watched.context, site, somebody("editor"))
    watched.goto(f"{site}/entry/upload/")
    content = synthetic.as_yaml(synthetic.everything()).encode()
    watched.set_input_files("#file", {"name": "sent.yaml", "mimeType": "application/yaml", "buffer": content})
    watched.get_by_role("button", name="Look through it").click()
    watched.get_by_text("A new draft of testshire-2020 would be made.").wait_for()
    assert not Inspection.objects.filter(slug="testshire-2020").exists()
    watched.get_by_role("button", name="Store it as a draft").click()
    watched.get_by_text("Stored as a draft from the file sent.yaml").wait_for()
    assert Inspection.objects.get(slug="testshire-2020").state == "draft"
