"""Permalinks: every item of an inspection on a page of its own, to be cited."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboards.pages.items import MODELS
from findings.models import Illustration
from tests import synthetic

pytestmark = pytest.mark.django_db


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def head_of(text):
    return re.search("<title>(.*?)</title>", text, re.S).group(1) + re.search("<h1>(.*?)</h1>", text, re.S).group(1)


@pytest.mark.parametrize("noun", MODELS)
def test_every_item_has_a_page_with_its_place_and_its_neighbours(client, noun):
    rows = list(MODELS[noun].objects.published().filter(inspection__slug="kent-2019").select_related("inspection"))
    assert rows
    first, last = rows[0], rows[-1]
    for row in (first, rows[len(rows) // 2], last):
        text = text_of(client, row.get_absolute_url())
        assert f'href="{row.get_place_url()}"' in text
        assert f"/inspections/kent-2019/editions/1/{noun}/{row.key}/" in text
        assert (row.source or "not in the report") in text
    assert 'rel="prev"' not in text_of(client, first.get_absolute_url())
    assert 'rel="next"' not in text_of(client, last.get_absolute_url())
    assert f'rel="next" href="{rows[1].get_absolute_url()}"' in text_of(client, first.get_absolute_url())


def test_title_of_an_illustration_tells_no_case(client):
    for row in Illustration.objects.published().select_related("inspection"):
        head = head_of(text_of(client, row.get_absolute_url()))
        assert not any(sentence in head for sentence in row.summary.split(". "))
        assert re.search(r"Illustration \d+", head)


def test_finding_and_recommendation_lead_to_each_other(client):
    synthetic.load(synthetic.everything())
    base = "/inspections/testshire-2020"
    finding = text_of(client, f"{base}/findings/first/")
    assert f'href="{base}/recommendations/one/"' in finding
    assert f'href="{base}/illustrations/one-case/"' in finding
    assert f'href="{base}/findings/first/"' in text_of(client, f"{base}/recommendations/one/")
    assert f'href="{base}/findings/first/"' in text_of(client, f"{base}/illustrations/one-case/")


def test_recommendation_shows_claims_with_voice_date_and_source(client):
    synthetic.load(synthetic.everything())
    text = text_of(client, "/inspections/testshire-2020/recommendations/one/")
    for said in ("The force", "1 July 2020", "Accepted", "An invented letter.", "by 1 September 2020"):
        assert said in text
    assert "No follow-up known to us" in text_of(client, "/inspections/testshire-2020/recommendations/two/")


def test_voices_stand_side_by_side_and_their_disagreement_is_said(client):
    said = [
        ("force", "accepted", "2020-07-01"),
        ("force", "action-reported", "2020-08-01"),
        ("hmicfrs", "not-met", "2020-07-15"),
    ]
    claims = [{"voice": who, "state": state, "on": on, "source": f"An invented {who}."} for who, state, on in said]
    synthetic.load(synthetic.document(recommendations=[synthetic.recommendation("one", claims=claims)]))
    text = text_of(client, "/inspections/testshire-2020/recommendations/one/")
    text = " ".join(re.sub(r"<[^>]+>", "", text).split())
    assert "The voices disagree." in text
    assert "The overall state, not met, follows the latest claim of HMICFRS." in text
    assert "action reported, 1 August 2020." in text
    assert "before that accepted, 1 July 2020." in text
    assert "not met, 15 July 2020." in text
    assert "The commissioner: nothing known to us" in text
    row = text_of(client, "/recommendations/?force=testshire")
    assert "Not met. The force: action reported, 1 August 2020 (An invented force.)" in row
    assert "The voices disagree." in row


def test_citation_names_force_report_edition_and_address(client):
    text = text_of(client, "/inspections/dorset-2021/recommendations/rec-voice-of-child/")
    cited = text.split("<dt>Cite as</dt>")[1].split("</dd>")[0]
    for said in ("HMICFRS", "Dorset Police", "26 August 2021", "edition 1", "/editions/1/recommendations/"):
        assert said in cited


def test_revisit_says_promised_and_actual_date(client):
    text = text_of(client, "/inspections/dorset-2021/milestones/revisit/")
    assert "It was due by 26 February 2022 and happened in April 2022" in text


@pytest.mark.parametrize(
    "tail",
    [
        "findings/nothing/",
        "nothing/first/",
        "case-audits/hmicfrs-all/",
        "equations/old-calls/",
        "editions/0/findings/summary-partnership/",
        "editions/9/findings/summary-partnership/",
        "editions/1/findings/nothing/",
    ],
)
def test_what_is_not_there_is_404(client, tail):
    assert client.get(f"/inspections/dorset-2021/{tail}").status_code == 404


@pytest.mark.parametrize("noun", MODELS)
def test_items_of_a_draft_are_404(client, noun):
    inspection = synthetic.load(synthetic.everything(), as_draft=True)
    for row in MODELS[noun].objects.filter(inspection=inspection):
        assert client.get(f"/inspections/testshire-2020/{noun}/{row.key}/").status_code == 404
        assert client.get(f"/inspections/testshire-2020/editions/1/{noun}/{row.key}/").status_code == 404


def test_number_of_queries_does_not_grow_with_neighbours_and_answers(client):
    synthetic.load(synthetic.everything())
    more = synthetic.everything("testshire-2021", inspection={"published_on": "2021-06-01"})
    more["findings"] += [synthetic.finding(f"more-{number}") for number in range(20)]
    more["recommendations"] += [
        synthetic.recommendation(f"more-{number}", number + 10, findings=["first"]) for number in range(20)
    ]
    synthetic.load(more)
    counts = []
    for slug in ("testshire-2020", "testshire-2021"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/inspections/{slug}/findings/first/").status_code == 200
        counts.append(len(queries))
    # A neighbour that the shorter report lacks is no further query: both are read together.
    assert counts[0] == counts[1]
