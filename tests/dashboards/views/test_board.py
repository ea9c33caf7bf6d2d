"""The board of recommendations: the register's rows in columns, each number equal to the rows it leads to."""

import html
import re

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from dashboards.pages.board import COLUMNS, MOST, BoardQuery, board
from dashboards.registers.query import RegisterQuery
from dashboards.registers.recommendations import RecommendationRegister
from tests import synthetic

pytestmark = pytest.mark.django_db
QUERIES = ("", "force=kent", "timescale=immediately&timescale=three-months", "theme=referrals&force=dorset&force=kent")


def board_of(query=""):
    return board(BoardQuery(QueryDict(query)), on=localdate())


def rows_behind(address):
    return RegisterQuery(RecommendationRegister, QueryDict(address.partition("?")[2])).rows()


def text_of(client, query=""):
    response = client.get(f"/recommendations/board/{query}")
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def document(slug, count, **fields):
    asked = [synthetic.recommendation(f"r{number}", number, **fields) for number in range(1, count + 1)]
    return synthetic.document(slug, recommendations=asked)


@pytest.mark.parametrize("by", COLUMNS)
@pytest.mark.parametrize("query", QUERIES)
def test_columns_are_exactly_the_rows_they_lead_to(by, query):
    found = board_of(f"{query}&by={by}")
    assert found.columns
    assert found.number == rows_behind(f"?{query}").count()
    for column in found.columns:
        assert {row.pk for row in rows_behind(column.href)} == {card.recommendation.pk for card in column.cards}
        assert len(column.cards) == column.number


def test_dorset_and_kent_by_timescale():
    found = board_of()
    assert [(column.value, column.number) for column in found.columns] == [
        ("immediately", 7),
        ("three-months", 6),
        ("six-months", 2),
    ]
    assert found.empty == ()


def test_states_without_cards_are_named_not_drawn(client):
    found = board_of("by=state")
    assert [(column.value, column.number) for column in found.columns] == [("not-known", 15)]
    assert "Partly met" in found.empty
    assert "States that no recommendation here has: new, accepted," in text_of(client, "?by=state")


def test_card_leads_to_its_permalink_and_says_when_and_what(client):
    text = text_of(client)
    assert text.count('class="board__card"') == 15
    card = text.split('href="/inspections/dorset-2021/recommendations/rec-voice-of-child/"')[1].split("</li>")[0]
    assert "Due by 26 November 2021" in card
    assert "No follow-up known to us" in card
    assert 'value="dorset-2021/recommendations/rec-voice-of-child"' in card
    assert "overdue" not in text.lower()


def test_claims_move_a_card_and_a_disagreement_is_said(client):
    claims = [
        {"voice": "force", "state": "met", "on": "2020-07-01", "source": "An invented letter."},
        {"voice": "hmicfrs", "state": "partly-met", "on": "2020-06-15", "source": "An invented review."},
    ]
    synthetic.load(synthetic.document(recommendations=[synthetic.recommendation("one", claims=claims)]))
    found = board_of("by=state&force=testshire")
    assert [column.value for column in found.columns] == ["partly-met"]
    assert "The voices disagree" in text_of(client, "?by=state&force=testshire")


def test_what_has_no_timescale_has_a_column_of_its_own():
    synthetic.load(document("testshire-2020", 2, timescale=None))
    found = board_of("force=testshire")
    assert [(column.value, column.number, column.href) for column in found.columns] == [("no-timescale", 2, "")]


def test_a_long_column_shows_some_and_counts_all(client):
    synthetic.load(document("testshire-2020", MOST + 3))
    (column,) = board_of("force=testshire").columns
    assert (column.number, len(column.cards), column.left_out) == (MOST + 3, MOST, 3)
    text = text_of(client, "?force=testshire")
    assert "3 more:" in text
    assert text.count('class="board__card"') == MOST
    assert rows_behind(column.href).count() == MOST + 3


def test_form_keeps_what_it_does_not_offer(client):
    text = text_of(client, "?chapter=investigation&by=force")
    assert '<input type="hidden" name="chapter" value="investigation">' in text
    assert re.search(r'href="\?chapter=investigation&amp;by=state"|href="\?chapter=investigation&by=state"', text)


def test_everything_unknown_is_refused_at_once(client):
    response = client.get("/recommendations/board/?by=colour&force=nowhere&page=2&sort=due")
    text = html.unescape(response.content.decode())
    assert response.status_code == 400
    for said in ("“colour” is no value of “by”", "“nowhere” is no value", "“page” is no parameter", "“sort”"):
        assert said in text
    assert client.get("/recommendations/board/?by=state&by=force").status_code == 400
    assert client.get("/recommendations/?by=state").status_code == 400


def test_nothing_fits_is_said(client):
    assert "No recommendation fits these filters." in text_of(client, "?force=cumbria")


def test_number_of_queries_does_not_grow(client):
    for by in COLUMNS:
        with CaptureQueriesContext(connection) as few:
            client.get(f"/recommendations/board/?by={by}")
        synthetic.load(document(f"testshire-{len(by) + 2000}", 20))
        with CaptureQueriesContext(connection) as more:
            client.get(f"/recommendations/board/?by={by}")
        assert len(more) == len(few), by
