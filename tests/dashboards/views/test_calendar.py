"""The calendar feed, parsed back by the library that calendar programs are tested with."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from findings.models import Milestone, Recommendation
from inspections.models import Inspection
from tests import synthetic

pytestmark = pytest.mark.django_db


def feed(client, query=""):
    response = client.get(f"/calendar.ics{query}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def events(client, query=""):
    return {str(event["uid"]).split("@")[0]: event for event in feed(client, query).walk("VEVENT")}


def test_every_known_date_is_an_all_day_entry(client):
    found = events(client)
    dated = Milestone.objects.published().exclude(within=None).count()
    happened = Milestone.objects.published().exclude(happened_on=None).count()
    asked = Recommendation.objects.published().filter(timescale__in=["three-months", "six-months"]).count()
    assert len(found) == dated + happened + asked == 19
    assert all(type(event.decoded("dtstart")) is date for event in found.values())
    assert all(event["transp"] == "TRANSPARENT" for event in found.values())


def test_dorsets_promises_and_what_became_of_them(client):
    found = events(client, "?force=dorset")
    assert {uid.split(".")[0] for uid in found} == {"dorset-2021"}
    expected = {
        "dorset-2021.milestones.commissioner-response.due": date(2021, 10, 21),
        "dorset-2021.milestones.immediate-update.due": date(2021, 10, 7),
        "dorset-2021.milestones.revisit.due": date(2022, 2, 26),
        "dorset-2021.milestones.revisit.happened": date(2022, 4, 30),
        "dorset-2021.milestones.review-published.happened": date(2022, 9, 7),
        "dorset-2021.recommendations.rec-voice-of-child.due": date(2021, 11, 26),
        "dorset-2021.recommendations.rec-children-in-detention.due": date(2022, 2, 26),
    }
    assert {uid: found[uid].decoded("dtstart") for uid in expected} == expected


def test_a_month_says_that_it_is_a_month(client):
    found = events(client)
    due = found["kent-2019.recommendations.rec-investigation-plan.due"]
    assert due.decoded("dtstart") == date(2019, 12, 31)
    assert due["summary"] == "Kent: recommendation 4 due in December 2019 (day not known)"
    assert "Only the month of publication is known, so it was due in December 2019" in due["description"]
    answer = found["kent-2019.milestones.commissioner-response.due"]
    assert answer.decoded("dtstart") == date(2019, 11, 25)
    assert "due between 27 October and 25 November 2019 (day not known)" in answer["summary"]
    happened = found["dorset-2021.milestones.revisit.happened"]
    assert "happened in April 2022 (day not known)" in happened["summary"]
    exact = found["dorset-2021.recommendations.rec-voice-of-child.due"]
    assert exact["summary"] == "Dorset: recommendation 2 due"
    assert "not known" not in exact["description"]


def test_entries_lead_to_their_page_and_say_nothing_is_overdue(client):
    for event in events(client).values():
        path = str(event["url"]).removeprefix("http://testserver")
        assert client.get(path).status_code == 200
        assert "overdue" not in f"{event['summary']} {event['description']}".lower()


def test_what_is_printed_is_not_repeated(client):
    asked = [
        synthetic.recommendation("own", 1, text="Do an invented thing."),
        synthetic.recommendation("printed", 2, text="Words of a report.", wording="as printed"),
    ]
    synthetic.load(synthetic.document(recommendations=asked))
    found = events(client, "?force=testshire")
    assert "Do an invented thing." in found["testshire-2020.recommendations.own.due"]["description"]
    assert "Words of a report." not in found["testshire-2020.recommendations.printed.due"]["description"]


def test_same_data_same_bytes_and_identifiers_survive_an_edition(client):
    data = synthetic.whole()
    synthetic.load(data)
    first = client.get("/calendar.ics?force=testshire").content
    assert client.get("/calendar.ics?force=testshire").content == first
    data["inspection"]["edition_note"] = "Corrects an invented error."
    synthetic.load(data)
    before, after = (
        {str(event["uid"]): event["sequence"] for event in Calendar.from_ical(content).walk("VEVENT")}
        for content in (first, client.get("/calendar.ics?force=testshire").content)
    )
    assert set(before) == set(after)
    assert set(before.values()) == {0}
    assert set(after.values()) == {1}


def test_stamp_is_when_the_inspection_was_changed(client):
    changed = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    Inspection.objects.filter(slug="kent-2019").update(changed_at=changed)
    assert {event.decoded("dtstamp") for event in events(client, "?force=kent").values()} == {changed}


def test_forces_are_chosen_and_named(client):
    whole = feed(client, "?force=kent&force=dorset")
    assert whole["x-wr-calname"] == "Child protection follow-up: Dorset, Kent"
    assert len(list(whole.walk("VEVENT"))) == len(events(client, "?force=kent")) + len(events(client, "?force=dorset"))
    assert not events(client, "?force=cumbria")


@pytest.mark.parametrize(("query", "said"), [("?force=dorst", "dorst"), ("?forces=dorset", "forces")])
def test_what_is_unknown_is_refused_by_name(client, query, said):
    response = client.get(f"/calendar.ics{query}")
    assert response.status_code == 400
    assert said in response.content.decode()


def test_a_year_has_no_due_date_and_a_year_of_happening_says_so(client):
    header = {"published_on": "2020-01-01", "published_precision": "year", "inspected_from": "2019-02-03"}
    header["inspected_to"] = "2019-02-04"
    happened = {"happened_on": "2021-01-01", "happened_precision": "year", "source": "An invented source."}
    synthetic.load(
        synthetic.document(
            inspection=header,
            recommendations=[synthetic.recommendation("one")],
            milestones=[synthetic.milestone("plan", within=6, unit="weeks", **happened)],
        )
    )
    (event,) = events(client, "?force=testshire").values()
    assert event.decoded("dtstart") == date(2021, 12, 31)
    assert "happened in 2021 (day not known)" in event["summary"]


def test_number_of_queries_does_not_grow(client):
    client.get("/calendar.ics")
    with CaptureQueriesContext(connection) as few:
        client.get("/calendar.ics")
    synthetic.load(synthetic.everything())
    with CaptureQueriesContext(connection) as more:
        client.get("/calendar.ics")
    assert len(more) == len(few)
