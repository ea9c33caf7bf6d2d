"""What a second person asks of a draft is answered in words, and both see at the desk how things stand."""

import pytest

from findings.actions import review
from findings.actions.refusal import RefusedError
from findings.models import Comment
from tests.dashboards.entry.test_workflow_pages import editor, make, publisher
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
__all__ = ["editor", "publisher"]  # fixtures


@pytest.fixture
def returned(editor, publisher):
    """A draft that came back with two comments, one of them on a finding."""
    draft = make(editor)
    review.submit(draft, by=editor)
    review.comment(draft, by=publisher, text="Which page?", noun="findings", key="first")
    review.comment(draft, by=publisher, text="Say more.")
    review.return_to_draft(draft, by=publisher)
    return draft


def page(client, address):
    return client.get(address).content.decode()


def at(draft):
    return f"/entry/inspections/{draft.pk}/review/"


def test_the_desk_says_what_came_back_and_with_how_many_comments(editor, publisher, returned):
    desk = page(client_of(editor), "/entry/")
    assert "Returned by publisher on " in desk
    assert "with 2 comments not dealt with." in desk
    assert 'tag--not-printed">Returned<' in desk
    assert "with 2 comments not dealt with." in page(client_of(editor), f"/entry/inspections/{returned.pk}/")
    for comment in Comment.objects.all():
        review.settle(returned, comment.pk, by=editor)
    assert "every comment is dealt with" in page(client_of(editor), "/entry/")
    review.submit(returned, by=editor)
    assert "Returned" not in page(client_of(publisher), "/entry/")


def test_a_draft_that_never_came_back_says_only_what_was_asked(editor, publisher):
    draft = make(editor)
    assert "comment" not in page(client_of(editor), "/entry/").split('id="drafts"')[1].split("<h2")[0]
    review.comment(draft, by=publisher, text="Which page?")
    assert ">1 comment not dealt with.</a>" in page(client_of(editor), "/entry/")


def test_a_comment_is_answered_in_words_that_the_other_reads(editor, publisher, returned):
    mine, theirs = client_of(editor), client_of(publisher)
    asked, other = Comment.objects.order_by("pk")
    sent = {"act": "answer", "comment": asked.pk, "answer": "On page <b>3</b>."}
    assert mine.post(at(returned), sent).status_code == 302
    assert "with 2 comments not dealt with, 1 of them answered." in page(mine, "/entry/")
    for client in (mine, theirs):
        assert "On page &lt;b&gt;3&lt;/b&gt;." in page(client, at(returned))
    assert "On page" in page(mine, f"/entry/inspections/{returned.pk}/findings/items/key/first/")
    mine.post(at(returned), {"act": "settle", "comment": other.pk, "answer": "A sentence is added."})
    other.refresh_from_db()
    assert other.settled_by == editor
    told = page(theirs, at(returned))
    assert "A sentence is added." in told
    assert "Dealt with by editor" in told
    assert Comment.objects.filter(answers=other).get().by == editor


def test_answers_are_no_comments_of_their_own(editor, publisher, returned):
    asked, other = Comment.objects.order_by("pk")
    said = review.answer(returned, asked.pk, by=editor, text="Done.")
    with pytest.raises(RefusedError):
        review.answer(returned, said.pk, by=publisher, text="To an answer.")
    with pytest.raises(RefusedError):
        review.settle(returned, said.pk, by=editor)
    for comment in (asked, other):
        review.settle(returned, comment.pk, by=editor)
    with pytest.raises(RefusedError, match="dealt with already"):
        review.answer(returned, asked.pk, by=publisher, text="Too late.")
    review.submit(returned, by=editor)
    with pytest.raises(RefusedError, match="at least one comment"):
        review.return_to_draft(returned, by=publisher)


def test_an_empty_answer_is_refused_and_what_was_typed_stays_where_something_else_is_wrong(editor, returned):
    client, number = client_of(editor), Comment.objects.order_by("pk").first().pk
    response = client.post(at(returned), {"act": "answer", "comment": number, "answer": "  "})
    assert response.status_code == 400
    assert "An answer says something." in response.content.decode()
    review.settle(returned, number, by=editor)
    response = client.post(at(returned), {"act": "answer", "comment": str(number) * 9, "answer": "x"})
    assert response.status_code == 400
    assert not Comment.objects.exclude(answers=None).exists()


def test_who_only_reads_answers_nothing(returned):
    number = Comment.objects.order_by("pk").first().pk
    response = client_of(somebody("analyst")).post(at(returned), {"act": "answer", "comment": number, "answer": "x"})
    assert response.status_code == 403
    assert not Comment.objects.exclude(answers=None).exists()


def test_the_desk_asks_no_more_for_more_drafts(editor, publisher, returned, django_assert_max_num_queries):
    client = client_of(editor)
    with django_assert_max_num_queries(16):
        client.get("/entry/")
