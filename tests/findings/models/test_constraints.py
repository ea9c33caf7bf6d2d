"""Every rule about what inspections say: for each, rows that try to break it in the database."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import models

from findings.actions.error_reports import report_error
from findings.models import (
    AuditedCase,
    CaseCount,
    CaseLoad,
    Claim,
    Comment,
    DataVersion,
    Finding,
    GlossaryTerm,
    GradeCount,
    ReadingAddition,
    ReadingDecision,
    ReadingFile,
    ReadingJob,
    ReadingResult,
    ReferredBack,
    ReleasedTable,
    Scratch,
    SearchEntry,
    Theme,
    Waiver,
    WithdrawnTheme,
)
from findings.models.kept import Kept
from inspections.models import Grade, Inspection, Person
from tests import synthetic
from tests.breaking import constraints_of, inserted, refused, updated

pytestmark = pytest.mark.django_db
# Single cases have tests of their own beside their load, unsaved text beside its page.
# The data version has one row for all time, and a test beside its triggers; so has what is kept for good.
OF_READING = (ReadingAddition, ReadingDecision, ReadingFile, ReadingJob, ReadingResult)  # tests in test_reading_job.py
OF_CASES = (AuditedCase, CaseCount, CaseLoad, ReferredBack, ReleasedTable)
MODELS = {
    model._meta.model_name: model
    for model in apps.get_app_config("findings").get_models()
    if model._meta.managed
    and model not in (DataVersion, Scratch, *OF_CASES, *OF_READING)
    and not (issubclass(model, Kept) or hasattr(model, "instance_type"))
}
LOCATED = [name for name, model in MODELS.items() if hasattr(model, "line_to")]
DAY = date(2020, 3, 1)
NOON = datetime(2020, 3, 1, 12, tzinfo=UTC)
ANSWERED = {"handled_by_id": 1, "handled_at": NOON}


@pytest.fixture
def rows():
    """One row of every model, by its name; and of some a second, which shares nothing unique with the first."""
    classic = synthetic.load(synthetic.everything())
    topical = synthetic.load(synthetic.topical())
    report_error(
        kind="findings", key="first", inspection=classic, text="An invented error.", contact="An invented name"
    )
    person = Person.objects.create_user("somebody")
    Waiver.objects.create(inspection=classic, equation="a", detail="1; 2.", reason="Printed so.", by=person)
    theme = Theme.objects.get(slug="supervision")
    WithdrawnTheme.objects.create(inspection=classic, noun="findings", key="first", theme=theme, by=person)
    asked = Comment.objects.create(row=classic.pk, slug=classic.slug, edition=1, text="Why?", by=person)
    Comment.objects.create(row=classic.pk, slug=classic.slug, edition=1, text="So.", by=person, answers=asked)
    found = {}
    for name, model in MODELS.items():
        own = [row for row in model._base_manager.order_by("pk") if _inspection_of(row) in (classic.pk, topical.pk)]
        found[name] = own[0]
        found |= {f"{name} again": own[1]} if len(own) > 1 else {}
    found["caseaudit of an area"] = classic.case_audits.get(area__slug="missing-children")
    found["searchentry of a theme"] = SearchEntry.objects.filter(kind="theme").first()
    found["inadequate"] = Grade.objects.get(scale__slug="case-3", slug="inadequate")
    return found


def _inspection_of(row):
    for link in ("inspection_id", "recommendation", "finding", "illustration", "case_audit", "equation"):
        if hasattr(row, link):
            return row.inspection_id if link == "inspection_id" else _inspection_of(getattr(row, link))
    return Inspection.objects.get(slug="testshire-2020").pk  # reference data stands by itself


def fresh(name, rows):
    """Changes that make a copy of a row share nothing unique with the row."""
    changes = {
        "caseaudit": {"assessor": "force", "sample": "joint", "area": None},
        "gradecount": {"grade": rows["inadequate"]},
        "recommendation": {"key": "fresh", "number": 99},
        "topicgrade": {"inspection": Inspection.objects.get(slug="testshire-2025")} if name == "topicgrade" else {},
        "claim": {},
        "comment": {},
        "comment again": {},
        "theme": {"slug": "fresh", "name": "Fresh", "order": 9_000},
        "waiver": {"equation": "b"},
    }
    return changes.get(name, {"key": "fresh"})


# Model, constraint, changes that break it. Each is tried as an insert of a copy and as an update of the row.
CHECKS = [
    ("caseaudit", "additional_by_hmicfrs", {"assessor": "force", "sample": "additional"}),
    ("gradecount", "not_negative", {"cases": -1}),
    ("reportedfigure", "range_in_order", {"value_to": 9}),
    ("reportedfigure", "period_in_order", {"as_of": DAY, "as_of_precision": "day", "as_of_to": date(2020, 2, 29)}),
    ("recommendation", "number_from_1", {"number": 0}),
    ("milestone", "happened_has_a_source", {"happened_on": DAY, "happened_precision": "day", "happened_source": ""}),
    ("milestone", "within_has_a_unit", {"within": 6, "unit": ""}),
    ("milestone", "within_has_a_unit", {"within": None, "unit": "weeks"}),
    ("claim", "only_hmicfrs_closes", {"state": "closed", "voice": "force"}),
    ("claim", "only_hmicfrs_closes", {"state": "closed", "voice": "commissioner"}),
    ("claim", "has_a_source", {"source": ""}),
    ("errorreport", "says_something", {"text": ""}),
    ("errorreport", "names_inspection_and_edition", {"kind": "themes"}),
    ("errorreport", "names_inspection_and_edition", {"inspection_slug": ""}),
    ("errorreport", "names_inspection_and_edition", {"edition": None}),
    ("errorreport", "names_item", {"key": ""}),
    ("errorreport", "names_item", {"kind": "inspection", "key": "first"}),
    ("errorreport", "answered_by_somebody", {"state": "accepted"}),
    ("errorreport", "answered_by_somebody", {"handled_by_id": 1}),
    ("errorreport", "answered_by_somebody", {"handled_at": NOON}),
    ("errorreport", "declined_says_why", {**ANSWERED, "state": "declined", "contact": ""}),
    ("errorreport", "closed_keeps_no_contact", {**ANSWERED, "state": "mended"}),
    ("errorreport", "closed_keeps_no_contact", {**ANSWERED, "state": "declined", "note": "No."}),
    ("comment", "says_something", {"text": ""}),
    ("comment", "settled_by_somebody", {"settled_at": NOON}),
    ("comment again", "answers_are_not_settled", {"noun": "findings"}),
    ("waiver", "has_a_reason", {"reason": ""}),
    ("theme", "merged_is_retired", {"merged_into_id": 1}),
    ("searchentry", "items_have_an_inspection", {"inspection": None}),
    ("searchentry of a theme", "items_have_an_inspection", {"kind": "finding"}),
    *((name, "lines_in_order", {"line": 5, "line_to": 4}) for name in LOCATED),
    *((name, "lines_in_order", {"line": None, "line_to": 4}) for name in LOCATED),
]


def told_of(name, rule):
    """What the database may answer: the constraint, or the check that Django's own field makes of the same rule."""
    own = {("gradecount", "not_negative"): ("cases",)}
    return (f"findings_{name.split()[0]}_{rule}", *own.get((name, rule), ()))


@pytest.mark.parametrize(("name", "rule", "changes"), CHECKS)
def test_a_check_refuses_the_row(rows, name, rule, changes):
    if name == "topicgrade":
        synthetic.load(synthetic.topical("testshire-2025", topic_grades=[]))
    told = told_of(name, rule)
    refused(inserted, rows[name], told=told, **fresh(name, rows) | changes)
    refused(updated, rows[name], told=told, **changes)


@pytest.mark.parametrize("name", sorted({name for name, *_ in CHECKS}))
def test_a_fresh_copy_breaks_nothing(rows, name):
    """Otherwise the rows above could be refused for another reason than the one they are made for."""
    if name == "topicgrade":
        synthetic.load(synthetic.topical("testshire-2025", topic_grades=[]))
    inserted(rows[name], **fresh(name, rows))
    inserted(rows["claim"], state="closed", voice="hmicfrs")


# Model, constraint, and the fields that make a copy differ from its row in everything but this.
UNIQUE = [
    *(
        (name, "key_in_inspection", {"number": 99} if name == "recommendation" else {})
        for name in ("finding", "illustration", "reportedfigure", "equation", "localauthorityjudgment", "milestone")
    ),
    ("recommendation", "key_in_inspection", {"number": 99}),
    ("recommendation", "number_once", {"key": "fresh"}),
    ("recommendationpart", "key_once", {}),
    ("caseaudit", "whole_sample_once", {}),
    ("caseaudit of an area", "area_once", {}),
    ("gradecount", "grade_once", {}),
    ("equationterm", "position_once", {}),
    ("topicgrade", "topic_once", {}),
    ("findingtheme", "once", {}),
    ("illustrationtheme", "once", {}),
    ("recommendationtheme", "once", {}),
    ("searchentry", "item_once", {}),
    ("waiver", "once", {}),
    ("withdrawntheme", "once", {}),
    ("searchentry of a theme", "reference_once", {}),
]


@pytest.mark.parametrize(("name", "rule", "changes"), UNIQUE)
def test_a_second_row_of_the_same_identity_is_refused(rows, name, rule, changes):
    told = f"findings_{name.split()[0]}_{rule}"
    refused(inserted, rows[name], told=told, **changes)


UPDATES = [
    ("finding", "key_in_inspection", "key"),
    ("recommendation", "number_once", "number"),
    ("recommendation", "key_in_inspection", "key"),
    ("recommendationpart", "key_once", "key"),
    ("gradecount", "grade_once", "grade_id"),
    ("equationterm", "position_once", "position"),
    ("findingtheme", "once", "theme_id"),
    ("topicgrade", "topic_once", "topic_id"),
]


@pytest.mark.parametrize(("name", "rule", "field"), UPDATES)
def test_a_row_cannot_take_the_identity_of_another(rows, name, rule, field):
    value = getattr(rows[name], field)
    refused(updated, rows[f"{name} again"], told=f"findings_{name}_{rule}", **{field: value})


def test_a_range_of_grades_does_not_end_where_it_begins(rows):
    # The trigger that keeps ranges in order (migration 0003) answers before the constraint can.
    told = ("findings_gradecount_lumps_two", "A range of grades runs from the better to the worse")
    count = rows["gradecount"]
    refused(updated, count, told=told, grade_to=count.grade)
    refused(inserted, count, told=told, grade=rows["inadequate"], grade_to=rows["inadequate"])


def test_a_theme_is_not_merged_into_itself(rows):
    theme, told = rows["theme"], "findings_theme_not_into_itself"
    refused(updated, theme, told=told, merged_into_id=theme.pk, retired_on=DAY)
    itself = {"pk": 9_000, "merged_into_id": 9_000, "retired_on": DAY}
    refused(inserted, theme, told=told, **fresh("theme", rows) | itself)


def test_every_constraint_has_a_row_that_tries_to_break_it():
    tried = {f"findings_{name.split()[0]}_{rule}" for name, rule, _ in (*CHECKS, *UNIQUE)}
    assert constraints_of(MODELS.values()) == tried | {
        "findings_gradecount_lumps_two",
        "findings_theme_not_into_itself",
    }


NUMBERS = [
    (name, field.name)
    for name, model in MODELS.items()
    for field in model._meta.concrete_fields
    if isinstance(field, models.PositiveSmallIntegerField | models.PositiveIntegerField)
]


@pytest.mark.parametrize(("name", "field"), NUMBERS)
def test_a_number_is_never_negative(rows, name, field):
    refused(updated, rows[name], told=(field, "lines_in_order", "not_negative", "from_1"), **{field: -1})


@pytest.mark.parametrize(
    ("model", "field"),
    [(Theme, "slug"), (Theme, "name"), (Theme, "order"), (GlossaryTerm, "slug"), (GlossaryTerm, "term")],
)
def test_a_unique_field_refuses_the_same_value_twice(model, field):
    one, other = model.objects.order_by("pk")[:2]
    refused(updated, other, told=field, **{field: getattr(one, field)})


NEEDED = [
    (Finding, "summary"),
    (Finding, "chapter_id"),
    (GradeCount, "cases"),
    (Claim, "on"),
    (Claim, "recommendation_id"),
]


@pytest.mark.parametrize(("model", "field"), NEEDED)
def test_what_is_needed_cannot_be_empty(rows, model, field):
    refused(updated, rows[model._meta.model_name], told=field, **{field: None})
