"""Items of a draft by hand: added, edited, moved, copied, deleted and brought back; nobody's text is lost."""

import pytest

from dashboards.entry.kinds import KINDS
from findings.models import Revision
from findings.store.export import document_of
from inspections.models import Inspection
from tests import synthetic
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
COMMON = {"chapter": "initial-contact", "wording": "own words", "where": "page 3"}
NEW = {
    "case-themes": COMMON | {"polarity": "concern", "summary": "An invented theme.", "themes": ["supervision"]},
    "findings": COMMON | {"kind": "headed", "polarity": "strength", "title": "A heading", "summary": "Invented."},
    "illustrations": COMMON
    | {"kind": "case-study", "labelled": "no", "polarity": "mixed", "summary": "Invented.", "finding": "first"},
    "recommendations": COMMON
    | {
        "number": "3",
        "text": "Do a third invented thing.",
        "timescale": "immediately",
        "part-0-text": "One part.",
        "part-1-text": "",
        "part-2-text": "Another part.",
        "part-2-where": "page 9",
    },
    "figures": COMMON | {"figure": "dogs", "value": "4.5", "unit": "dogs", "as_printed": "4.5"},
    "equations": {"statement": "A sum.", "whole": "officers", "parts": "detectives\ndetectives", "relation": "at-most"},
    "judgments": {
        "authority": "Testshire (invented)",
        "inspectorate": "Ofsted",
        "subject": "services",
        "grade_as_printed": "Good",
        "published_on": "2019-05-01",
        "published_precision": "month",
        "where": "page 3",
    },
    "milestones": {"kind": "revisit", "what": "An invented revisit.", "within": "6", "unit": "months"},
}
TEXT = {"figures": "figure", "equations": "statement", "judgments": "authority", "milestones": "what"}
EACH = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)


def address(draft, kind, rest=""):
    return f"/entry/inspections/{draft.pk}/{kind}/items/{rest}"


def text(response):
    return response.content.decode()


def keys(draft, noun):
    return [item.key for item in getattr(document_of(draft), noun)]


def form_of(client, url):
    """The values of a form as the page holds them, those of its lines too."""
    context = client.get(url).context
    form, lines = context["form"], context.get("lines")
    values = {name: form[name].value() for name in form.fields}
    for claim in lines.claims if lines else ():
        values |= {claim[name].html_name: claim[name].value() for name in claim.fields}
    for line in lines.parts if lines else ():
        values |= {f"part-{line.number}-{name}": getattr(line, name) for name in ("key", "text", "where")}
    values |= {"seen": context["seen"]} if "seen" in context else {}
    return {name: value for name, value in values.items() if value not in (None, "") or name.endswith("-text")}


@EACH
def test_an_item_of_every_kind_is_added_and_saved_again_unchanged(editor, draft, kind):
    before = keys(draft, kind.noun)
    response = editor.post(address(draft, kind.slug, "new/"), NEW[kind.slug])
    assert response.status_code == 302, text(response).split("error-summary")[-1][:900]
    (key,) = [key for key in keys(draft, kind.noun) if key not in before]
    document, revisions = document_of(draft), Revision.objects.of(draft).count()
    url = address(draft, kind.slug, f"key/{key}/")
    assert editor.post(url, form_of(editor, url)).status_code == 302
    assert document_of(draft) == document
    assert Revision.objects.of(draft).count() == revisions  # nothing changed: nothing on record


def test_a_recommendation_keeps_its_parts_in_order_and_its_claims(editor, draft):
    url = address(draft, "recommendations", "key/one/")
    sent = form_of(editor, url) | {
        "part-0-key": "b",
        "part-0-text": "Another part.",
        "part-1-key": "a",
        "part-1-text": "",
    }
    sent |= {"part-2-text": "A third part."}
    assert editor.post(url, sent).status_code == 302
    (item, _) = document_of(draft).recommendations
    assert [(part.key, part.text) for part in item.parts] == [("b", "Another part."), ("part-2", "A third part.")]
    assert len(item.claims) == 1


def test_more_parts_than_a_page_shows_empty_are_all_kept(editor, draft):
    url = address(draft, "recommendations", "key/one/")
    sent = form_of(editor, url) | {f"part-{number}-text": f"Part {number}." for number in range(75)}
    assert editor.post(url, sent).status_code == 302
    assert len(document_of(draft).recommendations[0].parts) == 75


def test_every_mistake_is_told_at_its_field_and_nothing_is_lost(editor, draft):
    wrong = NEW["figures"] | {"value": "many", "chapter": "nowhere", "where": "page 1; page 2", "unit": ""}
    response = editor.post(address(draft, "figures", "new/"), wrong)
    assert response.status_code == 400
    page = text(response)
    for told in ("Value: ", "Chapter: ", "Where in the report: ", "Enter what the number counts."):
        assert f">{told}" in page
    assert 'value="dogs"' in page
    response = editor.post(address(draft, "figures", "new/"), NEW["figures"] | {"value_to": "1"})
    assert "“Value to” must not be below value." in text(response)
    assert keys(draft, "figures") == ["officers", "detectives"]


def test_the_next_item_begins_in_the_chapter_of_the_one_before(editor, draft):
    page = address(draft, "findings", "new/")
    sent = editor.post(page, NEW["findings"] | {"add": "another"})
    form = editor.get(sent.headers["Location"]).context["form"]
    assert (form["chapter"].value(), form["wording"].value()) == (
        NEW["findings"]["chapter"],
        NEW["findings"]["wording"],
    )
    assert not form["summary"].value()
    assert not editor.get(f"{page}?after=nothing-of-the-kind").context["form"]["wording"].value()


def test_a_key_is_made_from_the_text_and_is_never_taken_twice(editor, draft):
    for _ in range(2):
        editor.post(address(draft, "findings", "new/"), NEW["findings"])
    assert keys(draft, "findings")[-2:] == ["a-heading", "a-heading-2"]
    response = editor.post(address(draft, "findings", "new/"), NEW["findings"] | {"key": "first"})
    assert "Another item has this key." in text(response)


def test_items_are_moved_copied_deleted_and_brought_back(editor, draft):
    def act(kind, key, what):
        page = editor.get(address(draft, kind))
        seen = next(version for item, _, version, _ in page.context["rows"] if item.key == key)
        return editor.post(address(draft, kind, f"key/{key}/act/"), {"act": what, "seen": seen}, follow=True)

    act("findings", "second", "up")
    assert keys(draft, "findings") == ["second", "first"]
    act("findings", "second", "copy")
    assert keys(draft, "findings") == ["second", "second-2", "first"]
    before = document_of(draft)
    response = act("findings", "second", "delete")
    assert keys(draft, "findings") == ["second-2", "first"]
    undo = text(response).split('entry-undo" method="post" action="')[1].split('"')[0]
    page = text(editor.post(undo, follow=True))
    assert "The last change is taken back." in page
    assert document_of(draft) == before
    act("recommendations", "two", "up")
    assert [(item.key, item.number) for item in document_of(draft).recommendations] == [("two", 1), ("one", 2)]


def test_what_others_point_to_is_not_deleted(editor, draft):
    page = editor.get(address(draft, "findings"))
    seen = next(version for item, _, version, _ in page.context["rows"] if item.key == "first")
    response = editor.post(address(draft, "findings", "key/first/act/"), {"act": "delete", "seen": seen}, follow=True)
    assert "no finding has the key first" in text(response)
    assert "first" in keys(draft, "findings")


def test_what_somebody_deleted_can_be_added_again_with_what_was_typed(editor, draft):
    url = address(draft, "findings", "key/second/")
    sent = form_of(editor, url)
    client_of(somebody("publisher")).post(f"{url}act/", {"act": "delete", "seen": sent["seen"]})
    response = editor.post(url, sent | {"summary": "Still mine."})
    assert response.status_code == 409
    assert "Still mine." in text(response)
    assert f'action="{address(draft, "findings", "new/")}"' in text(response)
    # and nobody deletes what somebody has changed meanwhile
    first = address(draft, "findings", "key/first/")
    old = form_of(editor, first)
    editor.post(first, old | {"summary": "Newer."})
    page = text(editor.post(f"{first}act/", {"act": "delete", "seen": old["seen"]}, follow=True))
    assert "It was not deleted" in page
    assert "first" in keys(draft, "findings")


def test_markup_is_shown_as_text(editor, draft):
    bad = "<script>x</script>"
    editor.post(address(draft, "findings", "new/"), NEW["findings"] | {"title": bad, "summary": bad, "note": bad})
    for url in (
        address(draft, "findings"),
        address(draft, "findings", "key/script-x-script/"),
        PREVIEW.format(draft.pk),
    ):
        response = editor.get(url)
        assert response.status_code == 200
        assert bad not in text(response)


PREVIEW = "/entry/inspections/{}/preview/"


def test_preview_is_the_real_page_with_a_banner_and_for_the_desk_alone(editor, client, draft):
    page = text(editor.get(PREVIEW.format(draft.pk)))
    assert "This is a draft" in page
    assert "Back to the draft" in page
    assert "superseded" not in page
    assert "An invented finding." in page
    assert client.get(PREVIEW.format(draft.pk)).status_code == 302
    assert client.get("/inspections/testshire-2020/").status_code == 404
    published = Inspection.objects.published().get(slug="dorset-2021")
    assert editor.get(PREVIEW.format(published.pk)).status_code == 404


def test_what_differs_from_the_published_edition_is_listed(editor):
    synthetic.testshire()
    synthetic.load(synthetic.everything())
    changed = synthetic.everything(
        findings=[synthetic.finding("first", summary="Corrected."), synthetic.finding("new", title="A new heading")]
    )
    draft = synthetic.load_as_draft(changed)
    page = text(editor.get(f"/entry/inspections/{draft.pk}/differences/"))
    assert "<td>An invented finding.</td><td>Corrected.</td>" in page
    assert '<td>added</td><th scope="row">Finding: A new heading</th>' in page
    assert '<td>removed</td><th scope="row">Finding: An invented heading</th>' in page


@pytest.mark.parametrize(("role", "status"), [(None, 302), ("reader", 403), ("administrator", 403)])
def test_items_are_for_those_who_enter(client, draft, role, status):
    if role:
        client.force_login(somebody(role))
    for rest in ("", "new/", "key/first/"):
        assert client.get(address(draft, "findings", rest)).status_code == status
    for rest in ("new/", "key/first/", "key/first/act/"):
        assert client.post(address(draft, "findings", rest), NEW["findings"] | {"act": "delete"}).status_code == status
    assert keys(draft, "findings") == ["first", "second"]


def test_unknown_kinds_and_keys_are_404_and_acts_need_post(editor, draft):
    assert editor.get(address(draft, "claims")).status_code == 404
    assert editor.get(address(draft, "findings", "key/nothing/")).status_code == 404
    assert editor.get(address(draft, "case-themes", "key/first/")).status_code == 404  # of another kind
    assert editor.get(address(draft, "findings", "key/first/act/")).status_code == 405
