"""What nobody may smuggle in: another author, another state or name of the inspection, markup in any text."""

from html.parser import HTMLParser

import pytest

from dashboards.entry.kinds import BY_SLUG, KINDS
from findings.actions import review
from findings.actions.publication import publish
from findings.models import Claim, Comment, Revision
from findings.store.export import document_of
from inspections.models import Inspection
from tests import synthetic
from tests.dashboards.entry.test_items import NEW, address, form_of
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
BAD = "<xss onclick=bad>'\"&</xss>"


@pytest.fixture
def editor():
    return somebody("editor")


@pytest.fixture
def forged():
    """Fields that no form has, as somebody would add them who knows the tables."""
    other = somebody("publisher", name="somebody-else")
    named = dict.fromkeys(("by", "by_id", "person", "user", "entered_by", "entered_by_id", "coded_by"), other.pk)
    row = {"state": "published", "edition": 7, "slug": "another-name", "framework": "ncpi-2024", "pk": 1, "id": 1}
    return named | row | {"row": 1, "inspection": 1, "at": "2001-01-01", "what": "loaded", "is_demo": "", "position": 9}


def a_draft():
    synthetic.testshire()
    return synthetic.load_as_draft(synthetic.everything())


def header_of(client, url):
    form = client.get(url).context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}


def test_nothing_sent_besides_changes_author_state_edition_or_name(editor, forged):
    draft, client = a_draft(), client_of(editor)
    before = Inspection.objects.filter(pk=draft.pk).values("slug", "state", "edition", "framework", "force").get()
    last, number = Revision.objects.last().pk, Inspection.objects.count()
    for kind in KINDS:
        had = len(kind.items(document_of(draft)))
        assert client.post(address(draft, kind.slug, "new/"), forged | NEW[kind.slug]).status_code == 302
        assert len(kind.items(document_of(draft))) == had + 1
    first = address(draft, "findings", "key/first/")
    assert (
        client.post(first, forged | form_of(client, first) | {"summary": "Changed.", "key": "other"}).status_code == 302
    )
    assert document_of(draft).findings[0].key == "first"
    url = f"/entry/inspections/{draft.pk}/details/"
    assert client.post(url, header_of(client, url) | forged | {"title": "Another title"}).status_code == 302
    url = f"/entry/inspections/{draft.pk}/review/"
    assert client.post(url, forged | {"act": "comment", "text": "Look here."}).status_code == 302
    made = Revision.objects.filter(pk__gt=last)
    assert made.count() == len(KINDS) + 2
    assert {(row.by.username, row.row, row.what, row.edition) for row in made} == {("editor", draft.pk, "changed", 1)}
    assert all(row.at.year > 2001 for row in made)
    assert Comment.objects.get().by == editor
    assert Inspection.objects.filter(pk=draft.pk).values(*before).get() == before
    assert Inspection.objects.get(pk=draft.pk).title == "Another title"
    assert Inspection.objects.count() == number


def test_a_new_inspection_is_a_draft_of_its_first_edition_whatever_is_sent(editor, forged):
    synthetic.testshire()
    new = {"force": "testshire", "kind": "inspection", "title": "Invented", "published_on": "2020-06-01"}
    new |= {"slug": "testshire-2020", "framework": "ncpi-2017", "published_precision": "day"}
    assert client_of(editor).post("/entry/inspections/new/", forged | new).status_code == 302
    row = Inspection.objects.get(slug="testshire-2020")
    assert (row.state, row.edition, Revision.objects.of(row).get().by) == ("draft", 1, editor)


def test_what_follows_up_is_by_the_one_who_signed_in(editor, forged):
    row = synthetic.load(synthetic.whole())
    at, client = f"/entry/inspections/{row.slug}/follow-up", client_of(editor)
    claim = {"voice": "force", "state": "accepted", "on": "2021-03-01", "precision": "day", "source": "A letter."}
    assert client.post(f"{at}/recommendations/one/claim/", forged | claim).status_code == 302
    assert Claim.objects.get(recommendation__inspection=row).entered_by == editor
    assert client.post(f"{at}/milestones/plan/", forged | claim).status_code == 302
    assert row.milestones.get().entered_by == editor
    sent = forged | {"themes": ["supervision"], "reason": "Fits."}
    assert client.post(f"{at}/findings/first/themes/", sent).status_code == 302
    assert row.findings.get(key="first").codings.get().coded_by == editor
    row.refresh_from_db()
    assert (row.state, row.edition, row.slug) == ("published", 1, "testshire-2020")


class Marks(HTMLParser):
    """Whether the stored text has become an element or an attribute."""

    found = False

    def handle_starttag(self, tag, attrs):
        self.found |= tag == "xss" or any(name == "onclick" for name, _ in attrs)


def body(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return response, content


def shows_no_markup(client, url):
    _, content = body(client, url)
    page, marks = content.decode(), Marks()
    marks.feed(page)
    assert not marks.found, url
    assert BAD not in page, url
    assert "&lt;xss" in page, url  # it is there, as text


def test_markup_in_every_text_of_every_kind_stays_text(editor):
    quiet = [synthetic.figure("officers", 4), synthetic.figure("detectives", 4)]
    synthetic.testshire()
    draft, client = synthetic.load_as_draft(synthetic.whole(figures=quiet)), client_of(editor)
    for kind in KINDS:
        texts = {column.field: BAD for column in kind.columns if column.takes == "text" and "." not in column.field}
        assert texts, kind.slug
        places = {"where": BAD} if "where" in NEW[kind.slug] else {}
        parts = {"part-0-text": BAD, "part-2-text": BAD} if kind.slug == "recommendations" else {}
        parts |= {"parts": "detectives"} if kind.slug == "equations" else {}  # an equation that holds
        sent = NEW[kind.slug] | texts | places | parts | {"key": f"bad-{kind.slug}"}
        response = client.post(address(draft, kind.slug, "new/"), sent)
        assert response.status_code == 302, (kind.slug, response.context["form"].errors)
        for rest in ("", f"key/bad-{kind.slug}/"):
            shows_no_markup(client, address(draft, kind.slug, rest))
    at = f"/entry/inspections/{draft.pk}"
    client.post(f"{at}/review/", {"act": "comment", "text": BAD})
    for rest in ("preview", "review"):
        shows_no_markup(client, f"{at}/{rest}/")
    shows_no_markup(client, "/entry/inspections/testshire-2020/history/")
    review.submit(draft, by=editor)
    publish(draft, by=somebody("publisher"))
    shows_no_markup(client, "/inspections/testshire-2020/")
    for slug in BY_SLUG:
        noun = BY_SLUG[slug].noun
        if noun in ("findings", "illustrations", "recommendations", "figures"):
            shows_no_markup(client, f"/inspections/testshire-2020/{noun}/bad-{slug}/")
            shows_no_markup(client, f"/{noun}/?force=testshire")
    shows_no_markup(client, "/search/?q=onclick")
    for noun in ("findings", "illustrations", "recommendations", "figures"):
        for ending, kind in {"csv": "text/csv", "json": "application/json"}.items():
            response, content = body(client, f"/{noun}.{ending}?force=testshire")
            assert response.headers["Content-Type"].startswith(kind)
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert b"xss" in content
