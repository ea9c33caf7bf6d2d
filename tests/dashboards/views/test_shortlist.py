"""A list that lives in its address: what is on it, what is not here, and the briefing it prints."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboards.pages.shortlist import MOST, address_of, handle_of
from findings.models import Finding, Recommendation
from tests import synthetic

pytestmark = pytest.mark.django_db
ASKED = "dorset-2021/recommendations/rec-voice-of-child"
FOUND = "kent-2019/findings/main-hearing-children"


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def entries_of(text):
    return re.findall(r'<h2 id="entry-\d+">\d+\. <a href="/inspections/([^"]+)/">', text)


@pytest.mark.parametrize(
    "text",
    [
        ASKED,
        f"/inspections/{ASKED}/",
        f"inspections/{ASKED}",
        f"https://findings.example/inspections/{ASKED}/",
        f"http://127.0.0.1:8000/inspections/{ASKED}/?read=1#top",
        "/inspections/dorset-2021/editions/3/recommendations/rec-voice-of-child/",
        "https://findings.example/inspections/dorset-2021/#recommendations-rec-voice-of-child",
    ],
)
def test_whatever_is_pasted_names_the_item(text):
    assert handle_of(text) == ASKED


@pytest.mark.parametrize(
    "text", ["", "x", "a/b/c", "dorset-2021/figures/cases", "dorset-2021/findings/", "//findings/x"]
)
def test_what_names_no_item_is_no_name(text):
    assert handle_of(text) is None


def test_items_stand_in_the_order_asked_each_once(client):
    text = text_of(client, f"/shortlist/?item={FOUND}&item={ASKED}&item=/inspections/{FOUND}/&item=")
    assert entries_of(text) == [FOUND, ASKED]


def test_each_entry_says_force_report_date_place_and_citation(client):
    text = " ".join(text_of(client, f"/shortlist/?item={ASKED}&item={FOUND}").split())
    asked, found = text.split('class="shortlist__entry"')[1:]
    for said in (
        "Dorset, 2021: recommendation 2",
        "Due by 26 November 2021",
        "No follow-up known to us",
        "published 26 August 2021",
        "hmicfrs.justiceinspectorates.gov.uk/publication-html/dorset",
        "of dorset-2021.txt",
        "HMICFRS, Dorset Police",
        "edition 1",
        "http://testserver/inspections/dorset-2021/editions/1/recommendations/rec-voice-of-child/",
    ):
        assert said in asked
    for said in ("Kent, 2019", "Concern", "September 2019", "by our reading", "recommendation 2", "of kent-2019.txt"):
        assert said in found


def test_unknown_items_are_named_and_lose_nothing(client):
    unknown = ["kent-2019/findings/nothing", "nowhere-2020/recommendations/one", "<script>alert(1)</script>"]
    response = client.get("/shortlist/", {"item": [ASKED, *unknown, FOUND]})
    assert response.status_code == 200
    raw = response.content.decode()
    assert "<script>alert" not in raw
    text = html.unescape(raw)
    assert entries_of(text) == [ASKED, FOUND]
    assert "3 items are not here" in text
    assert all(f"<li>{name}</li>" in text for name in unknown)
    assert f'href="{address_of([ASKED, FOUND])}"' in text


def test_an_item_can_be_removed_and_one_be_added(client):
    text = text_of(client, address_of([ASKED, FOUND]))
    assert f'<a href="{address_of([FOUND])}">Remove' in text
    assert f'<input type="hidden" name="item" value="{ASKED}">' in text
    alone = text_of(client, address_of([ASKED]))
    assert '<a href="/shortlist/">Remove' in alone


def test_a_list_ends_at_its_limit_and_says_so(client):
    handles = [row.handle for row in Finding.objects.published().select_related("inspection")][: MOST + 2]
    text = text_of(client, address_of(handles))
    assert entries_of(text) == handles[:MOST]
    assert "The last 2 items you asked for are left out" in text
    assert len(address_of(handles[:MOST])) < 8000


def test_only_items_are_parameters(client):
    response = client.get(f"/shortlist/?item={ASKED}&items={FOUND}")
    assert response.status_code == 400
    assert "“items” is no parameter of this page. Did you mean item?" in html.unescape(response.content.decode())


def test_an_item_of_a_draft_is_not_here(client):
    synthetic.load(synthetic.everything(), as_draft=True)
    text = text_of(client, "/shortlist/?item=testshire-2020/recommendations/one")
    assert "1 item is not here" in text
    assert not entries_of(text)


def test_nobodys_list_is_kept_for_others(client):
    response = client.get(address_of([ASKED]))
    assert "private" in response.headers["Cache-Control"]
    assert not response.has_header("ETag")


def test_the_title_names_no_item(client):
    text = text_of(client, address_of([ASKED]))
    assert "<title>Shortlist – " in text


@pytest.mark.parametrize("tail", [ASKED, FOUND])
def test_a_page_of_an_item_starts_a_list_with_it(client, tail):
    assert f'href="/shortlist/?item={tail}"' in text_of(client, f"/inspections/{tail}/")


def test_findings_and_recommendations_offer_themselves_where_they_stand(client):
    text = text_of(client, "/inspections/kent-2019/")
    for model in (Finding, Recommendation):
        for row in model.objects.published().filter(inspection__slug="kent-2019").select_related("inspection"):
            assert f'href="/shortlist/?item={row.handle}"' in text


@pytest.mark.parametrize(
    ("register", "count"), [("/recommendations/?force=kent", 7), ("/findings/?theme=appropriate-adults", 5)]
)
def test_the_rows_of_a_register_become_a_list(client, register, count):
    text = text_of(client, register)
    address = re.search(r'href="(/shortlist/\?[^"]+)">Put the rows of this page', text).group(1)
    assert len(entries_of(text_of(client, address))) == count


def test_a_page_of_more_rows_than_a_list_holds_becomes_none(client):
    assert "Put the rows of this page" not in text_of(client, "/findings/?size=200")


def test_a_superseded_edition_offers_nothing(client):
    data = synthetic.whole()
    synthetic.load(data)
    data["inspection"]["edition_note"] = "Corrects an invented error."
    synthetic.load(data)
    text = text_of(client, "/inspections/testshire-2020/editions/1/")
    assert "/shortlist/?item=testshire" not in text
    assert "/shortlist/?item=testshire-2020/findings/first" in text_of(client, "/inspections/testshire-2020/")


def test_number_of_queries_does_not_grow(client):
    findings = [row.handle for row in Finding.objects.published().select_related("inspection")]
    asked = [row.handle for row in Recommendation.objects.published().select_related("inspection")]
    counts = []
    for handles in ([FOUND, ASKED], [*findings[:60], *asked]):
        with CaptureQueriesContext(connection) as queries:
            client.get(address_of(handles))
        counts.append(len(queries))
    assert counts[0] == counts[1]
