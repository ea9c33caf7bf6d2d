"""From nothing to public: an editor enters Kent, a second person returns it and publishes it, anyone reads.

What is typed is read from the transcription of the report: its details, every tally, and two chapters with their
findings and figures. It stands under a name of its own, as the whole of Kent is loaded already. At the end the database
says of these parts exactly what the transcription says.
"""

from pathlib import Path

import pytest

from findings.documents.locator_text import text_of
from findings.documents.yaml_form import read_file
from findings.store.export import document_of
from inspections.models import Inspection
from tests import synthetic
from tests.people import sign_in, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KENT = read_file(Path(__file__).resolve().parents[2] / "fixtures/inspections/kent-2019.yaml").document
CHAPTERS = ("decision-making", "police-detention")
SLUG = "kent-2019-by-hand"
TITLE = "Kent Police: entered by hand in a test"
BOXES, CHOICES = ("areas", "themes"), ("kind", "chapter", "polarity", "wording", "qualifier", "framework")


def as_person(browser, site, person):
    page = browser.new_context().new_page()
    page.set_default_timeout(20_000)
    sign_in(page.context, site, person)
    page.goto(f"{site}/entry/")
    return page


def fill(page, part):
    """Types what a part says into the form of its kind, the fields that are folded away too."""
    page.evaluate("document.querySelectorAll('main form details').forEach(box => { box.open = true; })")
    for name, value in part.model_dump(exclude_none=True, exclude_defaults=True, mode="json").items():
        if name == "locator":
            page.fill("#id_where", text_of(part.locator))
        elif name in BOXES:
            for each in value:
                page.check(f"input[name={name}][value={each}]")
        elif name in CHOICES or name.endswith("precision"):
            page.select_option(f"#id_{name}", value)
        else:
            page.fill(f"#id_{name}", str(value))


def begin(page):
    page.get_by_role("link", name="A new inspection").click()
    page.get_by_role("combobox", name="Type a name").fill("kent")
    page.keyboard.press("Enter")
    assert page.input_value("#id_force") == "kent"
    header = {"slug": SLUG, "title": TITLE, "abstract": None, "force": None}
    fill(page, KENT.inspection.model_copy(update=header))
    page.get_by_role("button", name="Make the draft").click()
    page.get_by_text("The draft has been made.").wait_for()


def tallies(document):
    """{counted set: cases by grade}, whatever else is said of them."""
    return {audit.key: {count.grade: count.cases for count in audit.counts} for audit in document.case_audits}


def type_tallies(page):
    """Cell by cell on the keyboard, with one deliberate mistake in the headline."""
    page.get_by_role("link", name="Case audits").click()
    page.locator("[id='force-joint.good']").focus()
    lines = tallies(KENT)
    for number, key in enumerate(
        page.locator("tr[data-line]").evaluate_all("rows => rows.map(row => row.dataset.line)")
    ):
        typed = list(lines[key].values()) if key != "hmicfrs-all" else [81, *list(lines[key].values())[1:]]
        for place, cases in enumerate(typed):
            page.keyboard.type(str(cases))
            page.keyboard.press("ArrowRight" if place < 2 else "Enter")
        if number < len(lines) - 1:
            page.keyboard.press("ArrowLeft")
            page.keyboard.press("ArrowLeft")
    page.get_by_label("Where the tallies stand").fill("page 12")
    page.get_by_text("4 equations of").wait_for()  # by grade and in total, against the samples and the areas
    page.locator("[id='hmicfrs-all.good']").fill(str(lines["hmicfrs-all"]["good"]))
    page.get_by_text("No equation fails.").wait_for()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved. No equation fails.").wait_for()


def of_chapters(document, noun):
    return [item for item in getattr(document, noun) if item.chapter in CHAPTERS]


def add_items(page, home):
    for noun, one in (("findings", "finding"), ("figures", "figure")):
        page.goto(f"{home}{noun}/items/new/")
        items = of_chapters(KENT, noun)
        for item in items:
            fill(page, item)
            last = item is items[-1]
            page.get_by_role("button", name="Save" if last else "Save and add another", exact=True).click()
            page.get_by_text(f"Added: {(getattr(item, 'title', None) or item.figure)[:30]}").wait_for()
        assert page.locator(".entry-items li").count() == len(items), one


@pytest.mark.both_engines
def test_from_nothing_to_public(browser, site):
    editor = as_person(browser, site, somebody("editor"))
    begin(editor)
    draft = Inspection.objects.get(slug=SLUG)
    home = f"{site}/entry/inspections/{draft.pk}/"
    type_tallies(editor)
    add_items(editor, home)
    editor.goto(f"{home}preview/")
    editor.get_by_text("This is a draft").wait_for()
    review = f"{home}review/"
    submit(editor, review)

    publisher = as_person(browser, site, somebody("publisher"))
    publisher.goto(review)
    publisher.get_by_label("Comment", exact=True).fill("Say in the abstract what was found.")
    publisher.get_by_role("button", name="Add the comment").click()
    publisher.get_by_role("button", name="Return").click()

    editor.goto(f"{home}details/")
    editor.get_by_label("Abstract").fill(KENT.inspection.abstract)
    editor.get_by_role("button", name="Save", exact=True).click()
    submit(editor, review)

    reader = browser.new_context().new_page()
    assert reader.goto(f"{site}/inspections/{SLUG}/").status == 404
    publisher.goto(f"{home}publish/")
    publisher.get_by_role("button", name="Publish edition 1").click()
    publisher.get_by_text(f"Published: {TITLE}").wait_for()
    assert reader.goto(f"{site}/inspections/{SLUG}/").status == 200
    text = reader.locator("main").text_content()
    assert KENT.inspection.abstract in text
    assert all(item.title in text for item in of_chapters(KENT, "findings"))
    said = document_of(Inspection.objects.get(slug=SLUG))
    assert said.inspection == KENT.inspection.model_copy(update={"slug": SLUG, "title": TITLE})
    assert (said.findings, said.figures) == (of_chapters(KENT, "findings"), of_chapters(KENT, "figures"))
    assert tallies(said) == tallies(KENT)
    for page in (editor, publisher, reader):
        page.context.close()


def submit(page, review):
    page.goto(review)
    page.get_by_role("button", name="Submit").click()
    page.get_by_text("Submitted for review.").wait_for()


def test_themes_are_found_by_their_words_and_unsaved_text_is_not_left_by_mistake(watched, site):
    synthetic.testshire()
    draft = synthetic.load_as_draft(synthetic.everything())
    sign_in(watched.context, site, somebody("editor"))
    watched.goto(f"{site}/entry/inspections/{draft.pk}/findings/items/new/")
    themes = watched.locator("#id_themes")
    before = themes.locator("label:visible").count()
    search = themes.get_by_role("searchbox")
    search.fill("supervis")
    shown = themes.locator(".choices label:visible")
    assert 0 < shown.count() < before
    said = shown.evaluate_all("rows => rows.map(row => row.textContent + row.querySelector('input').dataset.means)")
    assert all("upervis" in text for text in said)
    search.press("Enter")
    assert themes.locator("input:checked").evaluate_all("boxes => boxes.map(box => box.value)") == ["supervision"]
    assert search.input_value() == ""
    assert "Chosen: " in themes.get_by_role("status").text_content()
    search.press("ArrowDown")
    watched.keyboard.press("Space")
    assert themes.locator("input:checked").count() == 2
    search.fill("no theme has such words")
    search.press("Enter")
    assert "Nothing else fits." in themes.get_by_role("status").text_content()
    search.fill("")
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
