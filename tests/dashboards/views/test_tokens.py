"""The page of one's own tokens, and what an administrator sees of them."""

import re

import pytest

from inspections.tokens import make_token, owner_of
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return somebody(name="ann")


def made(client, **sent):
    return client.post("/tokens/", {"name": "notebook", "days": "90"} | sent)


def test_a_token_is_made_shown_once_and_revoked(ann, caplog):
    client = client_of(ann)
    caplog.set_level("DEBUG")
    answer = made(client)
    assert answer.headers["Cache-Control"] == "private, no-store"
    secret = re.search(r'value="(cpif_[^"]+)"', answer.content.decode())[1]
    assert owner_of(secret) == ann
    page = client.get("/tokens/").content.decode()
    assert secret not in page
    assert f"<code>{secret[:10]}…</code>" in page
    token = ann.api_tokens.get()
    assert (token.expires_at - token.made_at).days == 90
    assert client.post(f"/tokens/{token.pk}/revoke/").headers["Location"] == "/tokens/"
    assert owner_of(secret) is None
    assert "Revoked by ann" in client.get("/tokens/").content.decode()
    spoken = [record for record in caplog.records if not record.name.startswith("django.db.backends")]
    assert not [record for record in spoken if secret in record.getMessage()]


@pytest.mark.parametrize("sent", [{"name": ""}, {"name": "x" * 101}, {"days": "7"}, {"name": "twice"}])
def test_what_is_refused_is_said_and_nothing_is_made(ann, sent):
    make_token("twice", days=None, by=ann)
    answer = made(client_of(ann), **sent)
    assert answer.status_code == 400
    assert "error-message" in answer.content.decode()
    assert ann.api_tokens.count() == 1


def test_anothers_token_is_like_none(ann):
    token, secret = make_token("secret name", days=None, by=ann)
    client = client_of(somebody(name="ben"))
    answers = {client.post(f"/tokens/{pk}/revoke/").content for pk in (token.pk, 10**6)}
    assert len(answers) == 1
    assert owner_of(secret) == ann
    assert b"secret name" not in client.get("/tokens/").content


def test_an_administrator_sees_and_revokes_anybodys(ann):
    token, secret = make_token("one", days=None, by=ann)
    client = client_of(somebody("administrator"))
    address = f"/entry/people/{ann.pk}/"
    assert token.prefix in client.get(address).content.decode()
    for wrong in ("", "x", "9" * 30, "999999"):
        assert client.post(address, {"act": "revoke", "token": wrong}).status_code == 404
    assert client.post(address, {"act": "revoke", "token": token.pk}).status_code == 302
    assert owner_of(secret) is None
    other = client_of(somebody("editor"))
    assert other.post(address, {"act": "revoke", "token": token.pk}).status_code == 403
