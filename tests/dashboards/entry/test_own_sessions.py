"""What ends with a password, where one is signed in, and who may end that."""

import re

import pytest

from inspections.models import Person
from inspections.sessions import sessions_of
from inspections.tokens import make_token, owner_of
from tests.dashboards.entry.test_people import NEW, link_of, use, with_password
from tests.people import PASSWORD, client_of, somebody

pytestmark = pytest.mark.django_db


def test_a_link_ends_sessions_and_tokens_and_an_own_password_does_where_one_asks():
    person = with_password(somebody("editor"))
    _, secret = make_token("script", days=None, by=person)
    client, admin = client_of(person), client_of(somebody("administrator"))
    sent = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert b"Revoke my tokens too" in client.get("/entry/password/").content
    client.post("/entry/password/", sent)
    assert owner_of(secret) == person
    sent = {"old_password": NEW, "new_password1": PASSWORD, "new_password2": PASSWORD, "revoke": "on"}
    client_of(Person.objects.get(pk=person.pk)).post("/entry/password/", sent)
    assert owner_of(secret) is None
    person = Person.objects.get(pk=person.pk)
    client = client_of(person)
    assert b"Revoke my tokens too" not in client.get("/entry/password/").content
    _, secret = make_token("script", days=None, by=person)
    link = link_of(admin.post(f"/entry/people/{person.pk}/", {"act": "link"}))
    assert owner_of(secret) == person
    use(link)
    assert owner_of(secret) is None
    assert client.get("/entry/").status_code == 302


def test_a_password_set_in_the_maintenance_pages_ends_tokens():
    maintainer = Person.objects.create_superuser("maintainer", password=PASSWORD)
    person = somebody("editor")
    _, secret = make_token("script", days=None, by=person)
    sent = {"password1": "short", "password2": "short", "usable_password": "true"}
    address = f"/admin/inspections/person/{person.pk}/password/"
    assert client_of(maintainer).post(address, sent).status_code == 200
    assert owner_of(secret) == person
    client_of(maintainer).post(address, sent | {"password1": NEW, "password2": NEW})
    assert owner_of(secret) is None
    assert person.api_tokens.get().revoked_by == maintainer


def test_the_maintenance_pages_have_no_page_of_their_own_for_ones_password():
    """Theirs kept the session and every token, and let the old password be guessed at without end."""
    maintainer = Person.objects.create_superuser("maintainer", password=PASSWORD)
    client = client_of(maintainer)
    sent = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert client.post("/admin/password_change/", sent).status_code == 405
    assert Person.objects.get().check_password(PASSWORD)
    link = re.search(r'href="(/admin/password_change/)"', client.get("/admin/").content.decode())
    page = client.get(link[1], follow=True)
    assert page.redirect_chain == [("/entry/password/", 302)]
    assert page.status_code == 200


def test_an_account_closed_in_the_maintenance_pages_has_no_tokens_when_it_is_opened_again():
    maintainer = client_of(Person.objects.create_superuser("maintainer", password=PASSWORD))
    person = somebody("editor")
    _, secret = make_token("script", days=None, by=person)
    address = f"/admin/inspections/person/{person.pk}/change/"
    form = maintainer.get(address).context["adminform"].form
    kept = {name: value for name in form.fields if (value := form[name].value()) and name != "is_active"}
    assert maintainer.post(address, kept).status_code == 302
    assert not Person.objects.get(pk=person.pk).is_active
    assert maintainer.post(address, kept | {"is_active": "on"}).status_code == 302
    assert Person.objects.get(pk=person.pk).is_active
    assert owner_of(secret) is None


def test_sessions_are_seen_and_ended_by_who_knows_the_password():
    person = with_password(somebody("editor"))
    here, there, elsewhere, other = (
        client_of(person),
        client_of(person),
        client_of(person),
        client_of(somebody("reader")),
    )
    address = "/entry/sessions/"
    page = here.get(address).content.decode()
    names = re.findall(r'name="sessions" value="(\w+)"', page)
    assert len(names) == 2
    assert there.session.session_key not in page
    one = {"act": "some", "sessions": names[0]}
    assert here.post(address, one | {"password": "wrong"}).status_code == 400
    assert here.post(address, {"act": "some", "password": PASSWORD}).status_code == 400
    assert here.post(address, {"act": "some", "sessions": "made-up", "password": PASSWORD}).status_code == 400
    assert other.post(address, one | {"password": PASSWORD}).status_code == 400
    assert len(sessions_of(person)) == 3
    assert here.post(address, one | {"password": PASSWORD}).status_code == 302
    assert sorted(client.get("/entry/").status_code for client in (there, elsewhere)) == [200, 302]
    here.post(address, {"act": "all", "password": PASSWORD})
    assert [client.get("/entry/").status_code for client in (here, there, elsewhere)] == [200, 302, 302]
    assert "You are signed in nowhere else." in here.get(address).content.decode()


def test_guessing_a_password_with_a_session_is_guessing():
    person = with_password(somebody("editor"))
    for _ in range(5):
        response = client_of(person).post("/entry/sessions/", {"act": "all", "password": "wrong"})
    assert response.status_code == 429
    sent = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert client_of(person).post("/entry/password/", sent).status_code == 429


def test_an_administrator_signs_somebody_out_everywhere():
    person, admin = with_password(somebody("editor")), client_of(somebody("administrator"))
    clients = [client_of(person), client_of(person)]
    address = f"/entry/people/{person.pk}/"
    assert "Signed in 2 times now" in admin.get(address).content.decode()
    assert clients[0].post(address, {"act": "end-sessions"}).status_code == 403
    admin.post(address, {"act": "end-sessions"})
    assert [client.get("/entry/").status_code for client in clients] == [302, 302]
    page = admin.get(address).content.decode()
    assert "Not signed in now." in page
    assert "Sessions ended" in page
