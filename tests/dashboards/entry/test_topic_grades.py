"""Grades of topics by hand, for a framework that grades topics and no cases."""

import pytest

from findings.store.export import document_of
from tests import synthetic
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    synthetic.testshire()
    return synthetic.load_as_draft(synthetic.topical(topic_grades=[]))


@pytest.fixture
def editor():
    return client_of(somebody("editor"))


def address(draft, rest="topic-grades/"):
    return f"/entry/inspections/{draft.pk}/{rest}"


def text(response):
    return response.content.decode()


def token(client, draft):
    return client.get(address(draft)).context["seen"]


ONE = {"leadership-grade": "good", "leadership-where": "page 4"}


def test_topics_are_graded_and_the_task_list_counts_them(editor, draft):
    page = text(editor.get(address(draft, "")))
    assert "Topic grades" in page
    assert "Case audits" not in page
    assert editor.post(address(draft), ONE | {"seen": token(editor, draft)}).status_code == 302
    (graded,) = document_of(draft).topic_grades
    assert (graded.topic, graded.grade, graded.locator.page) == ("leadership", "good", 4)
    assert "1 of 5 topics" in text(editor.get(address(draft, "")))
    assert editor.post(address(draft), {"seen": token(editor, draft)}).status_code == 302
    assert document_of(draft).topic_grades == []


def test_half_a_grade_is_told_at_its_field(editor, draft):
    sent = {"leadership-grade": "good", "partnership-where": "page 4", "responding-grade": "splendid"}
    response = editor.post(address(draft), sent | {"seen": token(editor, draft)})
    assert response.status_code == 400
    page = text(response)
    assert "Say where in the report it stands." in page
    assert "Choose the grade." in page
    assert "splendid is not one of the available choices" in page
    assert document_of(draft).topic_grades == []


def test_the_second_of_two_people_sees_both_versions(editor, draft):
    seen = token(editor, draft)
    editor.post(address(draft), ONE | {"seen": seen})
    response = editor.post(address(draft), ONE | {"leadership-grade": "inadequate", "seen": seen})
    assert response.status_code == 409
    (one,) = response.context["both"]
    assert (one.stored, one.mine) == ("Good", "Inadequate")
    assert document_of(draft).topic_grades[0].grade == "good"


def test_a_framework_of_case_grades_has_no_such_page(editor):
    synthetic.testshire()
    draft = synthetic.load_as_draft(synthetic.document())
    assert "grades cases and no topics" in text(editor.get(address(draft), follow=True))
