"""People with roles, as tests need them: an account, its groups, and a browser that is signed in."""

from io import StringIO

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from inspections.models import Person
from inspections.roles import ROLE_NAMES

PASSWORD = "only-for-this-test-4711"


def somebody(*roles, name=""):
    """An account with these roles; its name is the first role unless another is given."""
    if Group.objects.filter(name__in=ROLE_NAMES).count() < len(ROLE_NAMES):
        call_command("sync_roles", verbosity=0, stderr=StringIO())
    person = Person.objects.create_user(name or (roles[0] if roles else "nobody"))
    person.groups.set(Group.objects.filter(name__in=roles))
    assert person.groups.count() == len(roles), roles
    return person


def client_of(person, **options):
    """A client that is signed in as this person, without the cost of a password."""
    client = Client(**options)
    client.force_login(person)
    return client


def sign_in(context, site, person):
    """Signs a browser context in as this person."""
    cookie = client_of(person).cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": site}])
