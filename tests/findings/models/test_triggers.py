"""Rules that span tables: each trigger refuses an insert and an update, and lets a right row through."""

from importlib import import_module

import pytest
from django.db import connection

from findings.models import CaseAudit, GradeCount, Theme
from findings.triggers import Rule
from inspections.models import Area, Chapter, Grade, GradeScale, Topic
from tests import synthetic
from tests.breaking import inserted, refused, updated

pytestmark = pytest.mark.django_db
RULES = [
    rule
    for name in ("0003_rules_across_tables", "0004_grades_and_areas_of_framework")
    for rule in import_module(f"findings.migrations.{name}").RULES
]


@pytest.fixture
def classic():
    return synthetic.load(synthetic.everything())


@pytest.fixture
def topical():
    return synthetic.load(synthetic.topical(findings=[synthetic.finding("late", chapter="summary")]))


def foreign(model, **fields):
    """A part of another framework."""
    return model.objects.exclude(framework__slug__in=["ncpi-2017"]).filter(**fields).first()


def grade(scale, slug):
    return Grade.objects.get(scale__slug=scale, slug=slug)


def test_findings_gradecount_grade_of_scale(classic):
    count = classic.case_audits.first().counts.first()
    told = "This grade belongs to another scale"
    adequate = grade("case-4", "adequate")
    refused(inserted, count, told=told, grade=adequate)
    refused(updated, count, told=told, grade=adequate)
    refused(updated, count, told=told, grade_to=grade("case-4", "inadequate"))
    refused(inserted, count, told=told, grade=grade("topic-5", "good"))


def test_findings_gradecount_range_in_order(classic):
    audit = classic.case_audits.get(assessor="hmicfrs", area=None)
    good, middle, worst = (grade("case-3", slug) for slug in ("good", "requires-improvement", "inadequate"))
    audit.counts.exclude(grade=good).delete()
    count = audit.counts.get()
    told = "A range of grades runs from the better to the worse"
    refused(inserted, count, told=told, grade=worst, grade_to=middle)
    made = inserted(count, grade=middle, grade_to=worst)
    refused(updated, made, told=told, grade_to=good)
    refused(updated, made, told=told, grade=worst)


def test_findings_caseaudit_scale_of_counts(classic):
    audit = classic.case_audits.first()
    # On SQLite and PostgreSQL alike one of the two rules about the scale answers first.
    told = ("This set has grades of another scale", "The framework grades cases on another scale")
    refused(updated, audit, told=told, scale=GradeScale.objects.get(slug="case-4"))


def test_findings_caseaudit_scale_of_framework(classic, topical):
    audit = classic.case_audits.get(area=None, assessor="hmicfrs")
    told = "The framework grades cases on another scale"
    fresh = {"assessor": "force", "sample": "joint"}
    refused(inserted, audit, told=told, scale=GradeScale.objects.get(slug="case-4"), **fresh)
    refused(inserted, audit, told=told, inspection=topical)
    refused(updated, audit, told=told, inspection=topical)
    assert inserted(audit, **fresh).pk


def test_findings_caseaudit_area_of_framework(classic):
    audit = classic.case_audits.get(area__slug="missing-children")
    told = "This area belongs to another framework"
    refused(inserted, audit, told=told, area=foreign(Area))
    refused(updated, audit, told=told, area=foreign(Area, slug="missing-children"))


def test_findings_topicgrade_topic_of_framework(classic, topical):
    graded = topical.topic_grades.first()
    topic = inserted(graded.topic, framework=classic.framework, slug="fresh")
    told = "This topic belongs to another framework"
    refused(inserted, graded, told=told, topic=topic)
    refused(updated, graded, told=told, topic=topic)


def test_findings_topicgrade_grade_of_framework(topical):
    graded = topical.topic_grades.first()
    told = "The framework grades topics on another scale"
    refused(updated, graded, told=told, grade=grade("case-3", "good"))
    topic = inserted(graded.topic, slug="fresh", order=99)
    refused(inserted, graded, told=told, topic=topic, grade=grade("case-4", "adequate"))
    assert inserted(graded, topic=topic).pk


def test_findings_finding_topic_of_framework(classic, topical):
    told = "This topic belongs to another framework"
    topic = Topic.objects.get(slug="leadership")
    refused(updated, classic.findings.first(), told=told, topic=topic)
    refused(inserted, classic.findings.first(), told=told, topic=topic, key="fresh")
    updated(topical.findings.first(), topic=topic)


def _chapter_of_framework(rows):
    row, told = rows.first(), "This chapter belongs to another framework"
    chapter = foreign(Chapter, slug="summary")
    refused(updated, row, told=told, chapter=chapter)
    refused(
        inserted, row, told=told, chapter=chapter, key="fresh", **({"number": 99} if hasattr(row, "number") else {})
    )


def test_findings_finding_chapter_of_framework(classic):
    _chapter_of_framework(classic.findings)


def test_findings_illustration_chapter_of_framework(classic):
    _chapter_of_framework(classic.illustrations)


def test_findings_recommendation_chapter_of_framework(classic):
    _chapter_of_framework(classic.recommendations)


def test_findings_reportedfigure_chapter_of_framework(classic):
    _chapter_of_framework(classic.reportedfigures)


def _area_of_framework(rows):
    row, told = rows.first(), "This area belongs to another framework"
    refused(row.areas.add, foreign(Area), told=told)
    row.areas.set([Area.objects.get(framework=row.inspection.framework, slug="police-custody")])
    refused(
        updated,
        type(row).areas.through.objects.get(**{f"{row._meta.model_name}_id": row.pk}),
        told=told,
        area=foreign(Area),
    )


def test_findings_finding_areas_area_of_framework(classic):
    _area_of_framework(classic.findings)


def test_findings_illustration_areas_area_of_framework(classic):
    _area_of_framework(classic.illustrations)


def test_findings_recommendation_areas_area_of_framework(classic):
    _area_of_framework(classic.recommendations)


def test_findings_reportedfigure_areas_area_of_framework(classic):
    _area_of_framework(classic.reportedfigures)


def test_every_rule_has_a_row_that_tries_to_break_it():
    tried = {name.removeprefix("test_") for name in globals() if name.startswith("test_findings_")}
    assert {rule.name for rule in RULES} == tried


def test_every_rule_stands_in_the_database():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            wanted = {f"{rule.name}_{verb}" for rule in RULES for verb in ("insert", "update")}
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
            wanted = {rule.name for rule in RULES}
        assert wanted <= {name for (name,) in cursor.fetchall()}


def test_a_rule_can_be_made_and_undone():
    rule = Rule("findings_theme_short", "findings_theme", ("name",), "length(NEW.name) < 100", "This name is long.")
    vendor = connection.vendor
    theme = Theme.objects.first()
    with connection.cursor() as cursor:
        for statement in rule.create(vendor):
            cursor.execute(statement)
        refused(updated, theme, told="This name is long", name="x" * 119)
        for statement in rule.drop(vendor):
            cursor.execute(statement)
    updated(theme, name="x" * 119)


def test_zero_is_a_count_and_an_unbroken_set_is_stored(classic):
    audit = classic.case_audits.first()
    GradeCount.objects.filter(case_audit=audit).update(cases=0)
    assert CaseAudit.objects.get(pk=audit.pk).counts.first().cases == 0
