"""Every page on which something is entered: no barrier, nothing that scrolls sideways, and all of it by keyboard."""

import pytest

from tests import synthetic
from tests.browser.desk_pages import LOOKED_AT, names_of
from tests.browser.test_axe import look
from tests.people import client_of, sign_in, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(site, page):
    """The browser of an editor, and where the pages of a draft with something of everything begin."""
    synthetic.testshire()
    draft = synthetic.load_as_draft(synthetic.everything())
    sign_in(page.context, site, somebody("editor"))
    return page, f"{site}/entry/inspections/{draft.pk}/"


def test_no_page_of_entering_has_a_barrier(desk, site):
    page, home = desk
    topical = synthetic.load_as_draft(synthetic.topical())
    addresses = (
        home,
        f"{home}details/",
        f"{home}findings/items/",
        f"{home}findings/items/new/",
        f"{home}recommendations/items/key/one/",
        f"{home}case-audits/",
        f"{home}preview/",
        f"{home}differences/",
        f"{site}/entry/upload/",
        f"{site}/entry/inspections/new/",
        f"{site}/entry/inspections/{topical.pk}/topic-grades/",
    )
    assert names_of(addresses) == LOOKED_AT["test_desk_forms"]
    found = []
    for address in addresses:
        page.goto(address)
        found += look(page, address)
    assert not found, "\n".join(found)


def test_no_page_that_answers_has_a_barrier(desk, site):
    """What is refused, what was faster, what can be taken back, and what a file would do."""
    page, home = desk
    page.goto(f"{home}case-audits/")
    page.fill("[id='hmicfrs-all.good']", "many")
    page.fill("[id='where-all']", "page 1; page 2")
    page.get_by_role("button", name="Save", exact=True).click()
    found = look(page, "a grid with mistakes")
    page.goto(f"{home}figures/items/new/")
    page.fill("#id_figure", "x" * 300)
    page.get_by_role("button", name="Save", exact=True).click()
    found += look(page, "a form with mistakes")
    page.goto(f"{home}findings/items/")
    page.get_by_role("button", name="Copy").first.click()
    page.get_by_role("button", name="Take it back").wait_for()
    found += look(page, "a list that was changed")
    page.goto(f"{home}findings/items/key/first/")
    client_of(somebody("publisher")).post(page.url, form_of(page) | {"summary": "Theirs."})
    page.fill("#id_summary", "Mine.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Somebody else has changed this").wait_for()
    found += look(page, "two versions")
    topical = synthetic.load_as_draft(synthetic.topical())
    page.goto(f"{site}/entry/inspections/{topical.pk}/topic-grades/")
    grade = page.locator("main form[data-scratch] select").first
    taken = grade.locator("option").evaluate_all("options => options.map(option => option.value)")[1:]
    grade.select_option(taken[0])
    page.get_by_label("Where in the report").first.fill("page 1")
    client_of(somebody("publisher", name="faster")).post(page.url, form_of(page))
    grade.select_option(taken[1])
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Somebody else has changed this").wait_for()
    found += look(page, "two versions of topics")
    for name, content in (
        ("refused.yaml", b"document: 7\n"),
        ("sent.yaml", synthetic.as_yaml(synthetic.whole()).encode()),
    ):
        page.goto(f"{site}/entry/upload/")
        page.set_input_files("#file", {"name": name, "mimeType": "application/yaml", "buffer": content})
        page.get_by_role("button", name="Look through it").click()
        page.wait_for_load_state()
        found += look(page, name)
    assert not found, "\n".join(found)


def form_of(page):
    """What the form of the page would send."""
    return page.evaluate("Object.fromEntries(new FormData(document.querySelector('main form[data-scratch]')))")


FIELDS = "main form[data-scratch] :is(input, select, textarea, button):not([type=hidden], [tabindex='-1'])"


def test_a_form_is_walked_filled_in_and_mended_with_the_keyboard(desk):
    page, home = desk
    page.goto(f"{home}figures/items/new/")
    page.locator("main form summary").focus()
    page.keyboard.press("Enter")  # opens what is seldom needed
    wanted = page.eval_on_selector_all(FIELDS, "fields => fields.map(field => field.id || field.textContent)")
    page.locator("#id_chapter").focus()
    walked = []
    for _ in range(len(wanted) * 3):  # a date takes three stops
        name = page.evaluate("document.activeElement.id || document.activeElement.textContent")
        walked += [] if name in walked[-1:] or name not in wanted else [name]
        if name == wanted[-1]:
            break
        page.keyboard.press("Tab")
    assert walked == wanted
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")  # Save, with nothing filled in
    page.get_by_text("There is a problem").wait_for()
    page.locator(".error-summary a").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_chapter"
    for keys in (["I"], ["Tab", "d", "o", "g", "s"], ["Tab", "4"]):
        for key in keys:
            page.keyboard.press(key)
    assert page.input_value("#id_chapter") == "introduction"
    assert (page.input_value("#id_figure"), page.input_value("#id_value")) == ("dogs", "4")
