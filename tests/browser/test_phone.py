"""On a phone the pages of the desk that hold wide tables are read and filled in without scrolling sideways."""

import pytest

from tests import synthetic
from tests.people import sign_in, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 375, "height": 800}
SIDEWAYS = "boxes => boxes.map(box => box.scrollWidth - box.clientWidth)"


@pytest.fixture
def phone(page, site):
    synthetic.testshire()
    sign_in(page.context, site, somebody("editor"))
    page.set_viewport_size(PHONE)
    return page


def test_the_grid_shows_every_cell_with_its_head(phone, site):
    draft = synthetic.load_as_draft(synthetic.everything())
    phone.goto(f"{site}/entry/inspections/{draft.pk}/case-audits/")
    assert set(phone.locator(".table-wrap:has(.grid)").evaluate_all(SIDEWAYS)) == {0}
    line = phone.locator("tr[data-line='hmicfrs-all']")
    heads = "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
    told = line.locator("td").evaluate_all(heads)
    assert told[:4] == ['"Good"', '"Requires improvement"', '"Inadequate"', '"Sum"']
    phone.locator("[id='hmicfrs-all.good']").fill("9")
    phone.locator("[id='hmicfrs-all.inadequate']").fill("1")
    phone.locator("tr[data-line='hmicfrs-all'] output").get_by_text("12").wait_for()


def test_what_is_wrong_with_a_file_is_read_without_scrolling(phone, site):
    phone.goto(f"{site}/entry/upload/")
    wrong = synthetic.as_yaml(synthetic.everything(inspection={"published_on": "2020-06-01", "title": ""})).encode()
    phone.set_input_files("#file", {"name": "sent.yaml", "mimeType": "application/yaml", "buffer": wrong})
    phone.get_by_role("button", name="Look through it").click()
    phone.get_by_role("heading", name="The file cannot be used as it is").wait_for()
    assert phone.title().startswith("Error: ")
    assert phone.locator(".table-wrap:has(.stacked)").evaluate_all(SIDEWAYS) == [0]
