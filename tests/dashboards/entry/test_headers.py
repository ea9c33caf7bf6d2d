"""The details of an inspection as people type them: days, addresses, and the search for a force."""

import pytest

from tests import synthetic
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
NEW = {
    "slug": "testshire-2020",
    "force": "testshire",
    "framework": "ncpi-2017",
    "kind": "inspection",
    "title": "Testshire (invented): an inspection",
    "published_on": "1 June 2020",
    "published_precision": "month",
}


@pytest.fixture
def editor():
    synthetic.testshire()
    return client_of(somebody("editor"))


def text(response):
    return response.content.decode()


def test_a_day_that_does_not_exist_is_told_and_kept_also_where_it_may_be_left_out(editor):
    response = editor.post("/entry/inspections/new/", NEW | {"inspected_from": "31 February 2020"})
    assert response.status_code == 400
    told = response.context["form"].errors
    assert list(told) == ["inspected_from"]
    assert "There is no day “31 February 2020”" in told["inspected_from"][0]
    assert 'value="31 February 2020"' in text(response)
    assert "<title>Error: A new inspection" in text(response)


def test_an_address_is_taken_as_reports_print_it(editor):
    form = editor.post("/entry/inspections/new/", NEW | {"address": "www.example.org/report", "slug": "x x"}).context[
        "form"
    ]
    assert form.cleaned_data["address"] == "https://www.example.org/report"
    for refused in ("ftp://example.org", "ftp:example.org", "javascript:x", "the report", "report"):
        form = editor.post("/entry/inspections/new/", NEW | {"address": refused}).context["form"]
        assert form.errors["address"] == ["An address starts with https:// or http://."], refused


def test_what_was_typed_into_the_search_for_a_force_comes_back(editor):
    sent = NEW | {"force": "", "force-typed": 'North"moor'}
    assert 'data-typed="North&quot;moor"' in text(editor.post("/entry/inspections/new/", sent))


def test_what_was_entered_stands_beside_the_abstract(editor, draft):
    shown = dict(editor.get(f"/entry/inspections/{draft.pk}/details/").context["to_write_from"])
    assert shown["All cases, as HMICFRS graded them"] == ["Good: 3", "Requires improvement: 2"]
    assert shown["Recommendations"][0] == "Do an invented thing. (three months)"
    assert "Summary, conclusion and formal categories" not in shown  # nothing of the kind is entered
