"""Tokens: what is kept of them, how long they live, and who may end them."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from inspections.accounts import set_active
from inspections.models import ApiToken
from inspections.refusal import NotAllowedError, RefusedError
from inspections.tokens import MARK, MOST_ALIVE, make_token, owner_of, revoke_token
from tests.people import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return somebody("analyst", name="ann")


@pytest.fixture
def chief():
    return somebody("administrator")


def ago(**span):
    return timezone.now() - timedelta(**span)


def test_nothing_that_is_kept_opens_anything(ann):
    token, secret = make_token("  notebook ", days=30, by=ann)
    assert secret.startswith(MARK)
    assert len(secret) > 40
    kept = ApiToken.objects.filter(pk=token.pk).values().get()
    assert secret not in {str(value) for value in kept.values()}
    assert (kept["name"], kept["prefix"]) == ("notebook", secret[:10])
    assert owner_of(secret) == ann
    assert not any(owner_of(str(value)) for value in kept.values())
    assert secret not in repr(token) + str(token)


def test_a_token_ends_by_its_day_by_its_owner_and_with_the_account(ann, chief):
    token, secret = make_token("one", days=1, by=ann)
    ApiToken.objects.filter(pk=token.pk).update(made_at=ago(days=3), expires_at=ago(days=2))
    assert owner_of(secret) is None
    token, secret = make_token("two", days=None, by=ann)
    revoke_token(token, by=ann)
    assert owner_of(secret) is None
    _, secret = make_token("three", days=None, by=ann)
    ann.is_active = False
    ann.save()
    assert owner_of(secret) is None
    ann.is_active = True
    ann.save()
    assert owner_of(secret) == ann
    set_active(ann, False, by=chief, reason="Left")
    set_active(ann, True, by=chief, reason="Came back")
    assert owner_of(secret) is None  # closing an account on its page ends its tokens for good


def test_that_it_was_used_is_noted_once_an_hour_and_stops_nobody(ann, monkeypatch, django_assert_num_queries):
    token, secret = make_token("one", days=None, by=ann)
    with django_assert_num_queries(2):
        owner_of(secret)
    with django_assert_num_queries(1):
        owner_of(secret)
    ApiToken.objects.filter(pk=token.pk).update(last_used_at=ago(hours=2))

    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("django.db.models.query.QuerySet.update", locked)
    assert owner_of(secret) == ann
    monkeypatch.undo()
    owner_of(secret)
    token.refresh_from_db()
    assert token.last_used_at > ago(minutes=5)


def test_names_are_asked_for_and_tokens_are_not_endless(ann):
    for name in ("", "  ", None, "x" * 101):
        with pytest.raises(RefusedError, match="name"):
            make_token(name, days=30, by=ann)
    token, _ = make_token("0", days=30, by=ann)
    with pytest.raises(RefusedError, match="this name already"):
        make_token("0", days=30, by=ann)
    for number in range(1, MOST_ALIVE):
        make_token(str(number), days=30, by=ann)
    with pytest.raises(RefusedError, match=f"You have {MOST_ALIVE} tokens"):
        make_token("one more", days=30, by=ann)
    revoke_token(token, by=ann)
    make_token("0", days=30, by=ann)


def test_only_its_owner_and_administrators_end_a_token(ann, chief):
    token, secret = make_token("one", days=None, by=ann)
    for other in (somebody("analyst", name="ben"), somebody("publisher")):
        with pytest.raises(NotAllowedError):
            revoke_token(token, by=other)
    assert owner_of(secret) == ann
    revoked = revoke_token(token, by=chief)
    assert revoked.revoked_by == chief
    assert revoke_token(token, by=ann).revoked_by == chief
