"""Concerns and what answers them: complete counts that equal their rows, and asks that return."""

import html

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from dashboards.pages.concerns import MOST, asked_of, concerns
from dashboards.registers.findings import FindingRegister
from dashboards.registers.query import RegisterQuery
from findings.models import Finding, Recommendation
from tests import synthetic

pytestmark = pytest.mark.django_db


def page(query=""):
    return concerns(asked_of(QueryDict(query)))


def keys_behind(address):
    rows = RegisterQuery(FindingRegister, QueryDict(address.split("?")[1])).rows()
    return [row.key for row in rows]


def text_of(client, address="/concerns/"):
    response = client.get(address)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_every_number_equals_the_rows_it_leads_to():
    found = page()
    assert len(found.balances) == 2
    for balance in found.balances:
        for one in (balance.concerns, balance.mixed):
            assert len(keys_behind(one.answered_href)) == one.answered
            assert len(keys_behind(one.unanswered_href)) == one.unanswered
            assert one.answered + one.unanswered == one.of


def test_answered_is_what_some_recommendation_of_the_report_answers():
    for detail in page().details:
        inspection = detail.balance.inspection
        rows = Finding.objects.filter(inspection=inspection, polarity="concern")
        slow = {row.key for row in rows if row.recommendations.exists()}
        assert set(keys_behind(detail.balance.concerns.answered_href)) == slow
        assert [row.key for row in detail.unanswered] == [row.key for row in rows if row.key not in slow]
        for row in detail.recommendations:
            assert {finding.key for finding in row.answered} == set(row.answers.values_list("key", flat=True))


def test_page_names_base_and_reading(client):
    text = text_of(client)
    assert "48 of 63 concerns are answered by at least one of 8 recommendations; 15 by none." in text
    assert "50 of 56 concerns" in text
    assert "The links between concerns and recommendations are our reading." in text


def test_both_answers_together_are_no_filter():
    every = keys_behind("?inspection=kent-2019")
    assert keys_behind("?inspection=kent-2019&answered=yes&answered=no") == every
    parts = [keys_behind(f"?inspection=kent-2019&answered={answer}") for answer in ("yes", "no")]
    assert sorted(parts[0] + parts[1]) == sorted(every)


def test_what_returns_is_on_a_theme_of_several_reports():
    found = page()
    slow = {}
    for row in Recommendation.objects.published():
        for theme in row.themes.all():
            slow.setdefault(theme.slug, set()).add(row.inspection_id)
    assert found.themes_asked == len(slow)
    assert {one.theme.slug for one in found.returning} == {slug for slug, reports in slow.items() if len(reports) > 1}
    assert {one.said for one in found.returning} == {"2 forces, 2019 and 2021"}


def test_the_same_force_asked_again_returns_too():
    for year in (2015, 2018):
        header = {
            "inspected_from": f"{year}-02-01",
            "inspected_to": f"{year}-02-02",
            "published_on": f"{year}-06-01",
        }
        synthetic.load(
            synthetic.document(
                f"testshire-{year}",
                inspection=header,
                recommendations=[synthetic.recommendation("again", themes=["supervision"])],
            )
        )
    found = page("force=testshire")
    assert [(one.theme.slug, one.said) for one in found.returning] == [("supervision", "1 force, 2015 and 2018")]
    assert [balance.concerns.of for balance in found.balances] == [0, 0]


def test_a_report_without_concerns_or_without_recommendations_says_so(client):
    synthetic.load(synthetic.document("testshire-2015", findings=[synthetic.finding("first")]))
    synthetic.load(synthetic.document("testshire-2016", recommendations=[synthetic.recommendation("one")]))
    text = text_of(client, "/concerns/?force=testshire")
    assert "1 concern, and no recommendation is recorded here." in text
    assert "no concern is recorded here beside 1 recommendation." in text


def test_older_reports_keep_their_numbers(client):
    for year in range(2005, 2005 + MOST):
        header = {
            "inspected_from": f"{year}-02-01",
            "inspected_to": f"{year}-02-02",
            "published_on": f"{year}-06-01",
        }
        synthetic.load(synthetic.whole(f"testshire-{year}", inspection=header))
    found = page()
    assert (len(found.balances), len(found.details), found.left_out) == (MOST + 2, MOST, 2)
    assert "2 older ones have numbers only." in text_of(client)


@pytest.mark.parametrize("query", ["force=nowhere", "theme=referrals"])
def test_unknown_values_and_parameters_are_refused(client, query):
    assert client.get(f"/concerns/?{query}").status_code == 400


def test_an_answer_of_a_draft_answers_nothing():
    before = [(balance.concerns.answered, balance.mixed.answered) for balance in page().balances]
    draft = synthetic.load(synthetic.everything(), as_draft=True)
    row = Recommendation.objects.filter(inspection=draft).first()
    row.answers.add(*Finding.objects.published().filter(polarity="concern"))
    assert [(balance.concerns.answered, balance.mixed.answered) for balance in page().balances] == before
    assert sorted(keys_behind("?inspection=dorset-2021&polarity=concern&answered=no")) == sorted(
        row.key for detail in page("force=dorset").details for row in detail.unanswered
    )


def test_number_of_queries_does_not_grow(client):
    with CaptureQueriesContext(connection) as few:
        client.get("/concerns/")
    for year in (2015, 2016, 2018):
        synthetic.load(synthetic.everything(f"testshire-{year}"))
    with CaptureQueriesContext(connection) as more:
        client.get("/concerns/")
    assert len(more) == len(few)
