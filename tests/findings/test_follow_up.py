"""Due dates with their precision, states derived from claims, promised steps in time or not."""

from datetime import date
from types import SimpleNamespace

import pytest

from findings.follow_up import (
    NOT_KNOWN,
    do_voices_disagree,
    due_columns,
    due_of,
    due_of_milestone,
    due_phrase,
    has_happened,
    state_of_milestone,
    state_of_recommendation,
)
from findings.models import Milestone, Recommendation

TODAY = date(2026, 1, 1)


def recommendation(timescale, published=date(2021, 8, 26), precision="day"):
    inspection = SimpleNamespace(published_on=published, published_precision=precision)
    return SimpleNamespace(timescale=timescale, inspection=inspection)


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
    assert state_of_recommendation([]) == NOT_KNOWN == "not-known"


def test_the_latest_claim_of_the_inspectorate_decides():
    claims = [
        claim("hmicfrs", "partly-met", date(2022, 1, 1)),
        claim("hmicfrs", "closed", date(2022, 6, 1), 2),
        claim("force", "not-met", date(2023, 1, 1), 3),
    ]
    assert state_of_recommendation(claims) == "closed"
    assert state_of_recommendation(reversed(claims)) == "closed"


def test_without_the_inspectorate_the_latest_of_the_others_decides():
    claims = [
        claim("force", "accepted", date(2022, 1, 1)),
        claim("commissioner", "action-reported", date(2022, 2, 1), 2),
    ]
    assert state_of_recommendation(claims) == "action-reported"


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
    assert {state_of_recommendation(row.claims.all()) for row in rows} == {NOT_KNOWN}
    assert [bool(due_of(row)) for row in rows].count(True) == 8
