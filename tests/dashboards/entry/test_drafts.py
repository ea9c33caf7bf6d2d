"""Drafts at the desk: a new one, its task list, its grid; who may, what is refused, and that nobody's work is lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from findings.models import CaseAudit, Revision
from findings.store.export import document_of
from inspections.models import Inspection
from tests import synthetic
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
NEW = {
    "slug": "testshire-2020",
    "force": "testshire",
    "framework": "ncpi-2017",
    "kind": "inspection",
    "title": "Testshire (invented): an inspection",
    "published_on": "2020-06-01",
    "published_precision": "month",
}
TALLIES = {"where-all": "page 12"}
for line, numbers in {
    "force-joint": (7, 19, 7),
    "hmicfrs-joint": (5, 18, 10),
    "hmicfrs-additional": (13, 11, 20),
    "hmicfrs-all": (18, 29, 30),
}.items():
    TALLIES |= {f"{line}.{grade}": str(n) for grade, n in synthetic.grades(*numbers).items()}


@pytest.fixture(autouse=True)
def force():
    return synthetic.testshire()


@pytest.fixture
def editor():
    return client_of(somebody("editor"))


@pytest.fixture
def draft(editor):
    editor.post("/entry/inspections/new/", NEW)
    return Inspection.objects.get(slug="testshire-2020")


def address(draft, rest=""):
    return f"/entry/inspections/{draft.pk}/{rest}"


def text(response):
    return response.content.decode()


def token(client, draft, rest):
    return text(client.get(address(draft, rest))).split('name="seen" value="')[1].split('"')[0]


def test_a_new_inspection_becomes_a_draft_on_record(editor, draft):
    assert (draft.state, draft.edition, draft.framework.slug) == ("draft", 1, "ncpi-2017")
    revision = Revision.objects.of(draft).get()
    assert (revision.what, revision.by.username) == ("created", "editor")
    page = text(editor.get(address(draft)))
    assert "Nothing entered" in page
    assert "Not given: an abstract, the days of the inspection" in page


def test_every_mistake_in_a_new_inspection_is_told_at_its_field(editor):
    wrong = NEW | {"force": "atlantis", "published_on": "1 June", "title": "", "slug": "No Slug", "address": "ftp://x"}
    response = editor.post("/entry/inspections/new/", wrong)
    assert response.status_code == 400
    page = text(response)
    for told in ("Force: ", "Published on: ", "Enter the title of the report."):
        assert f">{told}" in page
    assert not Inspection.objects.filter(slug="testshire-2020").exists()
    wrong = NEW | {"inspected_from": "2020-03-01", "inspected_to": "2020-02-01", "address": "ftp://x"}
    page = text(editor.post("/entry/inspections/new/", wrong))
    for told in (
        "An address starts with https:// or http://.",
        "“Last day of the inspection” must not be before “First day of the inspection”.",
    ):
        assert told in page


def test_mistakes_between_fields_are_told_with_all_others(editor):
    wrong = NEW | {
        "title": "",
        "inspected_from": "2020-03-01",
        "inspected_to": "2020-02-01",
        "published_on": "2020-01-02",
        "published_precision": "month",
        "isbn": "x" * 300,
    }
    form = editor.post("/entry/inspections/new/", wrong).context["form"]
    assert form.errors == {
        "title": ["Enter the title of the report."],
        "isbn": [form.errors["isbn"][0]],
        "inspected_to": ["“Last day of the inspection” must not be before “First day of the inspection”."],
        "published_on": ["“Published on” must be the first day of the month where only the month is known."],
    }
    # A day that cannot be read is compared with none, nor is it missing.
    form = editor.post("/entry/inspections/new/", wrong | {"inspected_to": "soon", "isbn": ""}).context["form"]
    assert set(form.errors) == {"title", "inspected_to", "published_on"}
    assert len(form.errors["inspected_to"]) == 1


def test_what_is_missing_is_asked_for_in_a_sentence(editor):
    form = editor.post("/entry/inspections/new/", {}).context["form"]
    assert form.errors["force"] == ["Choose the force."]
    assert form.errors["title"] == ["Enter the title of the report."]
    assert not [told for errors in form.errors.values() for told in errors if "required" in told]


def test_a_name_in_addresses_is_made_where_none_is_given(editor):
    for kind, slug in (("inspection", "testshire-2020"), ("review", "testshire-2020-review")):
        assert editor.post("/entry/inspections/new/", NEW | {"slug": " ", "kind": kind}).status_code == 302
        assert Inspection.objects.get(slug=slug).kind == kind
    page = text(editor.post("/entry/inspections/new/", NEW | {"slug": ""}))
    assert "There is an inspection testshire-2020 already" in page
    assert "expected small letters" in text(editor.post("/entry/inspections/new/", NEW | {"slug": "Test Shire"}))


def test_a_name_that_is_taken_is_refused(editor, draft):
    page = text(editor.post("/entry/inspections/new/", NEW | {"title": "Another"}))
    assert "There is an inspection testshire-2020 already" in page
    assert Inspection.objects.filter(slug="testshire-2020").count() == 1


def test_fields_that_nobody_asked_for_are_not_taken(editor):
    editor.post("/entry/inspections/new/", NEW | {"state": "published", "edition": "7", "created_at": "1999-01-01"})
    draft = Inspection.objects.get(slug="testshire-2020")
    assert (draft.state, draft.edition) == ("draft", 1)


def test_details_are_changed_and_the_name_in_addresses_stays(editor, draft):
    seen = token(editor, draft, "details/")
    sent = NEW | {"seen": seen, "title": "A corrected title", "slug": "elsewhere", "framework": "ncpi-2024"}
    assert editor.post(address(draft, "details/"), sent).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.slug, draft.framework.slug) == ("A corrected title", "testshire-2020", "ncpi-2017")


def test_tallies_are_saved_and_told_when_they_do_not_add_up(editor, draft):
    seen = token(editor, draft, "case-audits/")
    response = editor.post(address(draft, "case-audits/"), TALLIES | {"seen": seen}, follow=True)
    assert "Saved. No equation fails." in text(response)
    assert CaseAudit.objects.filter(inspection=draft).count() == 4
    seen = token(editor, draft, "case-audits/")
    wrong = TALLIES | {"seen": seen, "hmicfrs-all.good": "81"}
    page = text(editor.post(address(draft, "case-audits/"), wrong, follow=True))
    assert "Saved. 2 of the equations below do not hold." in page
    assert "tag--fails" in page
    page = text(editor.get(address(draft)))
    assert "Does not add up" in page
    assert "5 + 13 = 18" in page


def test_checking_saves_nothing(editor, draft):
    wrong = TALLIES | {"do": "check", "hmicfrs-joint.inadequate": "99"}
    page = text(editor.post(address(draft, "case-audits/"), wrong))
    assert "Checked and not saved" in page
    assert 'value="99"' in page
    assert "tag--fails" in text(editor.post(address(draft, "case-audits/check/"), wrong))
    assert not CaseAudit.objects.filter(inspection=draft).exists()
    assert Revision.objects.of(draft).count() == 1


def test_a_cell_that_is_no_number_stops_saving_and_keeps_what_was_typed(editor, draft):
    response = editor.post(address(draft, "case-audits/"), TALLIES | {"hmicfrs-all.good": "18 cases"})
    assert response.status_code == 400
    page = text(response)
    assert 'href="#hmicfrs-all.good"' in page
    assert 'value="18 cases"' in page
    assert 'value="29"' in page
    assert not CaseAudit.objects.filter(inspection=draft).exists()


def test_a_number_too_large_is_called_so(editor, draft):
    seen = token(editor, draft, "case-audits/")
    for number in ("99999999999999", "1000001", "9" * 5000):
        response = editor.post(address(draft, "case-audits/"), TALLIES | {"seen": seen, "hmicfrs-all.good": number})
        assert response.status_code == 400
        assert f"found {number[:40]}, expected at most 1,000,000" in text(response)


def test_grades_counted_together_are_typed_checked_and_saved(editor, draft):
    together = {"lumped-0.audit": "hmicfrs-all", "lumped-0.grade": "good", "lumped-0.grade_to": "requires-improvement"}
    sent = {"where-all": "page 2", "hmicfrs-all.inadequate": "2", "hmicfrs-all.total": "6", "lumped-0.cases": "3"}
    wrong = sent | together | {"hmicfrs-all.good": "1"}
    page = text(editor.post(address(draft, "case-audits/"), wrong))
    assert 'href="#lumped-0.grade"' in page
    assert not CaseAudit.objects.filter(inspection=draft).exists()
    checked = text(editor.post(address(draft, "case-audits/check/"), sent | together))
    assert "2 + 3 = 5; printed total: 6." in checked
    seen = {"seen": token(editor, draft, "case-audits/")}
    saved = text(editor.post(address(draft, "case-audits/"), sent | together | seen, follow=True))
    assert "Saved. 1 of the equations below does not hold." in saved
    assert "Good to requires improvement together: 3" in saved
    (audit,) = document_of(draft).case_audits
    assert [(count.grade, count.grade_to, count.cases) for count in audit.counts] == [
        ("good", "requires-improvement", 3),
        ("inadequate", None, 2),
    ]
    mine = sent | together | {"seen": "old", "lumped-0.cases": "4"}
    page = text(editor.post(address(draft, "case-audits/"), mine))
    assert "HMICFRS on all cases: Good to requires improvement together: 4" in page
    assert 'name="lumped-0.cases" value="4"' in page


def test_two_people_at_the_same_grid_lose_nothing(editor, draft):
    other = client_of(somebody("publisher"))
    seen = token(editor, draft, "case-audits/")
    other.post(address(draft, "case-audits/"), TALLIES | {"seen": seen})
    mine = TALLIES | {"seen": seen, "hmicfrs-all.good": "17", "where-all": "page 13"}
    response = editor.post(address(draft, "case-audits/"), mine)
    assert response.status_code == 409
    page = text(response)
    assert "Saved now" in page
    assert ("18", "17") in {(one.stored, one.mine) for one in response.context["both"]}
    assert 'name="hmicfrs-all.good" value="17"' in page
    assert document_of(draft).case_audits[3].counts[0].cases == 18
    again = page.split('name="seen" value="')[1].split('"')[0]
    assert editor.post(address(draft, "case-audits/"), mine | {"seen": again}).status_code == 302
    assert document_of(draft).case_audits[3].counts[0].cases == 17


def test_two_people_at_the_details_see_both_versions(editor, draft):
    seen = token(editor, draft, "details/")
    editor.post(address(draft, "details/"), NEW | {"seen": seen, "title": "First"})
    response = editor.post(address(draft, "details/"), NEW | {"seen": seen, "title": "Second"})
    assert response.status_code == 409
    assert [(one.label, one.stored, one.mine) for one in response.context["both"]] == [
        ("Title of the report", "First", "Second")
    ]
    draft.refresh_from_db()
    assert draft.title == "First"


PAGES = ("", "details/", "case-audits/")


@pytest.mark.parametrize("rest", PAGES)
@pytest.mark.parametrize(("role", "status"), [(None, 302), ("reader", 403), ("analyst", 403), ("administrator", 403)])
def test_pages_of_drafts_are_for_those_who_enter(client, draft, rest, role, status):
    if role:
        client.force_login(somebody(role))
    assert client.get(address(draft, rest)).status_code == status
    assert client.post(address(draft, rest), NEW).status_code in (status, 405)


@pytest.mark.parametrize("rest", PAGES)
def test_what_is_published_cannot_be_changed_here(editor, rest):
    published = Inspection.objects.published().get(slug="dorset-2021")
    assert editor.get(address(published, rest)).status_code == 404
    assert editor.post(address(published, rest), TALLIES | NEW).status_code in (404, 405)


def test_what_is_in_review_is_read_and_not_changed(editor, draft):
    Inspection.objects.filter(pk=draft.pk).update(state="in-review")
    assert "in review" in text(editor.get(address(draft)))
    response = editor.post(address(draft, "case-audits/"), TALLIES, follow=True)
    assert "Take it back from review" in text(response)
    assert not CaseAudit.objects.filter(inspection=draft).exists()


def test_a_form_without_its_token_is_refused(draft):
    client = client_of(somebody("publisher"), enforce_csrf_checks=True)
    assert client.post(address(draft, "case-audits/"), TALLIES).status_code == 403
    assert client.post("/entry/inspections/new/", NEW | {"slug": "other"}).status_code == 403


def test_markup_is_shown_as_text(editor, draft):
    seen = token(editor, draft, "details/")
    editor.post(address(draft, "details/"), NEW | {"seen": seen, "title": "<script>x</script>"})
    for rest in PAGES:
        assert "<script>x" not in text(editor.get(address(draft, rest)))


def test_pages_ask_the_database_a_fixed_number_of_times(editor, draft):
    header = {"published_precision": "month"}
    synthetic.load_as_draft(synthetic.everything("testshire-2020", inspection=header))
    few = {rest: _queries(editor, draft, rest) for rest in PAGES}
    many = [synthetic.finding(name) for name in ("first", "second", *(f"finding-{n}" for n in range(30)))]
    synthetic.load_as_draft(synthetic.everything("testshire-2020", inspection=header, findings=many))
    assert {rest: _queries(editor, draft, rest) for rest in PAGES} == few


def _queries(client, draft, rest):
    with CaptureQueriesContext(connection) as queries:
        client.get(address(draft, rest))
    return len(queries)
