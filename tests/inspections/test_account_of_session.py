"""Session and account come by one statement, and are looked at as if they had come by two."""

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.account_of_session import AccountBackend, with_session
from inspections.models import Person, Session
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
DESK = "/entry/"


def statements_about(client, table):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(DESK).status_code == 200
    return [query["sql"] for query in queries if f'"{table}"' in query["sql"]]


def test_account_comes_with_its_session():
    client = client_of(somebody("editor"))
    (statement,) = statements_about(client, "inspections_session")
    assert '"inspections_person"' in statement


def test_a_session_knows_its_account_from_signing_in_on():
    person = somebody("editor")
    client = client_of(person)
    assert Session.objects.get(pk=client.session.session_key).account == person
    nobody = client.session
    nobody.flush()
    nobody.create()
    assert Session.objects.get(pk=nobody.session_key).account is None


@pytest.mark.parametrize(("field", "value"), [("is_active", False), ("password", "!")])
def test_what_changed_since_holds_with_the_next_request(field, value):
    person = somebody("editor")
    client = client_of(person)
    assert client.get(DESK).status_code == 200
    Person.objects.filter(pk=person.pk).update(**{field: value})
    assert client.get(DESK).status_code == 302


def test_an_account_that_is_not_the_one_asked_for_is_not_taken():
    one, other = somebody("editor"), somebody("reader")
    token = with_session.set(other)
    try:
        assert AccountBackend().get_user(one.pk) == one
    finally:
        with_session.reset(token)
    assert with_session.get() is None


def test_rights_are_those_that_django_finds_and_take_one_statement():
    person = somebody("editor", "reader")
    person.user_permissions.add(Permission.objects.get(codename="manage_people"))
    with CaptureQueriesContext(connection) as queries:
        rights = AccountBackend().get_all_permissions(person)
    assert len(queries) == 1
    other = Person.objects.get(pk=person.pk)
    assert rights == ModelBackend().get_all_permissions(other)
    assert "inspections.manage_people" in rights
    assert len(rights) > 1
    closed = Person.objects.get(pk=person.pk)
    closed.is_active = False
    assert not AccountBackend().get_all_permissions(closed)
