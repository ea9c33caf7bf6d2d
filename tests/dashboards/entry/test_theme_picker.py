"""Choosing themes: beside each stands where it is used already, whatever the number of themes for one query."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from findings.models import FindingTheme, Theme
from tests import synthetic
from tests.dashboards.entry.test_items import address, text
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return client_of(somebody("editor"))


def labels(form):
    return dict(form.fields["themes"].choices)


def test_a_theme_says_in_which_forces_it_is_used_and_a_draft_counts_nowhere(editor):
    draft = synthetic.load(synthetic.whole(), as_draft=True)
    Theme.objects.create(slug="new-one", name="An invented theme", group="response", definition="x", order=999)
    page = address(draft, "findings", "new/")
    shown = labels(editor.get(page).context["form"])
    assert shown["new-one"] == "An invented theme (not used yet)"
    for slug, label in shown.items():
        for force in ("dorset", "kent"):
            rows = FindingTheme.objects.filter(theme__slug=slug, finding__inspection__force__slug=force)
            number = rows.filter(finding__inspection__state="published").count()
            assert (f"{force.capitalize()} {number}" in label) == bool(number), label
        assert "Testshire" not in label
    assert "used in " in text(editor.get(page))


def test_themes_of_the_draft_stand_first_and_then_the_most_used(editor):
    synthetic.testshire()
    items = [synthetic.finding(key, themes=["supervision"]) for key in ("first", "second")]
    draft = synthetic.load_as_draft(synthetic.document(findings=items))
    shown = labels(editor.get(address(draft, "recommendations", "new/")).context["form"])
    slugs = list(shown)
    assert slugs[0] == "supervision"
    assert "(here 2; used in " in shown["supervision"]
    assert not any("here " in label for slug, label in shown.items() if slug != "supervision")
    rest = [FindingTheme.objects.filter(theme__slug=slug, finding__inspection__state="published") for slug in slugs[1:]]
    numbers = [rows.count() for rows in rest]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] > 0


def test_a_theme_carries_what_it_means(editor):
    draft = synthetic.load(synthetic.whole(), as_draft=True)
    theme = Theme.objects.get(slug="supervision")
    page = text(editor.get(address(draft, "findings", "new/")))
    assert f'data-name="{theme.name}"' in page
    assert f'data-means="{escape(theme.definition)}"' in page


def test_many_forces_are_told_in_short_and_themes_cost_no_query_each(editor):
    found = [synthetic.finding(key, themes=["supervision"]) for key in ("first", *(f"f{n}" for n in range(59)))]
    synthetic.load(synthetic.whole(findings=found))
    at = "/entry/inspections/testshire-2020/follow-up/findings/f1/themes/"
    with CaptureQueriesContext(
        connection,
    ) as few:
        form = editor.get(at).context["form"]
    assert labels(form)["supervision"].split("used in ")[1].startswith("Testshire (invented) 60")
    for number in range(30):
        Theme.objects.create(slug=f"t{number}", name=f"T{number}", group="response", definition="x", order=900 + number)
    with CaptureQueriesContext(connection) as many:
        editor.get(at)
    assert len(many) == len(few)
