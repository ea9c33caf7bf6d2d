"""Editions: the current one at its plain address, any public one at an address that names it."""

import pytest

from tests import synthetic

pytestmark = pytest.mark.django_db
ADDRESS = "/inspections/testshire-2020/"


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def _two_editions():
    data = synthetic.everything()
    synthetic.load(data)
    data["findings"][0]["summary"] = "An invented finding, corrected."
    data["inspection"]["edition_note"] = "Corrects an invented finding."
    synthetic.load(data)


@pytest.mark.usefixtures("_two_editions")
def test_superseded_edition_says_so_and_leads_to_the_current_one(client):
    old = text_of(client, f"{ADDRESS}editions/1/")
    assert "This edition has been superseded" in old
    assert old.index("This edition has been superseded") < old.index('id="report"')
    assert f'<a href="{ADDRESS}">Read the current edition (2)</a>' in old
    assert "An invented finding, corrected." not in old


@pytest.mark.usefixtures("_two_editions")
@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}editions/2/"])
def test_current_edition_stands_at_both_addresses(client, address):
    text = text_of(client, address)
    assert "This edition has been superseded" not in text
    assert "An invented finding, corrected." in text
    assert "Corrects an invented finding." in text
    assert f'href="{ADDRESS}editions/1/"' in text


@pytest.mark.usefixtures("_two_editions")
def test_items_of_an_old_edition_stay_in_it(client):
    old = text_of(client, f"{ADDRESS}editions/1/")
    assert f'href="{ADDRESS}editions/1/findings/first/"' in old
    assert f'href="{ADDRESS}findings/first/"' not in old
    item = text_of(client, f"{ADDRESS}editions/1/findings/first/")
    assert "which has been superseded" in item
    assert "corrected" not in item
    assert "corrected" in text_of(client, f"{ADDRESS}findings/first/")


@pytest.mark.usefixtures("_two_editions")
def test_lists_name_the_current_edition_alone(client):
    text = text_of(client, "/inspections/")
    assert text.count(f'href="{ADDRESS}"') == 1
    assert "editions/1/" not in text


@pytest.mark.usefixtures("_two_editions")
def test_edition_that_is_not_there_is_404(client):
    for edition in (0, 3, 99):
        assert client.get(f"{ADDRESS}editions/{edition}/").status_code == 404


def test_draft_edition_is_404_and_leaves_the_current_one_alone(client):
    data = synthetic.everything()
    synthetic.load(data)
    before = client.get(ADDRESS).content
    data["findings"][0]["summary"] = "A secret."
    synthetic.load(data, as_draft=True)
    assert client.get(f"{ADDRESS}editions/2/").status_code == 404
    assert client.get(f"{ADDRESS}editions/2/findings/first/").status_code == 404
    assert client.get(ADDRESS).content == before
