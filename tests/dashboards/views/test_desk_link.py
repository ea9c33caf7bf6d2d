"""Whoever is signed in finds the way to the desk in the header of public pages; nobody else's page knows of it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
LINK = '<div class="account"><a href="/entry/">Desk</a></div>'
ACCOUNT = ("inspections_session", "auth_user")


@pytest.mark.parametrize("path", ["/", "/forces/", "/case-grades/", "/nowhere/"])
def test_the_header_leads_those_who_are_signed_in_to_the_desk(path):
    response = client_of(somebody("editor")).get(path)
    assert LINK in response.content.decode()
    assert "private" in response.headers["Cache-Control"]
    assert "Cookie" in response.headers["Vary"]
    anonymous = Client().get(path)
    assert 'class="account"' not in anonymous.content.decode()
    assert not anonymous.cookies


def test_the_link_costs_nothing_but_who_is_signed_in():
    client = client_of(somebody("editor"))
    client.get("/forces/")
    with CaptureQueriesContext(connection) as signed_in:
        client.get("/forces/")
    with CaptureQueriesContext(connection) as anonymous:
        Client().get("/forces/?")
    more = [query["sql"] for query in signed_in if any(table in query["sql"] for table in ACCOUNT)]
    assert len(more) <= 2
    assert len(signed_in) <= len(anonymous) + 2
