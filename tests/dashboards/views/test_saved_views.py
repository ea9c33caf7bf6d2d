"""Saved views: whose they are, who may open them, and that nobody learns of another's."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from findings.actions.saved_views import change_view, remove_view, save_view
from inspections.models import SavedView
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
NEW = "/views/new/?register=findings&query=force%3Ddorset%26sort%3D-polarity"


@pytest.fixture
def ann():
    return somebody(name="ann")


@pytest.fixture
def ben():
    return somebody(name="ben")


def view_of(person, name="Strengths", is_shared=False):
    return save_view(name=name, register="findings", query="force=dorset", is_shared=is_shared, by=person)


def test_a_person_saves_what_they_look_at_and_finds_it_again(ann):
    client = client_of(ann)
    page = client.get("/findings/?force=dorset&sort=-polarity&page=2").content.decode()
    assert 'href="/views/new/?register=findings&amp;query=force%3Ddorset%26sort%3D-polarity"' in page
    assert "force: dorset" in client.get(NEW).content.decode()
    assert client.post(NEW, {"name": "  Dorset  "}).status_code == 302
    view = ann.saved_views.get()
    assert (view.name, view.register, view.query) == ("Dorset", "findings", "force=dorset&sort=-polarity")
    assert (view.is_shared, len(view.token)) == (False, 43)
    assert "Dorset" in client.get("/views/").content.decode()
    assert client.get(view.get_absolute_url()).headers["Location"] == "/findings/?force=dorset&sort=-polarity"
    assert client.get(view.target).status_code == 200


def test_a_private_view_is_like_no_view_to_everybody_else(ann, ben, client):
    view = view_of(ann)
    for path in (f"/views/{view.token}/", "/views/nothing/"):
        assert client.get(path).status_code == client_of(ben).get(path).status_code == 404
    bodies = {client_of(ben).get(path).content for path in (f"/views/{view.token}/edit/", "/views/nothing/edit/")}
    assert len(bodies) == 1
    for token in (view.token, "nothing"):
        for address in (f"/views/{token}/edit/", f"/views/{token}/delete/"):
            assert client_of(ben).post(address, {"name": "Stolen", "is_shared": "on"}).status_code == 404
            assert client.post(address, {"name": "Stolen"}).headers["Location"].startswith("/sign-in/")
    assert "Strengths" not in client_of(ben).get("/views/").content.decode()
    view.refresh_from_db()
    assert (view.name, view.is_shared) == ("Strengths", False)


def test_a_shared_view_opens_for_anybody_and_is_changed_by_its_owner_alone(ann, ben, client):
    view = view_of(ann, is_shared=True)
    answer = client.get(view.get_absolute_url())
    assert answer.headers["Location"] == "/findings/?force=dorset"
    assert "no-store" in answer.headers["Cache-Control"]
    assert client_of(ben).get(f"/views/{view.token}/edit/").status_code == 404
    assert client_of(ben).post(f"/views/{view.token}/delete/").status_code == 404
    assert SavedView.objects.filter(pk=view.pk).exists()


def test_a_view_that_is_no_longer_shared_leaves_no_working_link(ann, client):
    view = view_of(ann, is_shared=True)
    old = view.token
    client_of(ann).post(f"/views/{old}/edit/", {"name": "Renamed"})
    view.refresh_from_db()
    assert (view.name, view.is_shared) == ("Renamed", False)
    client_of(ann).post(f"/views/{view.token}/edit/", {"name": "Renamed", "is_shared": "on"})
    assert client.get(f"/views/{old}/").status_code == 404
    view.refresh_from_db()
    assert client.get(f"/views/{view.token}/").status_code == 302


def test_pages_need_an_account_and_every_change_a_token_of_the_form(ann, client):
    view = view_of(ann)
    for address in ("/views/", NEW, f"/views/{view.token}/edit/"):
        assert client.get(address).headers["Location"].startswith("/sign-in/?next=/views/")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ann)
    for address in (NEW, f"/views/{view.token}/edit/", f"/views/{view.token}/delete/"):
        assert strict.post(address, {"name": "Forged"}).status_code == 403
    assert list(ann.saved_views.values_list("name", flat=True)) == ["Strengths"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/views/new/?register=nothing&query=", "“nothing” is no register"),
        ("/views/new/?register=findings&query=forse%3Ddorset", "“forse” is no parameter"),
        ("/views/new/?register=findings&colour=red", "“colour” is no parameter"),
        (f"/views/new/?register=findings&query=q%3D{'a' * 4_000}", "at most 4,000 characters"),
    ],
)
def test_what_the_register_would_refuse_is_not_saved(ann, address, said):
    answer = client_of(ann).post(address, {"name": "Wrong"})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not ann.saved_views.exists()


def test_a_name_is_needed_and_used_once(ann, ben):
    view_of(ann)
    client = client_of(ann)
    assert "You have a view of this name already." in client.post(NEW, {"name": "Strengths"}).content.decode()
    assert "Enter the name." in client.post(NEW, {"name": " "}).content.decode()
    other = view_of(ann, "Other")
    assert "already" in client.post(f"/views/{other.token}/edit/", {"name": "Strengths"}).content.decode()
    assert view_of(ben).name == "Strengths"


def test_a_view_is_removed_by_its_owner(ann):
    view = view_of(ann)
    assert client_of(ann).get(f"/views/{view.token}/delete/").status_code == 405
    client_of(ann).post(f"/views/{view.token}/delete/")
    assert not SavedView.objects.exists()


def test_acts_refuse_another_person(ann, ben):
    view = view_of(ann)
    with pytest.raises(SavedView.DoesNotExist):
        change_view(view, name="Stolen", is_shared=True, by=ben)
    with pytest.raises(SavedView.DoesNotExist):
        remove_view(view, by=ben)
    with pytest.raises(ValidationError):
        view_of(ann)


@pytest.mark.parametrize("fields", [{"name": ""}, {"token": ""}, {"name": "Strengths"}])
def test_the_database_refuses_what_is_no_view(ann, fields):
    view = view_of(ann)
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.bulk_create([SavedView(**{"owner": ann, "name": "b", "register": "findings"} | fields)])
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.bulk_create([SavedView(owner=ann, name="c", register="findings", token=view.token)])


def test_mistakes_are_told_in_sentences(ann):
    client = client_of(ann)
    response = client.post(NEW, {"name": "  "})
    assert response.status_code == 400
    assert "Enter the name." in response.content.decode()
    response = client.get("/views/new/")
    assert response.status_code == 400
    assert "Which register is it?" in response.content.decode()
