"""Reports of errors and their answers: what is kept, what is deleted, who answered."""

import pytest
from django.core.exceptions import ValidationError

from findings.actions.error_reports import answer_error_report, report_error
from findings.models import ErrorReport
from inspections.models import Inspection, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return Person.objects.create_user("editor")


def filed(**given):
    inspection = Inspection.objects.published().get(slug="dorset-2021")
    fields = {"kind": "findings", "key": "summary-partnership", "inspection": inspection, "text": " It says so. "}
    return report_error(**fields | given)


def test_a_report_names_its_item_and_the_edition_of_that_day():
    report = filed(contact=" reader@example.org ")
    assert (report.inspection_slug, report.edition, report.key) == ("dorset-2021", 1, "summary-partnership")
    assert (report.text, report.contact, report.state) == ("It says so.", "reader@example.org", "new")
    theme = filed(kind="themes", key="appropriate-adults", inspection=None)
    assert (theme.inspection_slug, theme.edition) == ("", None)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "x" * 2_001}, "text"),
        ({"contact": "x" * 201}, "contact"),
        ({"kind": "poems"}, "kind"),
        ({"key": "no key"}, "key"),
        ({"kind": "themes"}, "__all__"),
        ({"inspection": None}, "__all__"),
    ],
)
def test_what_is_wrong_with_a_report_is_named_and_nothing_is_stored(wrong, field):
    with pytest.raises(ValidationError) as caught:
        filed(**wrong)
    assert field in caught.value.message_dict
    assert not ErrorReport.objects.exists()


def test_an_answer_says_who_and_when(editor):
    report = answer_error_report(filed(contact="me"), state="accepted", note="", by=editor)
    assert (report.state, report.handled_by, report.contact) == ("accepted", editor, "me")
    assert report.handled_at
    assert report.is_open


@pytest.mark.parametrize("state", ["declined", "mended"])
def test_closing_deletes_the_contact(editor, state):
    report = answer_error_report(filed(contact="me"), state=state, note="Looked up.", by=editor)
    report.refresh_from_db()
    assert report.contact == ""
    assert not report.is_open
    assert not ErrorReport.objects.open().exists()


def test_declining_needs_a_reason_and_nothing_becomes_new_again(editor):
    report = filed()
    for state, note in (("declined", " "), ("new", "Anything"), ("lost", "")):
        with pytest.raises(ValidationError):
            answer_error_report(report, state=state, note=note, by=editor)
    report.refresh_from_db()
    assert (report.state, report.handled_by) == ("new", None)


def test_the_second_of_two_answers_is_told_of_the_first(editor):
    report = filed()
    answer_error_report(report, state="accepted", note="", by=editor, seen="new")
    with pytest.raises(ValidationError, match="editor answered this report meanwhile: accepted"):
        answer_error_report(report, state="declined", note="No.", by=editor, seen="new")
