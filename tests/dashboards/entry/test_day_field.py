"""Days typed as reports print them: taken in every usual form, refused with a word where there is no such day."""

from datetime import date

import pytest
from django import forms
from django.urls import reverse

from dashboards.entry.day_field import MONTHS, DayField, day_of
from tests.people import client_of, somebody


class Form(forms.Form):
    day = DayField(required=False)


@pytest.mark.parametrize(
    "typed",
    ["26 August 2021", "26 aug 2021", "26th August, 2021", "26/8/2021", "26/08/2021", "26.8.2021", " 2021-08-26 "],
)
def test_a_day_is_taken_as_people_write_it(typed):
    assert day_of(typed) == date(2021, 8, 26)


def test_every_month_is_known_by_name_and_by_its_beginning():
    for number, name in enumerate(MONTHS, 1):
        assert day_of(f"1 {name.capitalize()} 2020") == day_of(f"1 {name[:3]} 2020") == date(2020, number, 1)
    assert day_of("1 Sept 2020") == date(2020, 9, 1)


@pytest.mark.parametrize("typed", ["31 February 2021", "31/2/2021", "2021-02-31", "29/2/2021", "1/13/2021", "0/1/2021"])
def test_a_day_that_does_not_exist_is_told(typed):
    form = Form({"day": typed})
    assert not form.is_valid()
    assert form.errors["day"][0].startswith(f"There is no day “{typed}” in the calendar.")
    assert f'value="{typed}"' in str(form["day"])


@pytest.mark.parametrize(
    "typed", ["soon", "August 2021", "26/8/21", "26/8-2021", "1 jamuary 2020", "1 ju 2020", "٢٦/8/2021"]
)
def test_what_names_no_day_is_told(typed):
    assert Form({"day": typed}).errors["day"] == [f"Found “{typed}”. Enter a day such as 26 August 2021 or 26/8/2021."]


def test_nothing_is_nothing_and_a_day_is_shown_in_words():
    form = Form({"day": " "})
    assert form.is_valid()
    assert form.cleaned_data["day"] is None
    assert 'value="26 August 2021"' in str(Form(initial={"day": date(2021, 8, 26)})["day"])


@pytest.mark.django_db
def test_no_page_of_the_desk_asks_by_a_field_that_swallows_days():
    editor = client_of(somebody("editor"))
    for page in ("/entry/inspections/new/", "/entry/record/", reverse("milestone-add", args=["dorset-2021"])):
        response = editor.get(page)
        assert response.status_code == 200, page
        assert 'type="date"' not in response.content.decode(), page
