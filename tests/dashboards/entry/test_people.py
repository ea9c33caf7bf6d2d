"""Accounts: invited, given roles, closed; links that work once; passwords; lock-out; the end of sessions."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.cache import caches
from django.db import IntegrityError, transaction
from django.test import Client

from inspections.accounts import LINKS, invite, issue_link, set_roles
from inspections.models import Force, Person
from inspections.refusal import RefusedError
from inspections.roles import PUBLISH
from tests.people import PASSWORD, client_of, somebody

pytestmark = pytest.mark.django_db
NEW = "another-long-one-0815"


@pytest.fixture
def administrator():
    return somebody("administrator")


def with_password(person):
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    return person


def link_of(response):
    return urlsplit(re.search(r'value="(http[^"]+)"', response.content.decode())[1]).path


def use(address, password=NEW):
    client = Client()
    response = client.get(address, follow=True)
    if not response.redirect_chain:
        return response
    return client.post(response.redirect_chain[-1][0], {"new_password1": password, "new_password2": password})


def test_an_invitation_leads_to_an_account_once(administrator):
    client = client_of(administrator)
    sent = {"name": "Ines", "full_name": "Ines Invented", "roles": ["editor"], "is_superuser": "on", "is_staff": "on"}
    response = client.post("/entry/people/invite/", sent)
    address = link_of(response)
    assert "no-store" in response.headers["Cache-Control"]
    person = Person.objects.get(username="Ines")
    assert not any((person.is_superuser, person.is_staff, person.has_usable_password()))
    assert use(address, "short").status_code == 200
    done = use(address)
    assert done.headers["Location"] == "/sign-in/"
    assert "Your password is set. Sign in with it." in done.client.get("/sign-in/").content.decode()
    assert "does not work any more" in use(address).content.decode()
    signed_in = Client().post("/sign-in/", {"username": "Ines", "password": NEW})
    assert signed_in.headers["Location"] == "/entry/"
    assert [row.history_user for row in person.history.all()][0] == administrator


@pytest.mark.parametrize("name", ["Ann Editor", "ann/editor", "ann\n"])
def test_a_name_that_no_account_can_have_is_refused_in_our_words(administrator, name):
    page = client_of(administrator).post("/entry/people/invite/", {"name": f"x{name}x"}).content.decode()
    assert "Name of the account: Use another name. Letters, digits and @ . + - _; no spaces." in page
    assert "Enter a valid username" not in page


def test_only_the_newest_link_counts_and_only_for_three_days(administrator, settings):
    person = somebody("editor")
    old = issue_link(person, by=administrator)[1]
    new = issue_link(person, by=administrator)[1]
    person.refresh_from_db()
    assert not LINKS.check_token(person, old)
    assert LINKS.check_token(person, new)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert not LINKS.check_token(person, new)


def test_a_closed_account_has_no_link_and_no_session(administrator):
    person = somebody("editor")
    theirs, ours = client_of(person), client_of(administrator)
    address = link_of(ours.post(f"/entry/people/{person.pk}/", {"act": "link"}))
    assert ours.post(f"/entry/people/{person.pk}/", {"act": "close", "reason": ""}).status_code == 400
    ours.post(f"/entry/people/{person.pk}/", {"act": "close", "reason": "Has left."})
    assert theirs.get("/entry/").status_code == 302
    assert "does not work any more" in use(address).content.decode()
    assert ours.post(f"/entry/people/{person.pk}/", {"act": "link"}).status_code == 400
    assert "Has left." in ours.get(f"/entry/people/{person.pk}/").content.decode()


def test_nobody_gives_themselves_roles_or_reaches_over_a_superuser(administrator):
    client = client_of(administrator)
    sent = {"act": "roles", "roles": ["publisher"], "reason": "x"}
    assert client.post(f"/entry/people/{administrator.pk}/", sent).status_code == 403
    above = Person.objects.create_superuser("above")
    for act in ("link", "close", "roles"):
        response = client.post(f"/entry/people/{above.pk}/", {**sent, "act": act})
        assert response.status_code == 403, act
    assert not Person.objects.get(pk=administrator.pk).has_perm(PUBLISH)
    with pytest.raises(RefusedError):
        set_roles(somebody("editor"), ["publisher"], by=somebody("publisher"), reason="x")
    with pytest.raises(RefusedError, match="from the list"):
        invite("fresh", by=administrator, roles=["emperor"])
    assert not Person.objects.filter(username="fresh").exists()


def test_roles_change_with_a_reason_and_stay_on_record(administrator):
    person, client = somebody("reader"), client_of(administrator)
    assert client.post(f"/entry/people/{person.pk}/", {"act": "roles", "roles": ["editor"]}).status_code == 400
    client.post(f"/entry/people/{person.pk}/", {"act": "roles", "roles": ["editor"], "reason": "New <work>."})
    page = client.get(f"/entry/people/{person.pk}/").content.decode()
    assert "New &lt;work&gt;." in page
    assert "<td>editor</td>" in page


def test_an_own_password_ends_every_session():
    person = with_password(somebody("editor"))
    here, there = client_of(person), client_of(person)
    sent = {"old_password": PASSWORD, "new_password1": "password1234", "new_password2": "password1234"}
    assert here.post("/entry/password/", sent).status_code == 400
    sent |= {"new_password1": NEW, "new_password2": NEW}
    assert here.post("/entry/password/", {**sent, "old_password": "wrong"}).status_code == 400
    assert here.post("/entry/password/", sent).headers["Location"] == "/sign-in/"
    assert "Your password is changed. Sign in with the new one." in here.get("/sign-in/").content.decode()
    assert here.get("/entry/").status_code == 302
    assert there.get("/entry/").status_code == 302


def attempt(name, password="wrong", **headers):
    return Client().post("/sign-in/", {"username": name, "password": password}, **headers)


def test_an_account_is_locked_at_an_address_whatever_is_tried_to_get_around_it():
    with_password(somebody("editor"))
    tries = ["editor", " editor", "EDITOR", "ｅditor", "Editor "]
    statuses = [
        attempt(name, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}", HTTP_USER_AGENT=f"agent {number}").status_code
        for number, name in enumerate(tries)
    ]
    assert statuses == [200, 200, 200, 200, 429]
    response = attempt("editor", PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.9")
    assert response.status_code == 429
    assert re.search(r"Try again after \d\d:\d\d", response.content.decode())
    assert 0 < int(response.headers["Retry-After"]) <= 900
    assert attempt("editor", PASSWORD, REMOTE_ADDR="198.51.100.7").status_code == 302
    with_password(somebody("publisher"))
    assert attempt("publisher", PASSWORD).status_code == 302


def test_an_address_that_tries_many_names_is_locked_and_nobody_else(settings):
    settings.SIGN_IN_FAILURES = 6
    with_password(somebody("editor"))
    tried = [attempt(f"name-{number}", REMOTE_ADDR=f"2001:db8:1:2::{number}").status_code for number in range(7)]
    assert tried == [200] * 6 + [429]
    # nor is an account of one's own a way around: it forgets its own failures alone
    refused = attempt("editor", PASSWORD, REMOTE_ADDR="2001:db8:1:2::99")
    assert refused.status_code == 429
    assert "under several names" in refused.content.decode()
    assert 0 < int(refused.headers["Retry-After"]) <= 900
    admin = Client().post("/admin/login/", {"username": "editor", "password": PASSWORD}, REMOTE_ADDR="2001:db8:1:2::9")
    assert admin.status_code == 429
    assert attempt("editor", PASSWORD, REMOTE_ADDR="2001:db8:1:3::1").status_code == 302
    settings.AXES_COOLOFF_TIME *= 0
    assert attempt("editor", PASSWORD, REMOTE_ADDR="2001:db8:1:2::99").status_code == 302


def test_links_are_not_tried_without_end(administrator, settings):
    settings.LINK_RATE = 3
    caches["rates"].clear()
    address = link_of(client_of(administrator).post(f"/entry/people/{somebody('editor').pk}/", {"act": "link"}))
    tried = [Client().get("/sign-in/link/MQ/c0ffee-none/").status_code for _ in range(4)]
    assert tried == [200, 200, 200, 429]
    refused = Client().get(address)
    assert refused.status_code == 429
    assert "Your link still holds." in refused.content.decode()
    assert Client().get(address, REMOTE_ADDR="198.51.100.7").status_code == 302
    caches["rates"].clear()


def test_behind_a_proxy_only_its_own_word_counts(settings):
    settings.BEHIND_PROXY = True
    with_password(somebody("editor"))
    for number in range(5):
        attempt("editor", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}, 203.0.113.5")
    assert attempt("editor", PASSWORD, HTTP_X_FORWARDED_FOR="10.9.9.9, 203.0.113.5").status_code == 429
    assert attempt("editor", PASSWORD, HTTP_X_FORWARDED_FOR="203.0.113.5, 203.0.113.6").status_code == 302


def test_after_a_quarter_of_an_hour_one_may_try_again(settings):
    with_password(somebody("editor"))
    for _ in range(5):
        attempt("editor")
    settings.AXES_COOLOFF_TIME *= 0
    assert attempt("editor", PASSWORD).status_code == 302


def test_names_too_long_or_strange_are_no_error():
    for name in ("x" * 5000, "\0", "’" * 300, ""):
        assert attempt(name).status_code in (200, 429)


def test_a_session_ends_without_use_and_in_any_case(monkeypatch):
    client, now = client_of(somebody("editor")), [1_000_000_000.0]
    monkeypatch.setattr("inspections.session_store.time.time", lambda: now[0])
    client = client_of(somebody("publisher"))
    for _ in range(6):
        now[0] += 110 * 60
        assert client.get("/entry/").status_code == 200
    now[0] += 121 * 60
    assert client.get("/entry/").status_code == 302
    client = client_of(somebody("reader"))
    for _ in range(6):
        now[0] += 119 * 60
        assert client.get("/entry/").status_code == 200
    now[0] += 10 * 60
    assert client.get("/entry/").status_code == 302


def test_what_a_person_changes_in_the_maintenance_pages_is_on_record():
    maintainer = Person.objects.create_superuser("maintainer")
    force = Force.objects.get(slug="dorset")
    assert not force.history.exists()  # loaded by a command
    client = client_of(maintainer)
    page = f"/admin/inspections/force/{force.pk}/change/"
    sent = {name: getattr(force, name) for name in ("slug", "name", "official_name", "region", "nation", "ons_code")}
    client.post(page, {**sent, "aliases": "[]", "note": "A note."})
    row, found = force.history.all()
    assert (found.history_user, found.note, found.history_change_reason) == (None, "", "As found")
    assert (row.history_user, row.note, row.history_type) == (maintainer, "A note.", "~")
    past = client.get(f"/admin/inspections/force/{force.pk}/history/{row.history_id}/")
    assert past.status_code == 200
    assert b'name="_save"' not in past.content
    with pytest.raises(IntegrityError), transaction.atomic():
        force.history.update(note="Forged.")
    with pytest.raises(IntegrityError), transaction.atomic():
        force.history.all().delete()
    assert client.post(f"/admin/inspections/person/{maintainer.pk}/delete/", {"post": "yes"}).status_code == 403
