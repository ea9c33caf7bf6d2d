"""The clock of an inspection: every promise, every recommendation and every claim on one line."""

from datetime import date

import pytest

from dashboards.pages.asked import most_urgent_first
from dashboards.pages.timeline import timeline
from findings.models import Recommendation
from inspections.models import Inspection
from tests import synthetic

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 1)


def steps_of(slug, on=TODAY):
    inspection = Inspection.objects.published().get(slug=slug)
    rows = Recommendation.objects.filter(inspection=inspection).select_related("inspection").prefetch_related("claims")
    milestones = inspection.milestones.select_related("inspection")
    return timeline(inspection, milestones, most_urgent_first(rows, on), on)


def test_dorset_is_told_in_order():
    told = [(step.when, step.kind, step.what.split(" (")[0]) for step in steps_of("dorset-2021")]
    assert told == [
        ("23 April 2021", "happened", "Inspection ended"),
        ("26 August 2021", "happened", "Report published"),
        ("At once, from publication", "unknown", "4 recommendations to be acted on immediately"),
        (
            "Due 7 October 2021",
            "unknown",
            "The force tells HMICFRS what it has done on the recommendations for immediate action",
        ),
        ("Due 7 October 2021", "unknown", "The force presents an action plan for the other recommendations"),
        ("Due 21 October 2021", "unknown", "The police and crime commissioner publishes a response"),
        ("Due 26 November 2021", "unknown", "2 recommendations to be acted on within three months"),
        ("Due 26 February 2022", "unknown", "2 recommendations to be acted on within six months"),
        (
            "Due 26 February 2022",
            "promised",
            "HMICFRS revisits the force and assesses how it carries out all recommendations",
        ),
        ("April 2022", "happened", "HMICFRS revisits the force and assesses how it carries out all recommendations"),
        ("7 September 2022", "happened", "HMICFRS publishes the post-inspection review"),
    ]


def test_the_commissioners_days_and_the_forces_weeks_are_counted():
    said = {step.when: step.said for step in steps_of("dorset-2021")}
    assert said["Due 21 October 2021"].startswith("56 days from publication. It was due by 21 October 2021;")
    assert "no follow-up known to us" in said["Due 21 October 2021"]
    assert said["Due 7 October 2021"].startswith("6 weeks from publication.")
    assert "about 7 weeks late" in said["Due 26 February 2022"]


def test_a_month_stays_a_month():
    steps = steps_of("kent-2019")
    whens = [step.when for step in steps]
    assert "Due December 2019" in whens
    assert "Due between 27 October and 25 November 2019" in whens
    assert [step.what for step in steps if step.when == "Due December 2019"] == [
        "4 recommendations to be acted on within three months"
    ]


@pytest.mark.parametrize("slug", ["dorset-2021", "kent-2019"])
def test_every_recommendation_stands_on_the_line_once_with_what_is_known(slug):
    items = [item for step in steps_of(slug) for item in step.items]
    addresses = [row.get_absolute_url() for row in Recommendation.objects.filter(inspection__slug=slug)]
    assert sorted(address for _, address, _, _ in items) == sorted(addresses)
    assert {known for *_, known in items} == {"No follow-up known to us"}


def test_before_its_date_a_promise_is_only_a_promise():
    by_what = {step.what: step for step in steps_of("dorset-2021", on=date(2021, 9, 1))}
    asked = by_what["2 recommendations to be acted on within three months"]
    assert (asked.kind, asked.said) == ("promised", "New: 2 of 2.")
    assert "happened" not in {step.kind for step in by_what.values() if "revisits" in step.what}


def test_claims_stand_on_their_day_with_voice_and_source():
    claims = [
        {"voice": "force", "state": "met", "on": "2020-07-15", "precision": "month", "source": "An invented letter."},
        {"voice": "hmicfrs", "state": "partly-met", "on": "2020-10-01", "source": "An invented review."},
    ]
    asked = [synthetic.recommendation("one", 1, claims=claims), synthetic.recommendation("two", 2)]
    synthetic.load(synthetic.document(recommendations=asked))
    steps = steps_of("testshire-2020")
    said = [(step.when, step.what, step.said, step.source) for step in steps if step.kind == "said"]
    assert said == [
        ("July 2020", "Recommendation 1", "The force: met.", "An invented letter."),
        ("1 October 2020", "Recommendation 1", "HMICFRS: partly met.", "An invented review."),
    ]
    (due,) = [step for step in steps if step.items]
    assert due.said == "No follow-up known to us: 1 of 2; partly met: 1 of 2."


def test_what_has_no_date_says_so():
    header = {"published_on": "2020-01-01", "published_precision": "year", "inspected_from": "2019-02-03"}
    header["inspected_to"] = "2019-02-04"
    asked = [synthetic.recommendation("one", 1), synthetic.recommendation("two", 2, timescale=None)]
    synthetic.load(synthetic.document(inspection=header, recommendations=asked))
    whens = {step.when: step.what for step in steps_of("testshire-2020") if step.items}
    assert whens == {
        "Date not known": "1 recommendation to be acted on within three months",
        "No timescale printed": "1 recommendation",
    }
