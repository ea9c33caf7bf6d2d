"""Reporting an error: a link on every item, a form that asks for little, and nothing of it anywhere public."""

import logging
import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dashboards.pages.items import MODELS
from findings.models import ErrorReport
from inspections.models import Inspection, Session
from tests import synthetic

pytestmark = pytest.mark.django_db
ITEM = "/inspections/dorset-2021/findings/summary-partnership/"
FORM = f"{ITEM}report-an-error/"
WRONG = {"text": "It says zebra, and should say gnu."}


@pytest.fixture(autouse=True)
def _nobody_has_reported_yet():
    caches["rates"].clear()


def links(client, address):
    return re.findall(r'href="([^"]*report-an-error/)"', client.get(address).content.decode())


@pytest.mark.parametrize("noun", MODELS)
def test_every_page_of_an_item_leads_to_its_form(client, noun):
    row = MODELS[noun].objects.published().select_related("inspection").first()
    assert f"{row.get_absolute_url()}report-an-error/" in links(client, row.get_absolute_url())


def test_the_page_of_an_inspection_has_a_link_for_each_item_and_all_of_them_answer(client):
    inspection = Inspection.objects.published().get(slug="kent-2019")
    found = links(client, "/inspections/kent-2019/")
    for noun in ("findings", "illustrations", "recommendations", "judgments"):
        for row in MODELS[noun].objects.filter(inspection=inspection):
            assert f"/inspections/kent-2019/{noun}/{row.key}/report-an-error/" in found
    assert sum("/case-audits/" in link for link in found) == inspection.case_audits.count()
    assert sum("/equations/" in link for link in found) == inspection.equations.count() > 0
    assert len(found) == len(set(found))
    for link in [*found[:3], *(link for link in found if "/case-audits/" in link or "/equations/" in link)]:
        assert client.get(link).status_code == 200


@pytest.mark.parametrize("address", ["/themes/appropriate-adults/", "/inspections/dorset-2021/"])
def test_a_theme_and_an_inspection_as_a_whole_can_be_reported(client, address):
    assert f"{address}report-an-error/" in links(client, address)
    client.post(f"{address}report-an-error/", WRONG)
    assert ErrorReport.objects.get().kind in ("themes", "inspection")


def test_a_report_is_stored_and_the_reader_is_thanked(client):
    response = client.post(FORM, WRONG | {"contact": "reader@example.org"}, follow=True)
    assert response.redirect_chain == [(f"{FORM}thanks/", 302)]
    assert f'href="{ITEM}"' in response.content.decode()
    report = ErrorReport.objects.get()
    assert (report.kind, report.key, report.text) == ("findings", "summary-partnership", WRONG["text"])
    assert (report.inspection_slug, report.edition, report.contact) == ("dorset-2021", 1, "reader@example.org")


def test_an_earlier_edition_is_reported_as_such(client):
    data = synthetic.everything()
    synthetic.load(data)
    data["inspection"]["edition_note"] = "Corrects an invented error."
    synthetic.load(data)
    client.post("/inspections/testshire-2020/editions/1/findings/first/report-an-error/", WRONG)
    client.post("/inspections/testshire-2020/findings/first/report-an-error/", WRONG)
    assert set(ErrorReport.objects.values_list("edition", flat=True)) == {1, 2}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"text": ""}, "Say what is wrong."),
        ({"text": " \n "}, "Say what is wrong."),
        ({"text": "x" * 2_001}, "at most 2000 characters"),
        ({"text": "a\0b"}, "Null characters are not allowed"),
        ({"contact": "x" * 201}, "at most 200 characters"),
        ({"website": "https://spam.example.org"}, "there to keep programs out"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost_or_stored(client, given, told):
    response = client.post(FORM, WRONG | given)
    text = response.content.decode()
    assert response.status_code == 400
    assert "There is a problem" in text
    assert told in text
    assert "text" in given or WRONG["text"] in text
    assert not ErrorReport.objects.exists()


def test_lines_are_counted_as_the_reader_counts_them(client):
    client.post(FORM, {"text": "x\r\n" * 999 + "xx"})
    assert len(ErrorReport.objects.get().text) == 2_000


def test_beyond_the_limit_a_reader_is_told_when_and_keeps_the_text(client, settings):
    settings.ERROR_REPORT_RATE = 2
    for _ in range(2):
        assert client.post(FORM, WRONG).status_code == 302
    response = client.post(FORM, WRONG)
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert "Too many reports" in response.content.decode()
    assert WRONG["text"] in response.content.decode()
    assert ErrorReport.objects.count() == 2
    assert client.post(FORM, WRONG, REMOTE_ADDR="192.0.2.7").status_code == 302
    assert client.get(FORM).status_code == 200


def test_a_form_without_its_token_is_refused_with_a_page_of_ours():
    client = Client(enforce_csrf_checks=True)
    response = client.post(FORM, WRONG)
    assert response.status_code == 403
    assert "nothing was stored" in response.content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get(FORM).content.decode())[1]
    assert client.post(FORM, WRONG | {"csrfmiddlewaretoken": token}).status_code == 302
    assert ErrorReport.objects.count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "/inspections/dorset-2021/findings/nothing/",
        "/inspections/nowhere/findings/summary-partnership/",
        "/inspections/dorset-2021/poems/summary-partnership/",
        "/inspections/dorset-2021/themes/appropriate-adults/",
        "/inspections/dorset-2021/inspection/anything/",
        "/inspections/dorset-2021/editions/0/",
        "/inspections/dorset-2021/editions/9/findings/summary-partnership/",
        "/themes/nothing/",
    ],
)
def test_what_is_not_there_cannot_be_reported(client, address):
    assert client.get(f"{address}report-an-error/").status_code == 404
    assert client.post(f"{address}report-an-error/", WRONG).status_code == 404
    assert client.get(f"{address}report-an-error/thanks/").status_code == 404
    assert not ErrorReport.objects.exists()


def test_a_draft_cannot_be_told_from_nothing(client):
    synthetic.load(synthetic.everything(), as_draft=True)
    absent = client.get("/inspections/testshire-2021/findings/first/report-an-error/").content
    for place in ("", "editions/1/"):
        for item in ("", "findings/first/", "case-audits/hmicfrs-all/"):
            address = f"/inspections/testshire-2020/{place}{item}report-an-error/"
            response = client.get(address)
            assert (response.status_code, response.content) == (404, absent)
            assert client.post(address, WRONG).status_code == 404


def test_nothing_of_a_report_is_public_logged_or_in_an_address(client, caplog):
    pages = ["/", ITEM, "/inspections/dorset-2021/", FORM, f"{FORM}thanks/", "/search/?q=zebra", "/feed.atom"]
    with caplog.at_level(logging.DEBUG):
        response = client.post(FORM, WRONG | {"contact": "reader@example.org"}, follow=True)
        client.post(FORM, {"text": "zebra", "website": "x"})
    logged = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert "zebra" not in response.redirect_chain[0][0]
    assert not any("zebra" in line or "example.org" in line for line in logged)
    for address in pages:
        text = client.get(address).content.decode()
        assert "zebra" not in text.replace('value="zebra"', "")
        assert "reader@example.org" not in text


def test_no_session_is_made_and_search_engines_stay_away(client):
    for address in ("/", ITEM, FORM, f"{FORM}thanks/"):
        assert "sessionid" not in client.get(address).cookies
    client.post(FORM, WRONG)
    assert not Session.objects.exists()
    assert "noindex" in client.get(FORM).headers["X-Robots-Tag"]
    assert 'rel="nofollow"' in client.get(ITEM).content.decode()


def test_the_title_of_the_form_names_no_item(client):
    title = re.search("<title>(.*?)</title>", client.get(FORM).content.decode())[1]
    assert title.startswith("Report an error –")


def test_number_of_queries_does_not_grow_with_items(client):
    synthetic.load(synthetic.everything())
    counts = []
    for address in ("/inspections/testshire-2020/findings/first/", ITEM):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{address}report-an-error/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 5  # the version before and after, invented data, the inspection and the item
