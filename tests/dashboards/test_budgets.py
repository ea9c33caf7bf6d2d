"""What a page may cost that does not vary with the machine: SQL statements and calls of Python functions.

Counted is the second request of a process for the same address, with pages not kept: choices, counts beside filters
and rows that others name were read by the first, under the data version that still holds. Two of the statements ask for
that version, before the page is made and after. Budgets leave a tenth of room; whoever needs more says why here.
"""

import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.models import Inspection, Person
from tests import cases
from tests.people import client_of, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keeping")]
BUDGETS = {
    "/case-grades/?force=dorset&size=50": (3, 11_600),
    "/case-grades/?size=50": (3, 12_300),
    "/findings/?size=50": (4, 14_000),
    "/illustrations/?size=50": (4, 12_500),
    "/figures/?size=50": (4, 13_500),
    "/themes/": (3, 12_500),
    "/forces/": (4, 16_500),
    "/inspections/": (3, 10_100),
    # Parts and claims of recommendations are read beside them.
    "/recommendations/": (6, 22_500),
    "/forces/dorset/": (7, 25_300),
    "/areas/": (2, 8_500),
    "/": (3, 21_200),
    "/search/?q=children": (4, 27_000),
}


class Calls:
    """Counts calls of Python functions."""

    def __init__(self):
        self.number = 0

    def __call__(self, frame, event, argument):
        self.number += event == "call"


# Of people with an account: session and account are one statement. A role takes one more, which says what it may.
SIGNED_IN = {
    "/cases/?force=dorset&size=50": (4, 10_600),
    "/cases/dorset-2021/": (6, 9_500),
}


@pytest.mark.parametrize(("address", "budget"), BUDGETS.items())
def test_a_page_keeps_within_its_budget(client, address, budget):
    keeps_within(client, address, *budget)


@pytest.mark.parametrize("role", ["", "analyst"])
@pytest.mark.parametrize(("address", "budget"), SIGNED_IN.items())
def test_a_page_of_single_cases_keeps_within_its_budget(tmp_path, address, budget, role):
    cases.loaded(tmp_path, list(cases.rows(200)), Inspection.objects.get(slug="dorset-2021"))
    person = somebody(role) if role else Person.objects.create_superuser("maintainer")
    keeps_within(client_of(person), address, budget[0] + bool(role), budget[1] + 900 * bool(role))


def keeps_within(client, address, most_statements, most_calls):
    assert client.get(address).status_code == 200
    calls, before = Calls(), sys.getprofile()
    with CaptureQueriesContext(connection) as queries:
        sys.setprofile(calls)
        try:
            client.get(address)
        finally:
            sys.setprofile(before)
    statements = sum("SAVEPOINT" not in query["sql"] for query in queries)
    assert statements <= most_statements
    assert calls.number <= most_calls
