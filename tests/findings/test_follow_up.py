"""Due dates with their precision, states derived from claims, promised steps in time or not."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from findings.follow_up import (
    NEW,
    NOT_KNOWN,
    do_voices_disagree,
    due_columns,
    due_of,
    due_of_milestone,
    due_phrase,
    has_happened,
    state_in_sql,
    state_of_milestone,
    state_of_recommendation,
)
from findings.models import Milestone, Recommendation
from tests import synthetic

TODAY = date(2026, 1, 1)


def recommendation(timescale, published=date(2021, 8, 26), precision="day", claims=()):
    inspection = SimpleNamespace(published_on=published, published_precision=precision)
    return SimpleNamespace(timescale=timescale, inspection=inspection, claims=SimpleNamespace(all=lambda: list(claims)))


def state_of(claims, on=TODAY):
    return state_of_recommendation(recommendation("three-months", claims=claims), on)


def claim(voice, state, on, pk=1):
    return SimpleNamespace(voice=voice, state=state, on=on, pk=pk)


def milestone(within=6, unit="months", happened=None, precision="", published=date(2021, 8, 26), known_to="day"):
    inspection = SimpleNamespace(published_on=published, published_precision=known_to)
    return SimpleNamespace(
        inspection=inspection, within=within, unit=unit, happened_on=happened, happened_precision=precision
    )


@pytest.mark.parametrize(
    ("timescale", "published", "precision", "columns"),
    [
        ("three-months", date(2021, 8, 26), "day", (date(2021, 11, 26), "day")),
        ("six-months", date(2021, 8, 26), "day", (date(2022, 2, 26), "day")),
        ("immediately", date(2021, 8, 26), "day", (None, "")),
        ("three-months", date(2019, 9, 1), "month", (date(2019, 12, 30), "month")),
        ("immediately", date(2019, 9, 1), "month", (None, "")),
        ("three-months", date(2019, 1, 1), "year", (None, "")),
        ("immediately", date(2019, 1, 1), "year", (None, "")),
        ("", date(2021, 8, 26), "day", (None, "")),
    ],
)
def test_due_columns_are_as_exact_as_the_publication(timescale, published, precision, columns):
    assert due_columns(recommendation(timescale, published, precision)) == columns


@pytest.mark.parametrize("timescale", ["immediately", ""])
def test_without_a_number_of_months_there_is_no_deadline(timescale):
    assert due_of(recommendation(timescale)) is None


def test_due_phrase_names_a_day_a_month_or_nothing():
    assert due_phrase(recommendation("three-months")) == "by 26 November 2021"
    assert due_phrase(recommendation("three-months", date(2019, 9, 1), "month")) == "in December 2019"
    assert due_phrase(recommendation("immediately"))
    assert due_phrase(recommendation("three-months", date(2019, 1, 1), "year")) == ""
    assert due_phrase(recommendation("")) == ""


def test_no_claim_is_not_known_and_never_overdue():
    assert state_of([]) == NOT_KNOWN == "not-known"


@pytest.mark.parametrize(
    ("timescale", "published", "precision", "last_day"),
    [
        ("three-months", date(2021, 8, 26), "day", date(2021, 11, 26)),
        ("six-months", date(2021, 8, 26), "day", date(2022, 2, 26)),
        ("three-months", date(2019, 9, 1), "month", date(2019, 12, 31)),
        ("immediately", date(2021, 8, 26), "day", date(2021, 10, 7)),
        ("immediately", date(2019, 9, 1), "month", date(2019, 11, 11)),
    ],
)
def test_without_claims_it_is_new_while_its_time_is_running(timescale, published, precision, last_day):
    row = recommendation(timescale, published, precision)
    assert state_of_recommendation(row, last_day) == NEW == "new"
    assert state_of_recommendation(row, last_day + timedelta(days=1)) == NOT_KNOWN


@pytest.mark.parametrize(("timescale", "precision"), [("", "day"), ("three-months", "year"), ("immediately", "year")])
def test_without_a_date_to_run_to_it_is_never_new(timescale, precision):
    assert state_of_recommendation(recommendation(timescale, precision=precision), date(2021, 8, 26)) == NOT_KNOWN


def test_what_is_claimed_later_is_not_known_yet():
    claims = [claim("force", "accepted", date(2021, 9, 1)), claim("hmicfrs", "met", date(2022, 9, 1), 2)]
    assert state_of(claims, date(2021, 8, 31)) == "new"
    assert state_of(claims, date(2021, 9, 1)) == "accepted"
    assert state_of(claims, date(2022, 9, 1)) == "met"


def test_the_latest_claim_of_the_inspectorate_decides():
    claims = [
        claim("hmicfrs", "partly-met", date(2022, 1, 1)),
        claim("hmicfrs", "closed", date(2022, 6, 1), 2),
        claim("force", "not-met", date(2023, 1, 1), 3),
    ]
    assert state_of(claims) == "closed"
    assert state_of(list(reversed(claims))) == "closed"


def test_without_the_inspectorate_the_latest_of_the_others_decides():
    claims = [
        claim("force", "accepted", date(2022, 1, 1)),
        claim("commissioner", "action-reported", date(2022, 2, 1), 2),
    ]
    assert state_of(claims) == "action-reported"


def test_voices_disagree_only_by_what_each_said_last():
    accepted = claim("force", "accepted", date(2022, 1, 1))
    assert not do_voices_disagree([])
    assert not do_voices_disagree([accepted, claim("force", "met", date(2022, 2, 1), 2)])
    assert do_voices_disagree([accepted, claim("hmicfrs", "not-met", date(2022, 2, 1), 2)])
    assert not do_voices_disagree(
        [accepted, claim("force", "met", date(2022, 2, 1), 2), claim("hmicfrs", "met", date(2022, 3, 1), 3)]
    )


def test_milestone_without_a_time_has_no_state():
    assert due_of_milestone(milestone(within=None, unit="")) is None
    assert (
        state_of_milestone(milestone(within=None, unit="", happened=date(2022, 1, 1), precision="day"), TODAY) is None
    )
    assert state_of_milestone(milestone(published=date(2021, 1, 1), known_to="year"), TODAY) is None


@pytest.mark.parametrize(
    ("year", "state"),
    [(2020, "in-time"), (2021, "in-time"), (2022, "cannot-tell"), (2023, "late"), (2027, "not-known")],
)
def test_a_year_is_late_or_in_time_only_as_a_whole(year, state):
    step = milestone(within=6, unit="months", happened=date(year, 1, 1), precision="year")
    assert state_of_milestone(step, TODAY).state == state


def test_what_lies_ahead_has_not_happened():
    assert has_happened(milestone(happened=date(2022, 4, 1)), date(2022, 4, 1))
    assert not has_happened(milestone(happened=date(2022, 4, 1)), date(2022, 3, 31))
    assert not has_happened(milestone(), TODAY)


@pytest.mark.django_db
def test_dorset_was_revisited_late():
    row = Milestone.objects.published().get(inspection__slug="dorset-2021", kind="revisit")
    assert due_of_milestone(row).latest == date(2022, 2, 26)
    state = state_of_milestone(row, TODAY)
    assert (state.state, state.days_late_least, state.days_late_most) == ("late", 34, 63)
    assert "It was due by 26 February 2022 and happened in April 2022" in state.sentence
    assert state_of_milestone(row, date(2022, 2, 1)).state == "due"


@pytest.mark.django_db
def test_what_became_of_the_fifteen_is_not_known():
    rows = Recommendation.objects.published().select_related("inspection").prefetch_related("claims")
    assert len(rows) == 15
    assert {state_of_recommendation(row, TODAY) for row in rows} == {NOT_KNOWN}
    assert [bool(due_of(row)) for row in rows].count(True) == 8


@pytest.mark.django_db
def test_the_database_derives_the_same_state():
    """Over publications of every precision, claims of every voice, and days before, on and after each deadline."""
    said = [
        ("force", "accepted", "2020-07-01"),
        ("hmicfrs", "partly-met", "2020-08-01"),
        ("force", "met", "2020-09-01"),
    ]
    claims = [{"voice": voice, "state": state, "on": on, "source": "An invented letter."} for voice, state, on in said]
    asked = [
        synthetic.recommendation(
            f"{timescale or 'none'}-{number}", place * 4 + number + 1, timescale=timescale, claims=claims[:number]
        )
        for place, timescale in enumerate(("immediately", "three-months", "six-months", None))
        for number in range(4)
    ]
    for slug, published, precision in (
        ("testshire-2020", "2020-06-01", "day"),
        ("testshire-2019", "2020-06-01", "month"),
        ("testshire-2018", "2020-01-01", "year"),
        ("testshire-2017", "2020-03-31", "day"),
    ):
        header = {
            "published_on": published,
            "published_precision": precision,
            "inspected_from": "2019-02-03",
            "inspected_to": "2019-02-04",
        }
        synthetic.load(synthetic.document(slug, inspection=header, recommendations=asked))
    rows = Recommendation.objects.published().select_related("inspection").prefetch_related("claims")
    for on in (date(2020, 6, 1) + timedelta(days=days) for days in range(-90, 260, 5)):
        derived = dict(Recommendation.objects.published().values_list("pk", state_in_sql(on)))
        assert derived == {row.pk: state_of_recommendation(row, on) for row in rows}, on
    assert len(set(derived.values())) == 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("published", "precision", "last_day"),
    [
        ("2020-06-01", "day", date(2020, 9, 1)),
        ("2020-06-01", "month", date(2020, 9, 30)),
        ("2020-11-30", "day", date(2021, 2, 28)),
    ],
)
def test_the_database_knows_the_last_day_too(published, precision, last_day):
    header = {"published_on": published, "published_precision": precision}
    synthetic.load(synthetic.document(inspection=header, recommendations=[synthetic.recommendation("one")]))
    rows = Recommendation.objects.published().filter(key="one")
    assert rows.values_list(state_in_sql(last_day), flat=True).get() == "new"
    assert rows.values_list(state_in_sql(last_day + timedelta(days=1)), flat=True).get() == NOT_KNOWN
