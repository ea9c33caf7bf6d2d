"""Who signs in is known by number; no password, no name and no key of a session is in a line."""

import logging

import pytest
from django.conf import settings as here
from django.test import Client

from tests.people import PASSWORD, somebody

pytestmark = pytest.mark.django_db
WRONG = "a-wrong-one-4711"


def test_success_failure_and_lock_out_are_lines_without_secrets(caplog):
    person = somebody("editor", name="ann.example")
    person.set_password(PASSWORD)
    person.save()
    client, keys = Client(), []
    with caplog.at_level(logging.INFO):
        client.post("/sign-in/", {"username": "ann.example", "password": PASSWORD})
        keys.append(client.cookies[here.SESSION_COOKIE_NAME].value)
        client.post("/sign-out/")
        client.post("/sign-in/", {"username": WRONG, "password": WRONG})
        for _ in range(6):
            client.post("/sign-in/", {"username": "Ann.Example", "password": WRONG})
    lines = [record.getMessage() for record in caplog.records if record.name == "dashboards.accounts"]
    who = f"account {person.pk}"
    assert lines[:2] == [f"{who} signed in", f"{who} signed out"]
    assert lines[2] == "a password for a name that no account has was wrong or not asked for any more"
    assert lines.count(f"a password for {who} was wrong or not asked for any more") >= 5
    assert f"{who} is locked out at an address" in lines
    for secret in (PASSWORD, WRONG, "ann.example", *keys):
        assert secret not in caplog.text.casefold()
