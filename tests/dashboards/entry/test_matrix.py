"""Every address of the desk, for everybody, with every method. Who gets in is written here, not asked of the code."""

import pytest
from django.urls import get_resolver, reverse

from findings.models import Revision
from inspections.models import Inspection
from inspections.roles import ROLE_NAMES
from tests import synthetic
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
EVERYBODY = frozenset({*ROLE_NAMES, "nobody"})
WRITERS = frozenset({"editor", "publisher"})
# Whatever is not named here is a page of drafts, or of what is done about published inspections.
OTHERS = {
    "entry": EVERYBODY,
    "own-password": EVERYBODY,
    "own-sessions": EVERYBODY,
    **dict.fromkeys(["draft-publish", "theme-desk", "theme-retire"], {"publisher"}),
    **dict.fromkeys(["people", "invite", "person", "force-desk", "force-add", "force-change"], {"administrator"}),
    **dict.fromkeys(["reference-record", "reference-record-file"], WRITERS | {"administrator"}),
}
PATTERNS = get_resolver("dashboards.entry.urls").url_patterns
METHODS = ("get", "post", "put", "delete")


def address(pattern, draft, revision):
    known = {"pk": draft.pk, "slug": "dorset-2021", "key": "none", "noun": "findings", "ending": "csv"}
    known["revision"] = revision.pk
    names = pattern.pattern.converters
    return reverse(pattern.name, kwargs={name: known.get(name, "1") for name in names})


@pytest.fixture
def draft():
    return synthetic.load(synthetic.whole(), as_draft=True)


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_who_gets_in(role, draft):
    person = somebody(*([] if role == "nobody" else [role]), name="them")
    client = client_of(person, raise_request_exception=True)
    revision, wrong = Revision.objects.of(draft).first(), []
    for pattern in PATTERNS:
        allowed = role in OTHERS.get(pattern.name, WRITERS)
        for method in METHODS:
            if pattern.name == "own-password" and method == "post":
                continue  # tried in test_people.py: it would end the session
            response = getattr(client, method)(address(pattern, draft, revision))
            status = response.status_code
            is_right = status in (200, 302, 400, 404, 405, 409) if allowed else status == 403
            if not is_right or "no-store" not in response.headers.get("Cache-Control", ""):
                wrong.append(f"{method} {pattern.name}: {status}")
            if method == "post" and b"This field is required" in response.content:
                wrong.append(f"{pattern.name} does not say what is missing")
            if allowed and method in ("put", "delete") and status not in (404, 405):
                wrong.append(f"{method} {pattern.name}: {status} and not 405")
    assert not wrong
    assert Inspection.objects.get(pk=draft.pk).state == "draft"


def test_nobody_without_an_account_gets_in(client, draft):
    revision = Revision.objects.of(draft).first()
    for pattern in PATTERNS:
        for method in METHODS:
            response = getattr(client, method)(address(pattern, draft, revision))
            assert response.status_code == 302, (method, pattern.name)
            assert response.headers["Location"].startswith("/sign-in/?next=/entry/"), (method, pattern.name)


def test_nothing_is_written_without_a_token(draft):
    client = client_of(somebody(*ROLE_NAMES, name="all"), enforce_csrf_checks=True)
    revision = Revision.objects.of(draft).first()
    for pattern in PATTERNS:
        assert client.post(address(pattern, draft, revision)).status_code == 403, pattern.name
    for page in ("/sign-in/", "/sign-out/"):
        assert client.post(page).status_code == 403


def test_what_is_in_review_is_as_invisible_as_a_draft(client, draft):
    """The draft of every public answer is compared byte for byte elsewhere; here: no address of it answers."""
    Inspection.objects.filter(pk=draft.pk).update(state="in-review")
    for page in ("", "editions/1/", "findings/first/", "recommendations/one/"):
        assert client.get(f"/inspections/testshire-2020/{page}").status_code == 404
    for page in ("/findings.csv", "/inspections/", "/feed.atom", "/search/?q=invented"):
        found = client.get(page)
        text = b"".join(found.streaming_content) if found.streaming else found.content
        assert b"testshire-2020" not in text, page
