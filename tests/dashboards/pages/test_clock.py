"""Promised and actual dates on one scale: as exact as they are known, in the order of time."""

from datetime import date

import pytest

from dashboards.pages.asked import most_urgent_first
from dashboards.pages.clock import clock
from findings.models import Recommendation
from inspections.models import Inspection
from tests import synthetic

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 1)


def clock_of(slug, on=TODAY):
    inspection = Inspection.objects.published().get(slug=slug)
    rows = Recommendation.objects.filter(inspection=inspection).select_related("inspection").prefetch_related("claims")
    return clock(inspection, inspection.milestones.select_related("inspection"), most_urgent_first(rows, on), on)


def test_dorset_promised_and_actual():
    rows = [(row.what.split(" (")[0], row.promised, row.happened) for row in clock_of("dorset-2021").rows]
    revisit = "HMICFRS revisits the force and assesses how it carries out all recommendations"
    assert rows[0] == ("Report published", "", "26 August 2021")
    assert ("Recommendations 2, 4, within three months", "26 November 2021", "") in rows
    assert ("Recommendations 6, 8, within six months", "26 February 2022", "") in rows
    assert (revisit, "26 February 2022", "April 2022") in rows
    assert rows[-1] == ("HMICFRS publishes the post-inspection review", "", "7 September 2022")


def test_the_picture_says_the_same_as_the_words():
    rows = {row.what.split(" (")[0]: row for row in clock_of("dorset-2021").rows}
    revisit = rows["HMICFRS revisits the force and assesses how it carries out all recommendations"]
    # 33 days from the promise to 1 April, of 377 on the scale; April has 29 days from its first to its last.
    assert revisit.happened_at.x - revisit.promised_at.x == pytest.approx(96 * 34 / 377, abs=0.02)
    assert revisit.happened_at.width == pytest.approx(96 * 29 / 377, abs=0.02)
    assert revisit.promised_at.width < revisit.happened_at.width
    assert clock_of("dorset-2021").years == ((pytest.approx(1 + 96 * 128 / 377, abs=0.02), 2022),)


def test_a_month_is_as_long_as_it_is():
    rows = {row.promised: row for row in clock_of("kent-2019").rows}
    assert rows["December 2019"].promised_at.width > 3 * 96 / 800
    assert all(one.x >= 0 and one.x + one.width <= 100 for row in rows.values() for one in (row.promised_at,) if one)


def test_everything_lies_on_the_scale():
    for slug in ("dorset-2021", "kent-2019"):
        for row in clock_of(slug).rows:
            for one in (row.promised_at, row.happened_at):
                assert one is None or (one.x >= 0 and one.x + one.width <= 100), row


def test_what_lies_ahead_has_not_happened():
    revisits = [row for row in clock_of("dorset-2021", on=date(2022, 3, 1)).rows if "revisits" in row.what]
    assert [(row.promised, row.happened) for row in revisits] == [("26 February 2022", "")]
    assert "no follow-up known to us" in revisits[0].state


def test_without_promises_there_is_no_clock(client):
    synthetic.load(synthetic.document())
    assert clock_of("testshire-2020") is None
    assert "The clock:" not in client.get("/inspections/testshire-2020/").content.decode()


@pytest.mark.parametrize("address", ["/inspections/dorset-2021/", "/forces/dorset/"])
def test_pages_show_the_clock(client, address):
    text = client.get(address).content.decode()
    assert "The clock: promised or required by, and when it happened" in text
    assert "dashboards/clock.css" in text
    assert 'class="clock__happened"' in text
