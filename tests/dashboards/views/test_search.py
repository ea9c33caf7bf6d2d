"""The page of the search: what a reader sees, what is refused, what is never said."""

import logging
import re
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import synthetic
from tests.findings.search.test_query import ODD

pytestmark = pytest.mark.django_db


def page(client, query="", status=200):
    response = client.get(f"/search/{query}")
    assert response.status_code == status
    return response.content.decode()


def total(text):
    return int(re.search(r'id="said"[^>]*><strong>([\d,]+) result', text)[1].replace(",", ""))


def test_results_are_marked_and_lead_to_their_pages(client):
    text = page(client, "?q=appropriate+adults")
    assert "<mark>appropriate adult" in text
    assert 'href="/themes/appropriate-adults/"' in text
    assert re.search(r'href="/inspections/(dorset-2021|kent-2019)/findings/[a-z0-9-]+/"', text)
    assert 'href="/inspections/dorset-2021/"' in text


def test_an_empty_search_explains_how_to_ask(client):
    for query in ("", "?q=", "?q=+", "?q=-kent", "?q=%22"):
        text = page(client, query)
        assert "A phrase" in text
        assert 'id="said"' not in text


def test_filters_narrow_and_count(client):
    text = page(client, "?q=custody")
    forces = dict(re.findall(r'name="force" value="([a-z-]+)"> [^<]+<span class="muted">\((\d+)\)', text))
    assert set(forces) == {"dorset", "kent"}
    for force, count in forces.items():
        assert total(page(client, f"?q=custody&force={force}")) == int(count)
    both = total(page(client, "?q=custody&force=dorset&force=kent"))
    assert both == sum(map(int, forces.values()))


@pytest.mark.parametrize("name", ["kind", "force", "area", "chapter", "year"])
def test_every_count_beside_a_value_is_what_the_value_leaves(client, name):
    text = page(client, "?q=children&kind=finding&kind=recommendation")
    options = re.findall(rf'name="{name}" value="([a-z0-9-]+)"[^>]*> [^<]+<span class="muted">\((\d+)\)', text)
    assert options
    for value, count in options:
        narrowed = "?q=children" if name == "kind" else "?q=children&kind=finding&kind=recommendation"
        assert total(page(client, f"{narrowed}&{name}={value}")) == int(count)


def test_pages_hold_every_result_once(client):
    count = total(page(client, "?q=children"))
    links = []
    for number in range(1, -(-count // 20) + 1):
        links += re.findall(r'finding__title"><a href="([^"]+)"', page(client, f"?q=children&page={number}"))
    assert len(links) == len(set(links)) == count > 40


@pytest.mark.parametrize(
    "query",
    [
        *("?q=a&colour=red", "?q=a&force=nowhere", "?q=a&kind=poem", "?q=a&area=x", "?q=a&chapter=x", "?q=a&year=1066"),
        *("?q=a&page=0", "?q=a&page=x", "?q=custody&page=99", "?q=a&page=%00", "?q=a&force=%00", "?q=a&q=b", "?page=2"),
    ],
)
def test_what_is_not_known_is_refused_with_a_sentence(client, query):
    assert 'class="lead">' in page(client, query, status=400)


def test_an_empty_value_is_no_filter(client):
    assert total(page(client, "?q=custody&force=&page=")) == total(page(client, "?q=custody"))


@pytest.mark.parametrize("text", [text for text in ODD if "\ud800" not in text], ids=lambda text: ascii(text[:20]))
def test_odd_text_gives_an_ordinary_answer(client, text):
    page(client, f"?q={quote(text)}")


def test_nothing_that_is_typed_or_stored_becomes_markup(client):
    evil = "<script>alert(1)</script><mark>zebra</mark>\"'&"
    synthetic.load(synthetic.document(findings=[synthetic.finding("evil", evil, title=f"{evil} zebra")]))
    text = page(client, f"?q={quote('zebra script ' + evil)}")
    assert total(text) == 1
    assert "<script>alert" not in text
    assert "&lt;<mark>script</mark>&gt;<mark>alert</mark>(<mark>1</mark>)" in text
    assert "&lt;<mark>mark</mark>&gt;<mark>zebra</mark>&lt;/<mark>mark</mark>&gt;" in text
    assert text.count("<mark>") == text.count("</mark>")


def test_the_title_does_not_repeat_what_was_asked(client):
    text = page(client, "?q=custody")
    assert "custody" not in text.split("<title>")[1].split("</title>")[0]


def test_what_was_asked_is_not_logged(client, caplog):
    with caplog.at_level(logging.DEBUG):
        page(client, "?q=somebodysname")
        page(client, "?q=somebodysname&page=x", status=400)
    assert not [record for record in caplog.records if "somebody" in record.getMessage() and "sql" not in record.name]
    assert not [record for record in caplog.records if record.name.startswith("django.db") and not record.duration]


def test_a_slip_in_the_name_of_a_force_is_forgiven(client):
    text = page(client, "?q=Dorsset+custody")
    assert "<strong>Dorset custody</strong>" in text
    assert total(text) == total(page(client, "?q=dorset+custody")) > 0


def test_an_empty_result_offers_a_way_on(client):
    text = page(client, "?q=zebra+custody")
    assert total(text) == 0
    assert re.search(r'Only <a href="\?q=custody">custody</a>: \d+ results', text)
    for address in ("/glossary/", "/themes/", "/forces/"):
        assert f'href="{address}"' in text.split('id="said"')[1]


def test_an_empty_result_offers_the_force_that_was_meant(client):
    text = page(client, "?q=Dorsset+zebra")
    assert '<a href="?q=Dorset">Dorset</a>' in text


def test_filters_that_leave_nothing_can_be_taken_away(client):
    text = page(client, "?q=custody&force=cumbria")
    assert total(text) == 0
    assert re.search(r'<a href="\?q=custody">Without the filters</a>: \d+ results', text)


def test_the_number_of_queries_does_not_grow(client):
    def count(query):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(client, query)
        return len(queries)

    assert count("?q=niche") == count("?q=children") == count("?q=children+-police&force=kent&area=missing-children")
    assert count("?q=children") <= 14  # two of them ask for the data version, six read what a process keeps
    assert count(f"?q={quote(' '.join(f'zebra{number}' for number in range(40)))}") <= 24


def test_a_draft_is_not_found(client):
    draft = synthetic.document(inspection={"force": "dorset"}, findings=[synthetic.finding("zebra", "A zebra.")])
    synthetic.load_as_draft(draft)
    assert total(page(client, "?q=zebra")) == 0


def test_the_box_of_every_page_leads_here(client):
    assert 'action="/search/"' in client.get("/glossary/").content.decode()
