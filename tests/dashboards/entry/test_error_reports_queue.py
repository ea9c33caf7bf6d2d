"""The queue of reported errors: who may see it, what it lists, and how a report is answered there and in the admin."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboards.pages.error_reports import item_address, subject_of
from findings.actions.error_reports import answer_error_report, report_error
from findings.models import ErrorReport
from inspections.models import Inspection, Person

pytestmark = pytest.mark.django_db


def filed(text="It says zebra.", kind="findings", key="summary-partnership", **given):
    inspection = None if kind == "themes" else Inspection.objects.published().get(slug="dorset-2021")
    return report_error(kind=kind, key=key, inspection=inspection, text=text, **given)


@pytest.fixture
def person():
    return Person.objects.create_user("editor", password="only-for-this-test-4711")


@pytest.fixture
def editor(client, person):
    person.user_permissions.add(Permission.objects.get(codename="enter_findings"))
    client.force_login(person)
    return client


def test_only_those_who_enter_findings_see_the_queue(client, person):
    addresses = ["/entry/errors/", f"/entry/errors/{filed().pk}/"]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 302
        assert f"next={address}" in response.headers["Location"]
        assert client.post(address).status_code in (302, 405)
    client.force_login(person)
    for address in addresses:
        assert client.get(address).status_code == 403
    assert client.post(addresses[1], {"state": "mended", "seen": "new"}).status_code == 403
    assert ErrorReport.objects.get().state == "new"


def test_open_reports_stand_first_and_can_be_filtered(editor, person):
    first, second, third = filed("zebra"), filed("gnu"), filed("okapi")
    answer_error_report(second, state="declined", note="It is one.", by=person)
    answer_error_report(third, state="accepted", note="", by=person)
    text = editor.get("/entry/errors/").content.decode()
    assert text.index("zebra") < text.index("okapi")
    assert "gnu" not in text
    declined = editor.get("/entry/errors/?state=declined").content.decode()
    assert "gnu" in declined
    assert "zebra" not in declined
    assert "Open (2)" in text
    assert f"/entry/errors/{first.pk}/" in text


@pytest.mark.parametrize("query", ["?state=lost", "?colour=red", "?page=2", "?page=x", "?state=new&state=mended"])
def test_what_is_not_known_is_refused(editor, query):
    assert editor.get(f"/entry/errors/{query}").status_code == 400


def test_an_empty_queue_says_so(editor):
    assert "No report is waiting" in editor.get("/entry/errors/").content.decode()


def test_an_answer_closes_a_report_and_deletes_the_contact(editor, person):
    report = filed(contact="reader@example.org")
    address = f"/entry/errors/{report.pk}/"
    assert "reader@example.org" in editor.get(address).content.decode()
    response = editor.post(address, {"state": "mended", "note": "Edition 2.", "seen": "new"})
    assert (response.status_code, response.headers["Location"]) == (302, "/entry/errors/")
    report.refresh_from_db()
    assert (report.state, report.note, report.handled_by, report.contact) == ("mended", "Edition 2.", person, "")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"state": ""}, "Choose what became of it."),
        ({"state": "new"}, "not one of the available choices"),
        ({"state": "declined"}, "Say why the report is declined."),
        ({"state": "mended", "note": "x" * 2_001}, "at most 2000 characters"),
        ({"state": "mended", "seen": "accepted"}, "meanwhile"),
    ],
)
def test_an_answer_that_is_not_whole_is_refused(editor, given, told):
    report = filed()
    response = editor.post(f"/entry/errors/{report.pk}/", {"note": "", "seen": "new"} | given)
    assert response.status_code == 400
    assert told in response.content.decode()
    report.refresh_from_db()
    assert report.state == "new"


def test_every_report_leads_to_its_item(editor):
    for kind, key in (
        ("findings", "summary-partnership"),
        ("case-audits", "hmicfrs-all"),
        ("equations", "old-calls"),
        ("inspection", ""),
        ("themes", "appropriate-adults"),
    ):
        report = filed(kind=kind, key=key)
        assert editor.get(item_address(report)).status_code == 200
        assert subject_of(kind, key, report.inspection_slug)
        assert f'href="{item_address(report)}"' in editor.get(f"/entry/errors/{report.pk}/").content.decode()


def test_the_number_of_queries_does_not_grow(editor, person):
    answer_error_report(filed(), state="accepted", note="", by=person)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            editor.get("/entry/errors/?state=accepted")
        counts.append(len(queries))
        for _ in range(3):
            answer_error_report(filed(), state="accepted", note="", by=person)
    assert counts[0] == counts[1]


def test_long_queues_have_pages(editor):
    for number in range(52):
        filed(f"zebra {number:02}")
    assert "zebra 51" not in editor.get("/entry/errors/").content.decode()
    assert "zebra 51" in editor.get("/entry/errors/?state=open&page=2").content.decode()


def test_maintainers_answer_in_the_admin_by_the_same_rules(client):
    maintainer = Person.objects.create_superuser("maintainer", password="only-for-this-test-4711")
    client.force_login(maintainer)
    report = filed(contact="reader@example.org")
    address = f"/admin/findings/errorreport/{report.pk}/change/"
    for given in ({"state": "declined", "note": ""}, {"state": "new", "note": "x"}):
        assert client.post(address, given).status_code == 200
    assert client.post(address, {"state": "declined", "note": "It is one.", "text": "changed"}).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.handled_by, report.contact) == ("declined", maintainer, "")
    assert report.text == "It says zebra."
    for delete in (
        lambda: client.post(f"/admin/findings/errorreport/{report.pk}/delete/", {"post": "yes"}),
        lambda: client.post(
            "/admin/findings/errorreport/", {"action": "delete_selected", "_selected_action": report.pk, "post": "yes"}
        ),
    ):
        delete()
        assert ErrorReport.objects.filter(pk=report.pk).exists()  # what was reported and answered stays on record
