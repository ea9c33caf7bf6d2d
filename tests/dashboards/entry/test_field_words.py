"""Words that nobody outside the project knows are explained where they are asked for."""

import re

import pytest

from dashboards.entry.item_form import ItemForm
from dashboards.entry.kinds import KINDS
from tests.dashboards.entry.test_items import address, text

pytestmark = pytest.mark.django_db
EXPLAINED = {"kind", "polarity", "labelled", "wording", "within", "unit", "of", "qualifier"}


def test_every_choice_that_needs_it_has_a_sentence_of_help(editor, draft):
    for kind in KINDS:
        form = editor.get(address(draft, kind.slug, "new/")).context["form"]
        assert isinstance(form, ItemForm)
        for name in EXPLAINED & set(form.fields):
            help_text = str(form.fields[name].help_text)
            assert len(help_text) > 15, (kind.slug, name)
            assert help_text.endswith("."), (kind.slug, name)


def test_places_in_a_report_are_named_in_words(editor, draft):
    page = text(editor.get(address(draft, "findings", "new/")))
    for word in ("Headed", "Unheaded", "Main"):
        assert not re.search(rf">{word}</option>", page), word
    assert '<option value="main">In the summary or the conclusion</option>' in page


def test_the_number_of_a_milestone_stands_before_its_unit(editor, draft):
    names = list(editor.get(address(draft, "milestones", "new/")).context["form"].fields)
    assert names.index("what") < names.index("within") < names.index("unit")
    assert names[names.index("within") + 1] == "unit"
