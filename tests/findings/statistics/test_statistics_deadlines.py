"""Due dates from publications known to the day or to the month, and what can be said about being in time."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from findings.statistics.deadlines import Deadline, deadline, due_on, is_past, phrase, state_of

DORSET = date(2021, 8, 26)
KENT = date(2019, 9, 1)
DORSET_REVISIT = deadline(DORSET, "day", 6, "months")


@pytest.mark.parametrize(
    ("published_on", "precision", "amount", "unit", "words"),
    [
        (DORSET, "day", 6, "months", "26 February 2022"),
        (DORSET, "day", 3, "months", "26 November 2021"),
        (DORSET, "day", 56, "days", "21 October 2021"),
        (DORSET, "day", 6, "weeks", "7 October 2021"),
        (date(2021, 8, 31), "day", 6, "months", "28 February 2022"),
        (date(2023, 8, 31), "day", 6, "months", "29 February 2024"),
        (date(2021, 12, 31), "day", 12, "months", "31 December 2022"),
        (KENT, "month", 3, "months", "December 2019"),
        (date(2019, 9, 30), "month", 3, "months", "December 2019"),
        (KENT, "month", 4, "months", "January 2020"),
        (KENT, "month", 6, "weeks", "between 13 October and 11 November 2019"),
        (KENT, "month", 56, "days", "between 27 October and 25 November 2019"),
        (date(2019, 11, 5), "month", 6, "weeks", "between 13 December 2019 and 11 January 2020"),
        (date(2019, 2, 5), "month", 2, "days", "between 3 February and 2 March 2019"),
    ],
)
def test_deadline_in_words(published_on, precision, amount, unit, words):
    assert phrase(deadline(published_on, precision, amount, unit)) == words


def test_phrase_names_one_month_once():
    assert phrase(Deadline(date(2019, 10, 13), date(2019, 10, 28), "range")) == "between 13 and 28 October 2019"


def test_deadline_of_a_month_runs_to_its_last_day():
    assert deadline(KENT, "month", 3, "months") == Deadline(date(2019, 12, 1), date(2019, 12, 31), "month")


def test_due_on_counts_from_the_last_day_of_a_month():
    assert due_on(KENT, "month", 3, "months") == date(2019, 12, 30)
    assert due_on(DORSET, "day", 6, "months") == date(2022, 2, 26)


@given(
    published_on=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    amount=st.integers(1, 60),
    unit=st.sampled_from(["days", "weeks", "months"]),
)
def test_deadline_from_a_month_contains_the_deadline_from_each_of_its_days(published_on, amount, unit):
    known_to_month = deadline(published_on, "month", amount, unit)
    known_to_day = deadline(published_on, "day", amount, unit)
    assert known_to_month.earliest <= known_to_day.earliest == known_to_day.latest <= known_to_month.latest
    assert known_to_day.earliest > published_on
    assert known_to_month.latest >= due_on(published_on, "month", amount, unit) >= known_to_day.latest


@given(published_on=st.dates(date(1990, 1, 1), date(2090, 1, 1)), months=st.integers(1, 60))
def test_deadline_in_months_keeps_the_day_or_is_the_last_of_the_month(published_on, months):
    due = deadline(published_on, "day", months, "months").latest
    assert (due.year - published_on.year) * 12 + due.month - published_on.month == months
    last = calendar.monthrange(due.year, due.month)[1]
    assert due.day == published_on.day or (due.day == last < published_on.day)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((KENT, "month", 0, "months"), "at least one"),
        ((KENT, "month", 3, "years"), "not in 'years'"),
        ((KENT, "year", 3, "months"), "not to 'year'"),
    ],
)
def test_deadline_refuses_with_a_sentence(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        deadline(*arguments)


def test_is_past_only_after_the_latest_day():
    month = deadline(KENT, "month", 3, "months")
    assert not is_past(month, date(2019, 12, 31))
    assert is_past(month, date(2020, 1, 1))
    assert not is_past(DORSET_REVISIT, date(2022, 2, 26))
    assert is_past(DORSET_REVISIT, date(2022, 2, 27))


def test_state_of_the_revisit_to_dorset():
    late = state_of(DORSET_REVISIT, date(2022, 4, 1), "month", date(2022, 9, 7))
    assert (late.state, late.days_late_least, late.days_late_most) == ("late", 34, 63)
    assert late.sentence == "It was due by 26 February 2022 and happened in April 2022: about 7 weeks late."


@pytest.mark.parametrize(
    ("happened_on", "precision", "state", "end"),
    [
        (date(2022, 2, 26), "day", "in-time", "happened on 26 February 2022: in time."),
        (date(2022, 2, 27), "day", "late", "happened on 27 February 2022: 1 day late."),
        (date(2022, 9, 7), "day", "late", "happened on 7 September 2022: 193 days late."),
        (date(2022, 1, 9), "month", "in-time", "happened in January 2022: in time."),
        (date(2022, 2, 9), "month", "cannot-tell", "the dates known do not say whether that was in time."),
    ],
)
def test_state_of_a_day(happened_on, precision, state, end):
    found = state_of(DORSET_REVISIT, happened_on, precision, date(2023, 1, 1))
    assert found.state == state
    assert found.sentence.endswith(end)


@pytest.mark.parametrize(
    ("happened_on", "precision", "state", "end"),
    [
        (
            date(2019, 11, 30),
            "day",
            "in-time",
            "It was due in December 2019 and happened on 30 November 2019: in time.",
        ),
        (date(2019, 12, 1), "month", "cannot-tell", "in time."),
        (date(2019, 12, 15), "day", "cannot-tell", "in time."),
        (date(2020, 1, 1), "day", "late", "about 2 weeks late."),
        (date(2020, 1, 1), "month", "late", "about 4 weeks late."),
    ],
)
def test_state_of_a_month(happened_on, precision, state, end):
    found = state_of(deadline(KENT, "month", 3, "months"), happened_on, precision, date(2023, 1, 1))
    assert found.state == state
    assert found.sentence.endswith(end)


def test_state_of_a_week_late_is_singular():
    due = Deadline(date(2020, 1, 1), date(2020, 1, 3), "range")
    assert state_of(due, date(2020, 1, 4), "day", date(2020, 2, 1)).sentence == (
        "It was due by a day between 1 and 3 January 2020 and happened on 4 January 2020: about 1 week late."
    )


def test_state_without_news_is_due_and_then_not_known():
    assert state_of(DORSET_REVISIT, None, None, date(2022, 2, 26)).sentence == "It is due by 26 February 2022."
    passed = state_of(DORSET_REVISIT, None, None, date(2022, 2, 27))
    assert passed.state == "not-known"
    assert passed.sentence == "It was due by 26 February 2022; that date has passed: no follow-up known to us."


def test_state_does_not_know_what_happened_after_the_day_asked_about():
    assert state_of(DORSET_REVISIT, date(2022, 4, 1), "month", date(2022, 3, 31)).state == "not-known"
    assert state_of(DORSET_REVISIT, date(2022, 4, 1), "month", date(2022, 4, 1)).state == "late"
    assert state_of(DORSET_REVISIT, date(2022, 2, 1), "day", date(2022, 1, 1)).state == "due"


@given(
    published_on=st.dates(date(2010, 1, 1), date(2030, 1, 1)),
    published_precision=st.sampled_from(["day", "month"]),
    amount=st.integers(1, 12),
    unit=st.sampled_from(["days", "weeks", "months"]),
    later=st.none() | st.integers(-100, 500),
    happened_precision=st.sampled_from(["day", "month"]),
    on=st.dates(date(2010, 1, 1), date(2032, 1, 1)),
)
def test_state_never_accuses(published_on, published_precision, amount, unit, later, happened_precision, on):
    due = deadline(published_on, published_precision, amount, unit)
    happened_on = None if later is None else published_on + timedelta(days=later)
    found = state_of(due, happened_on, happened_precision, on)
    assert "overdue" not in found.sentence.lower()
    assert (found.state == "late") == (found.days_late_least is not None)
    if found.state == "late":
        assert 1 <= found.days_late_least <= found.days_late_most
