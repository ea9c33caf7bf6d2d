"""The list of forces is kept at the desk by administrators, who need not be staff; every change is on record."""

import pytest

from inspections.models import Force
from tests import synthetic
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
NEW = {"name": "Northmoor", "official_name": "Northmoor Police", "region": "Nowhere", "nation": "England"}
LIST, ADD = "/entry/forces/", "/entry/forces/new/"


@pytest.fixture
def keeper():
    """Invited, with a role, and no maintainer."""
    person = somebody("administrator")
    assert not person.is_staff
    return person


def form_of(client, address):
    form = client.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False)}
    sent["aliases"] = "\n".join(form.initial["aliases"])
    return sent | {"seen": client.get(address).context["seen"]}


def test_an_administrator_adds_a_force_and_it_is_on_record(keeper):
    client = client_of(keeper)
    assert "Add a force that is missing" in client.get("/entry/").content.decode()
    response = client.post(ADD, NEW | {"aliases": "North Moor\nMoorland", "is_demo": "on"}, follow=True)
    assert "Northmoor is on the list." in response.content.decode()
    force = Force.objects.get(slug="northmoor")
    assert force.aliases == ["North Moor", "Moorland"]
    row = force.history.get()
    assert (row.history_user, row.history_type) == (keeper, "+")
    assert "Northmoor" in client.get("/entry/record/").content.decode()
    page = client_of(somebody("editor")).get("/entry/inspections/new/").content.decode()
    assert '<option value="northmoor">' in page
    assert "Ask an administrator" in page


def test_every_mistake_is_told_and_nothing_is_added(keeper):
    client, before = client_of(keeper), Force.objects.count()
    response = client.post(ADD, {"name": "Dorset", "aliases": "Kent Police"})
    assert response.status_code == 400
    page = response.content.decode()
    for told in (
        "“Dorset” is a name of Dorset already.",
        "“Kent Police” is a name of Kent already.",
        "Enter the region.",
    ):
        assert told in page
    assert Force.objects.count() == before


def test_a_change_needs_a_reason_which_the_record_keeps(keeper):
    client, at = client_of(keeper), f"{LIST}dorset/"
    sent = form_of(client, at) | {"aliases": "Dorset Constabulary"}
    response = client.post(at, sent)
    assert response.status_code == 400
    assert "Say why the force is changed." in response.content.decode()
    assert Force.objects.get(slug="dorset").aliases != ["Dorset Constabulary"]
    assert client.post(at, sent | {"reason": "An older name."}).status_code == 302
    force = Force.objects.get(slug="dorset")
    assert force.aliases == ["Dorset Constabulary"]
    row = force.history.first()
    assert (row.history_user, row.history_change_reason) == (keeper, "An older name.")


def test_an_address_that_people_have_cited_stays(keeper):
    client, at = client_of(keeper), f"{LIST}dorset/"
    sent = form_of(client, at) | {"slug": "elsewhere", "note": "A note.", "reason": "x"}
    assert client.post(at, sent).status_code == 302
    assert Force.objects.get(slug="dorset").note == "A note."
    assert not Force.objects.filter(slug="elsewhere").exists()


def test_of_two_people_the_second_is_told_and_loses_nothing(keeper):
    synthetic.testshire()
    client, at = client_of(keeper), f"{LIST}testshire/"
    old = form_of(client, at)
    client.post(at, old | {"region": "Elsewhere", "reason": "It moved."})
    response = client.post(at, old | {"note": "Mine.", "reason": "A note."})
    page = response.content.decode()
    assert response.status_code == 400
    assert "It says now: region: Elsewhere." in page
    assert ">\nMine.</textarea>" in page
    assert Force.objects.get(slug="testshire").note == ""
    assert client.post(at, old | {"seen": response.context["seen"], "note": "Mine.", "reason": "x"}).status_code == 302
    assert client.post(at, old | {"seen": "made up", "reason": "x"}).status_code == 400


@pytest.mark.parametrize("role", ["reader", "analyst", "editor", "publisher"])
def test_nobody_else_keeps_the_list(role):
    client = client_of(somebody(role))
    for address in (LIST, ADD, f"{LIST}dorset/"):
        assert client.get(address).status_code == 403
        assert client.post(address, NEW | {"reason": "x"}).status_code == 403
    assert not Force.objects.filter(slug="northmoor").exists()
