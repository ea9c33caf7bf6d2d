"""The database refuses what cannot be: each rule of cases, counts, loads and releases has a row that breaks it."""

import importlib
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from findings.models import AuditedCase, CaseCount, CaseLoad, ReleasedTable
from inspections.models import Area, Force, Framework, Grade, Inspection, Person
from tests import cases
from tests.breaking import constraints_of, inserted, refused, updated

pytestmark = pytest.mark.django_db
RULES = importlib.import_module("findings.migrations.0009_rules_of_cases").RULES
MODELS = (AuditedCase, CaseCount, CaseLoad, ReleasedTable)


@pytest.fixture
def loaded(tmp_path):
    inspection = cases.inspection()
    rows = [cases.row(1), cases.row(2, sample="additional", force_grade="")]
    cases.loaded(tmp_path, rows, inspection)
    return inspection


def broken(action, row, told, **changes):
    refused(action, row, told=told, **changes)


def grade(scale, slug):
    return Grade.objects.get(scale__slug=scale, slug=slug)


@pytest.mark.parametrize(("model", "new"), [(AuditedCase, {"reference": "NEW-9"}), (CaseCount, {})])
def test_rules_of_kind(loaded, model, new):
    joint, name = model.objects.filter(sample="joint").first(), f"findings_{model._meta.model_name}"
    for changes in ({"force_grade_id": None}, {"sample": "additional"}, {"sample": "all"}):
        broken(updated, joint, f"{name}_both_grade_joint_cases", **changes)
    broken(inserted, joint, f"{name}_referred_back_known", **new, referred_back="so")
    other = Grade.objects.get(scale__slug="topic-5", slug="good")
    for changes in ({"hmicfrs_grade_id": other.pk}, {"force_grade_id": grade("case-4", "good").pk}):
        refused(updated, joint, told="another scale", **changes)
        refused(inserted, joint, told="another scale", **new, **changes)
    foreign = Area.objects.create(framework=Framework.objects.get(slug="ncpi-2014"), slug="x", name="X", order=99)
    refused(updated, joint, told="another framework", area=foreign)
    refused(inserted, joint, told="another framework", **new, area_id=foreign.pk)
    force = Force.objects.get(slug="kent")
    refused(updated, joint, told="another force", force=force)
    refused(inserted, joint, told="another force", **new, force_id=force.pk)


def test_rules_of_cases(loaded):
    row = AuditedCase.objects.first()
    broken(inserted, row, "findings_auditedcase_reference_in_inspection")
    broken(updated, row, "findings_auditedcase_has_a_reference", reference="")


def test_rules_of_counts(loaded):
    joint, additional = CaseCount.objects.order_by("-sample")
    broken(inserted, joint, "findings_casecount_joint_once")
    broken(inserted, additional, "findings_casecount_additional_once")
    broken(updated, joint, "findings_casecount_of_some_cases", cases=0)


def test_rules_of_loads(loaded):
    row = CaseLoad.objects.get()
    broken(updated, row, "findings_caseload_rows_add_up", rows=9)
    for changes in ({"purged_at": timezone.now()}, {"purged_rows": 3}, {"purged_by_name": "somebody"}):
        broken(updated, row, "findings_caseload_purge_is_whole", **changes)


def test_rules_of_releases(loaded):
    person = Person.objects.create(username="publisher")
    row = ReleasedTable.objects.create(
        inspection=loaded, figures={}, reason="A reason.", released_at=timezone.now(), released_by=person
    )
    broken(inserted, row, "findings_releasedtable_one_at_a_time")
    broken(updated, row, "findings_releasedtable_has_a_reason", reason="")
    broken(updated, row, "findings_releasedtable_withdrawal_is_whole", withdrawn_at=timezone.now())
    withdrawn = {"withdrawn_at": timezone.now(), "withdrawn_by": person, "withdrawn_reason": "A reason."}
    updated(row, **withdrawn)
    assert inserted(row, withdrawn_at=None, withdrawn_by_id=None, withdrawn_reason="").pk


def test_an_inspection_with_cases_keeps_force_and_framework(loaded):
    told = "Single cases are loaded for this inspection"
    refused(updated, loaded, told=told, force=Force.objects.get(slug="kent"))
    refused(updated, loaded, told=told, framework=Framework.objects.get(slug="ncpi-2014"))
    loaded.title = "Another title"
    loaded.save()
    kent = Inspection.objects.get(slug="kent-2019")
    updated(kent, force=Force.objects.get(slug="dorset"))


def test_every_constraint_is_tried():
    """By its name behind the model's; the rules of a kind are tried for both models."""
    source = Path(__file__).read_text()
    for name in constraints_of(MODELS):
        assert f'_{name.split("_", 2)[2]}"' in source, name


def test_every_rule_stands_in_the_database():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            wanted = {f"{rule.name}_{verb}" for rule in RULES for verb in ("insert", "update")}
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
            wanted = {rule.name for rule in RULES}
        assert wanted <= {name for (name,) in cursor.fetchall()}


def test_a_case_prints_itself_without_its_reference(loaded):
    row = AuditedCase.objects.first()
    assert row.reference not in f"{row} {row!r}"
