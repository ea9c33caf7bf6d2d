"""The first page: the country, the sentences, the doors."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboards.pages.overview import tiles
from dashboards.pages.statements import statements
from dashboards.pages.tiles import PLACES
from findings.models import CaseAudit, Recommendation
from inspections.models import Force, Inspection
from tests import synthetic

TODAY = date(2026, 1, 1)
pytestmark = pytest.mark.django_db
STYLE = Path(__file__).resolve().parents[3] / "dashboards" / "static" / "dashboards" / "tiles.css"


def tile_of(measure, slug):
    return next(tile for tile in tiles(measure, on=TODAY) if tile.force.slug == slug)


def test_every_force_has_a_place_of_its_own():
    assert set(PLACES) == set(Force.objects.filter(is_demo=False).values_list("slug", flat=True))
    assert len({place[:2] for place in PLACES.values()}) == 43
    assert len({place[2] for place in PLACES.values()}) == 43


def test_every_place_has_a_style():
    style = STYLE.read_text()
    for row, column, _ in PLACES.values():
        assert f".tile--row-{row} " in style
        assert f".tile--column-{column} " in style


@pytest.mark.parametrize(
    ("measure", "force", "text", "detail"),
    [
        ("inadequate", "kent", "39%", "30 of 77 cases inadequate"),
        ("inadequate", "dorset", "35%", "11 of 31 cases inadequate"),
        ("shift", "dorset", "+1.12", "1.12 grade steps a case higher"),
        ("shift", "kent", "+0.15", "0.15 grade steps a case higher"),
        ("recommendations", "dorset", "8/8", "of 8 recommendations 8 no follow-up known to us"),
        ("recommendations", "kent", "7/7", "of 7 recommendations 7 no"),
    ],
)
def test_tile_says_what_the_latest_report_that_answers_says(measure, force, text, detail):
    tile = tile_of(measure, force)
    assert tile.text == text
    assert detail in tile.detail


def test_recommendations_are_counted_in_the_state_chosen(client):
    for recommendation in Recommendation.objects.filter(inspection__slug="dorset-2021")[:3]:
        recommendation.claims.create(voice="hmicfrs", state="met", on=date(2022, 9, 7), source="An invented letter.")
    met, unknown = (
        next(tile for tile in tiles("recommendations", TODAY, state) if tile.force.slug == "dorset")
        for state in ("met", "not-known")
    )
    assert (met.text, unknown.text) == ("3/8", "5/8")
    assert met.detail == unknown.detail
    assert "of 8 recommendations 5 no follow-up known to us, 3 met" in met.detail
    page = client.get("/?measure=recommendations&state=met").content.decode()
    assert '<a href="?measure=recommendations&amp;state=met#map-title" aria-current="true">' in page


def test_each_number_names_the_report_it_is_from():
    assert "post-inspection review, 2022" in tile_of("inadequate", "dorset").detail
    assert "inspection, 2021" in tile_of("shift", "dorset").detail


def test_empty_tile_has_no_level():
    tile = tile_of("inadequate", "cumbria")
    assert (tile.text, tile.level) == ("", None)


def test_a_tile_says_that_a_force_was_inspected_though_no_report_answers(client):
    synthetic.load(synthetic.document("cumbria-2020", inspection={"force": "cumbria"}))
    tile = tile_of("inadequate", "cumbria")
    assert (tile.text, tile.year, tile.level) == ("", "2020", None)
    assert "inspected, but no report here says this" in tile.detail
    assert "tile--inspected" in client.get("/").content.decode()
    assert tile_of("inadequate", "essex").detail == "no inspection here"


def test_another_measure_is_not_named_where_it_names_the_same_area():
    CaseAudit.objects.filter(area__isnull=False).exclude(area__slug="police-custody").delete()
    said = [statement.href for statement in statements(TODAY)]
    assert "/areas/police-custody/" in said
    assert "/areas/" not in said


def test_a_correction_brings_an_inspection_to_the_top_and_the_list_stays_short(client):
    for day in range(1, 13):
        published = {"force": "cumbria", "published_on": f"2020-03-{13 - day:02}"}
        data = synthetic.document(f"cumbria-{day}", inspection=published)
        synthetic.load(data)
    data["inspection"]["edition_note"] = "Corrects an invented error."
    synthetic.load(data)
    text = client.get("/").content.decode()
    rows = re.findall(r'<th scope="row"><a href="/inspections/([^/]+)/"', text)
    assert len(rows) == 10
    assert rows[0] == "cumbria-12"
    assert "2, corrected" in text
    assert "All 15 inspections" in text


def test_two_scales_never_meet_on_the_map():
    synthetic.load(
        synthetic.document(
            "cumbria-2015",
            inspection={"force": "cumbria", "framework": "ncpi-2014"},
            case_audits=[
                synthetic.audit(
                    "hmicfrs",
                    "all",
                    {"good": 1, "adequate": 2, "requires-improvement": 3, "inadequate": 4},
                    scale="case-4",
                )
            ],
        )
    )
    assert tile_of("inadequate", "cumbria").text == ""


def test_a_missing_grade_gives_no_shift():
    audits = [
        synthetic.audit("force", "joint", synthetic.grades(1, None, 3)),
        synthetic.audit("hmicfrs", "joint", synthetic.grades(1, 2, 1)),
    ]
    synthetic.load(synthetic.document("cumbria-2020", inspection={"force": "cumbria"}, case_audits=audits))
    assert tile_of("shift", "cumbria").text == ""


def test_a_total_that_does_not_fit_gives_no_shift():
    audits = [
        synthetic.audit("force", "joint", synthetic.grades(3, 2, 1), total=20),
        synthetic.audit("hmicfrs", "joint", synthetic.grades(1, 2, 3), total=6),
    ]
    synthetic.load(synthetic.document("cumbria-2020", inspection={"force": "cumbria"}, case_audits=audits))
    assert tile_of("shift", "cumbria").text == ""


def test_sentences_are_computed_and_lead_to_their_numbers():
    said = {statement.href: statement.text for statement in statements(TODAY)}
    custody = said["/areas/police-custody/"]
    assert "no case was graded good in either force (Dorset 0 of 12, Kent 0 of 8)" in custody
    assert "intervals reach up to 24% and 32%" in custody
    assert said["/areas/"].endswith(
        "in Dorset in child sexual exploitation (8 of 14); in Kent in domestic abuse referrals (9 of 11)."
    )
    assert "was due by 26 February 2022 and happened in April 2022" in said["/forces/dorset/#became"]
    compared = said["/compare/?force=dorset&force=kent"]
    assert compared.startswith("No evidence of a difference in the share of cases graded inadequate")
    assert "28 of 83" in compared
    assert "30 of 77" in compared


def test_a_third_force_with_a_good_case_takes_the_sentence_away():
    audits = [
        synthetic.audit("hmicfrs", "all", synthetic.grades(1, 1, 1)),
        synthetic.audit("hmicfrs", "all", synthetic.grades(1, 1, 1), area="police-custody"),
    ]
    synthetic.load(synthetic.document("cumbria-2020", inspection={"force": "cumbria"}, case_audits=audits))
    said = list(statements(TODAY))
    assert all(statement.href != "/areas/police-custody/" for statement in said)
    assert sum("unadjusted" in statement.text for statement in said) == 3


def test_page_leads_everyone_to_their_door(client):
    text = client.get("/").content.decode()
    for address in ("/inspections/", "/case-grades/", "/entry/", "/self-assessment/", "/areas/", "/recommendations/"):
        assert f'href="{address}"' in text
    assert len(re.findall(r'class="tile[ "]', text)) == 43


@pytest.mark.parametrize(
    "query", ["?measure=colour", "?meassure=shift", "?state=met", "?measure=recommendations&state=done"]
)
def test_unknown_measure_is_refused(client, query):
    assert client.get(f"/{query}").status_code == 400


def test_number_of_queries_does_not_grow_with_inspections(client):
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    for slug in ("cumbria", "essex", "norfolk"):
        audits = [synthetic.audit("hmicfrs", "all", synthetic.grades(1, 1, 1))]
        synthetic.load(synthetic.document(f"{slug}-2020", inspection={"force": slug}, case_audits=audits))
    with CaptureQueriesContext(connection) as more:
        client.get("/")
    assert len(more) == len(few)


def test_feed_lists_what_is_published_and_no_draft(client):
    before = client.get("/feed.atom").content
    assert b"<feed" in before
    assert b"kent-2019" in before
    synthetic.load(synthetic.document(), as_draft=True)
    assert client.get("/feed.atom").content == before


def test_feed_names_a_new_edition(client):
    data = synthetic.document()
    synthetic.load(data)
    data["inspection"]["edition_note"] = "Corrects an invented error."
    synthetic.load(data)
    text = client.get("/feed.atom").content.decode()
    assert "Synthetic inspection testshire-2020 (edition 2)" in text
    assert "Corrects an invented error." in text


def test_an_empty_database_has_a_first_page_too(client):
    Inspection.objects.filter(parent__isnull=False).delete()
    Inspection.objects.all().delete()
    text = client.get("/").content.decode()
    assert "No inspection has been published here yet." in text
