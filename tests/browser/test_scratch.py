"""Unsaved text in a browser: kept a few seconds after the last key and offered again, with scripts and without."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from findings.models import Scratch
from tests import synthetic
from tests.browser.test_axe import RULES
from tests.people import sign_in, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_closed_window_loses_nothing(site, watched, browser):
    synthetic.testshire()
    draft = synthetic.load_as_draft(synthetic.document())
    editor = somebody("editor")
    sign_in(watched.context, site, editor)
    page = f"{site}/entry/inspections/{draft.pk}/findings/items/new/"
    watched.goto(page)
    watched.get_by_label("Summary").fill("Half an invented sentence")
    watched.get_by_text("Unsaved text kept at").wait_for()
    watched.on("dialog", lambda dialog: dialog.accept())
    watched.goto(page)
    assert watched.get_by_label("Summary").input_value() == ""
    watched.get_by_label("Summary").fill("Something newer")
    watched.get_by_text("Choose above").wait_for()
    found = Axe().run(watched, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    with_none = browser.new_context(java_script_enabled=False)
    sign_in(with_none, site, editor)
    other = with_none.new_page()
    other.goto(page)
    other.get_by_role("link", name="Take it").click()
    assert other.get_by_label("Summary").input_value() == "Half an invented sentence"
    other.get_by_role("button", name="Throw it away").click()
    assert other.get_by_label("Summary").input_value() == ""
    with_none.close()
    assert not Scratch.objects.exists()
