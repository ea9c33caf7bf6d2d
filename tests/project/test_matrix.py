"""Every address × role × method, found from the address table itself: who is let in, sent to sign in, or refused.

What an address needs is what its view declares; an address that declares nothing is public and reads only, unless it
is named here. The pages of the desk have a table of their own (tests/dashboards/entry/test_matrix.py), and
so has the admin (tests/inspections/test_admin.py).
"""

import pytest
from django.urls import URLPattern, get_resolver, reverse

from inspections.roles import ROLES
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
ROLE_NAMES = [role.name for role in ROLES]
RIGHTS = {role.name: set(role.permissions) for role in ROLES}
# Public forms; what they accept has tests of its own.
FORMS = {"sign-in", "sign-out", "own-link"}
REPORTS = "report-an-error/"
SAMPLES = {"slug": "dorset-2021", "int": 999_999, "str": "csv"}
NAMED = {"noun": "findings", "key": "nothing", "kind": "findings", "framework": "ncpi-2017", "name": "case-grades"}


def addresses(resolver, namespace=""):
    """`(name, address, view)` of every address, with something plausible in the place of what varies."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if not pattern.name:
                continue
            kwargs = {
                name: NAMED.get(name, SAMPLES.get(type(converter).__name__.removesuffix("Converter").lower(), "csv"))
                for name, converter in pattern.pattern.converters.items()
            }
            yield pattern.name, kwargs, pattern.callback
        elif getattr(pattern, "namespace", None) != "admin":
            yield from addresses(pattern)


ADDRESSES = sorted(
    {(name, reverse(name, kwargs=kwargs), view) for name, kwargs, view in addresses(get_resolver())},
    key=lambda address: address[:2],
)
GUARDED = [address for address in ADDRESSES if hasattr(address[2], "needs") and not address[1].startswith("/entry/")]
OPEN = [address for address in ADDRESSES if not hasattr(address[2], "needs")]


@pytest.fixture
def clients():
    return {role: client_of(somebody(role)) for role in ROLE_NAMES}


def sent_to_sign_in(response):
    return response.status_code == 302 and response.headers["Location"].startswith("/sign-in/?next=")


def answers(client, address):
    client.raise_request_exception = False
    for method in ("get", "post", "put", "delete"):
        yield method, getattr(client, method)(address)


@pytest.mark.parametrize(("name", "address", "view"), GUARDED, ids=[address[1] for address in GUARDED])
def test_guarded_addresses_let_in_only_who_has_the_right(client, clients, name, address, view):
    for method, response in answers(client, address):
        assert sent_to_sign_in(response), (method, response.status_code)
        assert "no-store" in response.headers["Cache-Control"]
    for role in ROLE_NAMES:
        may = not view.needs or RIGHTS[role] & set(view.needs)
        for method, response in answers(clients[role], address):
            told = (role, method, response.status_code)
            assert response.status_code < 500, told
            assert not sent_to_sign_in(response), told
            if not may:
                assert response.status_code == 403, told
            elif method in ("put", "delete"):
                assert response.status_code in (404, 405, 403), told


@pytest.mark.parametrize(("name", "address", "view"), OPEN, ids=[address[1] for address in OPEN])
def test_open_addresses_are_the_same_for_everybody_and_only_read(client, name, address, view):
    expected = {method: response.status_code for method, response in answers(client, address)}
    for method in ("post", "put", "delete"):
        is_form = name in FORMS or address.endswith(REPORTS)
        # A link that does not hold shows the same page to every method.
        if not (is_form and method == "post") and name != "own-link":
            assert expected[method] in (404, 405), (method, expected[method])
    if name not in FORMS:
        with_every_role = client_of(somebody(*ROLE_NAMES, name="everything"))
        assert {method: response.status_code for method, response in answers(with_every_role, address)} == expected


def test_both_kinds_are_found():
    assert len(GUARDED) > 5
    assert len(OPEN) > 50
