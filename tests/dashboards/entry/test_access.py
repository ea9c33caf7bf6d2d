"""Who gets into the desk: nobody without an account, and nobody further than their rights."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver, reverse

from dashboards.entry.access import needs
from inspections.models import Person
from inspections.roles import ENTER
from tests.people import PASSWORD, client_of, somebody

pytestmark = pytest.mark.django_db
NEW = "/entry/inspections/new/"


def patterns_of(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from patterns_of(pattern)


def test_every_view_of_the_desk_says_what_it_needs():
    views = [pattern.callback for pattern in patterns_of(get_resolver("dashboards.entry.urls"))]
    assert views
    bare = [view for view in views if not hasattr(view, "needs") and not hasattr(view.view_class.dispatch, "needs")]
    assert not bare


def test_nobody_is_sent_to_sign_in_and_comes_back(client):
    response = client.get("/entry/?a=1")
    assert response.status_code == 302
    assert response.headers["Location"] == "/sign-in/?next=/entry/%3Fa%3D1"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_without_the_right_it_is_403_and_never_kept(rf: RequestFactory):
    view = needs(ENTER)(lambda request: HttpResponse("secret"))
    for roles, status in (([], 403), (["reader"], 403), (["editor"], 200), (["publisher"], 200)):
        request = rf.get("/entry/x/")
        request.user = somebody(*roles, name=f"somebody-{roles}")
        response = view(request)
        assert response.status_code == status, roles
        assert (b"secret" in response.content) == (status == 200)
        assert response.headers["Cache-Control"] == "private, no-store"


def test_signing_in_leads_to_the_desk_and_out_again(client):
    person = somebody("editor")
    person.set_password(PASSWORD)
    person.save()
    response = client.post("/sign-in/", {"username": "editor", "password": PASSWORD})
    assert response.headers["Location"] == reverse("entry")
    page = client.get("/entry/").content.decode()
    assert "Signed in as editor" in page
    assert client.get("/sign-out/").status_code == 200
    assert client.get("/entry/").status_code == 200  # a link alone signs nobody out
    assert client.post("/sign-out/").headers["Location"] == "/"
    assert client.get("/entry/").status_code == 302


def test_a_wrong_password_a_closed_account_and_no_account_sound_the_same(client):
    person = somebody("editor")
    person.set_password(PASSWORD)
    person.is_active = False
    person.save()
    pages = set()
    for name, password in (("editor", PASSWORD), ("editor", "wrong"), ("nowhere", "wrong")):
        response = client.post("/sign-in/", {"username": name, "password": password})
        assert response.status_code == 200
        pages.add(response.content.decode().split('role="alert"')[1].split("</div>")[0])
    assert len(pages) == 1


@pytest.mark.parametrize(
    "address",
    ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "http:///elsewhere.example", "\\\\x"],
)
def test_signing_in_leads_nowhere_else(client, address):
    person = somebody("editor")
    person.set_password(PASSWORD)
    person.save()
    response = client.post("/sign-in/", {"username": "editor", "password": PASSWORD, "next": address})
    assert response.headers["Location"] == reverse("entry")


def test_a_reader_sees_a_desk_without_drafts(django_assert_max_num_queries):
    client = client_of(somebody("reader"))
    with django_assert_max_num_queries(8):
        page = client.get("/entry/").content.decode()
    assert "Drafts" not in page


def test_ways_to_the_list_of_forces_are_shown_to_those_who_may_change_it():
    """An administrator need not be a maintainer; everybody else reads whom to ask."""
    forces, add = reverse("force-desk"), reverse("force-add")
    maintainer = Person.objects.create_superuser("maintainer", password=PASSWORD)
    both, editor = somebody("administrator", "editor"), somebody("editor")
    for person in (maintainer, both):
        assert f'href="{forces}"' in client_of(person).get("/entry/").content.decode()
        assert f'The force is not in the list? <a href="{add}">' in client_of(person).get(NEW).content.decode()
    assert f'href="{forces}"' not in client_of(editor).get("/entry/").content.decode()
    assert "Ask an administrator of this site to add it." in client_of(editor).get(NEW).content.decode()
    assert "/admin/" not in client_of(both).get("/entry/").content.decode()
