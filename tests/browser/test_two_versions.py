"""Two people at one item, as the second sees it: chosen field by field with the keyboard, and without scripts."""

import pytest

from findings.documents.edits import item_of
from findings.store.export import document_of
from tests import synthetic
from tests.browser.keyboard import walked
from tests.browser.test_desk_forms import form_of
from tests.people import client_of, sign_in, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft():
    synthetic.testshire()
    return synthetic.load_as_draft(synthetic.everything())


def conflict(page, site, draft):
    """The page of two versions of a finding: the summary is changed by both, the note by the other person alone."""
    sign_in(page.context, site, somebody("editor"))
    page.goto(f"{site}/entry/inspections/{draft.pk}/findings/items/key/first/")
    theirs = form_of(page) | {"summary": "Theirs.", "note": "Their note."}
    assert client_of(somebody("publisher")).post(page.url, theirs).status_code == 302
    page.fill("#id_summary", "Mine.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Somebody else has changed this").wait_for()


def test_the_choice_is_made_by_keyboard(site, page, draft):
    conflict(page, site, draft)
    found, controls = walked(page)
    assert not found, "\n".join(found)
    assert controls > 5
    page.get_by_role("button", name="Save what is chosen").click()  # nothing is chosen of the summary yet
    page.get_by_role("link", name="Summary: choose one of the two.").press("Enter")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("radio", name="Yours").first.is_checked()
    page.get_by_role("button", name="Save what is chosen").press("Enter")
    page.get_by_text("Saved: ").wait_for()
    finding = item_of(document_of(draft), "findings", "first")
    assert (finding.summary, finding.note) == ("Mine.", "Their note.")


def test_it_works_without_scripts_at_the_width_of_a_telephone(site, browser, draft):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 800})
    page = context.new_page()
    conflict(page, site, draft)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    page.get_by_label("Theirs.").check()
    page.get_by_role("button", name="Save what is chosen").click()
    page.get_by_text("Saved: ").wait_for()
    assert item_of(document_of(draft), "findings", "first").summary == "Theirs."
    context.close()
