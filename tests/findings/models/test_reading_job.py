"""The rules about readings of reports: for each, rows that try to break it in the database."""

from datetime import UTC, datetime

import pytest

from findings.actions.reading_jobs import start
from findings.models import ReadingAddition, ReadingDecision, ReadingFile, ReadingJob, ReadingResult
from tests.breaking import constraints_of, inserted, refused, updated
from tests.people import somebody

pytestmark = pytest.mark.django_db
NOON = datetime(2020, 3, 1, 12, tzinfo=UTC)
HELD = {"state": "running", "lease": "a", "heartbeat": NOON}
CHECKS = [
    ("running_is_held", {"state": "running"}),
    ("running_is_held", {**HELD, "lease": ""}),
    ("running_is_held", {**HELD, "heartbeat": None}),
    ("running_is_held", {**HELD, "state": "done"}),
    ("says_why_it_ended", {"state": "refused"}),
    ("says_why_it_ended", {"state": "failed"}),
    ("accepted_was_read", {"accepted_slug": "a", "accepted_at": NOON}),
    ("accepted_was_read", {"state": "done", "accepted_slug": "a"}),
    ("accepted_was_read", {"state": "done", "accepted_at": NOON}),
    ("deleted_is_over", {"deleted_at": NOON}),
    ("deleted_is_over", {**HELD, "deleted_at": NOON}),
    ("deleted_is_over", {"state": "done", "deleted_by_id": 1}),
    ("within_bounds", {"percent": 101}),
    ("within_bounds", {"attempts": 4}),
    ("within_bounds", {"size": 0}),
]


@pytest.fixture
def job():
    return start(b"An invented text.", "invented.txt", by=somebody("editor"))


@pytest.mark.parametrize(("rule", "changes"), CHECKS)
def test_a_check_refuses_the_row(job, rule, changes):
    told = f"findings_readingjob_{rule}"
    refused(inserted, job, told=told, **changes)
    refused(updated, job, told=told, **changes)


def test_a_value_is_decided_upon_once_and_only_a_change_has_a_value(job):
    made = ReadingDecision.objects.create(job=job, path="findings[1]", what="rejected", by=job.started_by)
    refused(inserted, made, told="findings_readingdecision_once")
    refused(inserted, made, told="findings_readingdecision_value_where_edited", path="findings[2]", value="x")
    refused(updated, made, told="findings_readingdecision_value_where_edited", value="x")
    inserted(made, path="findings[2]")


def test_an_added_item_is_of_a_list_and_stands_there_once(job):
    made = ReadingAddition.objects.create(job=job, noun="findings", key="one", part={}, by=job.started_by)
    refused(inserted, made, told="findings_readingaddition_once")
    refused(inserted, made, told="findings_readingaddition_is_named", key="")
    refused(updated, made, told="findings_readingaddition_is_named", noun="")
    inserted(made, key="two")


def test_every_constraint_has_a_row_that_tries_to_break_it():
    tried = {f"findings_readingjob_{rule}" for rule, _ in CHECKS}
    tried |= {"findings_readingdecision_once", "findings_readingdecision_value_where_edited"}
    tried |= {"findings_readingaddition_once", "findings_readingaddition_is_named"}
    assert constraints_of([ReadingAddition, ReadingDecision, ReadingFile, ReadingJob, ReadingResult]) == tried


def test_a_fresh_copy_breaks_nothing(job):
    inserted(job)
    updated(job, **HELD)
