"""Every rule about forces, frameworks and inspections: for each, rows that try to break it in the database."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from inspections.models import (
    ApiToken,
    Area,
    Chapter,
    Force,
    Framework,
    Grade,
    GradeScale,
    Inspection,
    Person,
    SavedView,
    Topic,
)
from tests import synthetic
from tests.breaking import constraints_of, inserted, refused, updated

pytestmark = pytest.mark.django_db
MODELS = [model for model in apps.get_app_config("inspections").get_models() if not hasattr(model, "instance_type")]
PARTS = (Area, Chapter, Topic)
DAY = date(2020, 3, 1)


@pytest.fixture
def inspection():
    return synthetic.load(synthetic.whole())


# A check, the changes that break it: tried as an insert of a copy and as an update of the row.
CHECKS = [
    ("inspections_inspection_edition_from_1", {"edition": 0}),
    ("inspections_inspection_inspected_in_order", {"inspected_from": date(2020, 2, 15)}),
    ("inspections_inspection_inspected_in_order", {"inspected_to": date(2020, 2, 2)}),
    ("inspections_inspection_published_after_inspected", {"published_on": date(2020, 1, 1)}),
]


@pytest.mark.parametrize(("name", "changes"), CHECKS)
def test_an_inspection_keeps_its_rules(inspection, name, changes):
    refused(inserted, inspection, told=name, **{"slug": "fresh"} | changes)
    refused(updated, inspection, told=name, **changes)


def test_an_inspection_may_begin_and_end_on_one_day_or_be_published_by_month(inspection):
    inserted(inspection, slug="fresh", inspected_from=DAY, inspected_to=DAY)
    inserted(inspection, slug="other", published_on=date(2020, 2, 1), published_precision="month")
    inserted(inspection, slug="third", inspected_from=None, inspected_to=None)


def test_inspections_inspection_not_its_own_parent(inspection):
    name = "inspections_inspection_not_its_own_parent"
    refused(updated, inspection, told=name, parent=inspection)
    refused(inserted, inspection, told=name, pk=10**6, parent_id=10**6, slug="fresh")


def test_inspections_inspection_edition_once(inspection):
    name = "inspections_inspection_edition_once"
    refused(inserted, inspection, told=name, state="draft")
    other = inserted(inspection, state="draft", edition=2)
    refused(updated, other, told=name, edition=1)


def test_inspections_inspection_one_published_edition(inspection):
    name = "inspections_inspection_one_published_edition"
    refused(inserted, inspection, told=name, edition=2)
    other = inserted(inspection, state="superseded", edition=2)
    refused(updated, other, told=name, state="published")
    inserted(inspection, state="superseded", edition=3)


def test_inspections_framework_grades_something():
    row = Framework.objects.first()
    nothing = {"case_scale": None, "topic_scale": None}
    refused(inserted, row, told="inspections_framework_grades_something", slug="fresh", order=99, **nothing)
    refused(updated, row, told="inspections_framework_grades_something", **nothing)


def test_inspections_force_ons_code_once():
    one, other = Force.objects.exclude(ons_code="")[:2]
    fresh = {"slug": "fresh", "name": "Fresh"}
    refused(inserted, one, told="inspections_force_ons_code_once", **fresh)
    refused(updated, other, told="inspections_force_ons_code_once", ons_code=one.ons_code)
    inserted(one, ons_code="", **fresh)
    inserted(one, ons_code="", slug="another", name="Another")


@pytest.mark.parametrize("field", ["slug", "order"])
@pytest.mark.parametrize("model", PARTS)
def test_slug_and_order_of_a_part_are_unique_in_its_framework(model, field):
    name = f"inspections_{model._meta.model_name}_{field}_in_framework"
    one = model.objects.order_by("pk").first()
    other = model.objects.filter(framework=one.framework).exclude(pk=one.pk).first()
    fresh = {"slug": "fresh", "order": 99}
    fresh.pop(field)
    refused(inserted, one, told=name, **fresh)
    refused(updated, other, told=name, **{field: getattr(one, field)})
    elsewhere = Framework.objects.exclude(pk=one.framework_id).first()
    inserted(one, framework=elsewhere, slug="fresh", order=99)


@pytest.mark.parametrize("field", ["slug", "order"])
def test_slug_and_order_of_a_grade_are_unique_on_its_scale(field):
    name = f"inspections_grade_{field}_in_scale"
    one, other = Grade.objects.filter(scale__slug="case-3")[:2]
    fresh = {"slug": "fresh", "order": 99}
    fresh.pop(field)
    refused(inserted, one, told=name, **fresh)
    refused(updated, other, told=name, **{field: getattr(one, field)})


@pytest.fixture
def view():
    owner = Person.objects.create_user("owner")
    SavedView.objects.create(owner=owner, name="Another", register="findings")
    return SavedView.objects.create(owner=owner, name="A view", register="findings")


def test_inspections_savedview_name_once(view):
    name = "inspections_savedview_name_once"
    refused(inserted, view, told=name, token="fresh")
    refused(updated, view, told=name, name="Another")


def test_inspections_savedview_has_a_name(view):
    name = "inspections_savedview_has_a_name"
    refused(inserted, view, told=name, token="fresh", name="")
    refused(updated, view, told=name, name="")


def test_inspections_savedview_has_a_token(view):
    name = "inspections_savedview_has_a_token"
    refused(inserted, view, told=name, token="", name="Fresh")
    refused(updated, view, told=name, token="")


@pytest.fixture
def token(view):
    """Of the owner of the view; another token of theirs is there as well."""
    ApiToken.objects.create(owner=view.owner, name="Another", prefix="cpif_aaaaa", digest="a" * 64)
    return ApiToken.objects.create(owner=view.owner, name="A token", prefix="cpif_bbbbb", digest="b" * 64)


def test_inspections_apitoken_name_once(token):
    name = "inspections_apitoken_name_once"
    refused(inserted, token, told=name, digest="c" * 64)
    refused(updated, token, told=name, name="Another")
    updated(token, revoked_at=timezone.now(), revoked_by=token.owner)
    inserted(token, digest="c" * 64, revoked_at=None, revoked_by=None)


# A check of a token, and the changes that break it.
TOKEN_CHECKS = [
    ("inspections_apitoken_has_a_name", {"name": ""}),
    ("inspections_apitoken_keeps_a_digest", {"digest": "cpif_thesecretitself"}),
    ("inspections_apitoken_keeps_a_digest", {"digest": ""}),
    ("inspections_apitoken_expires_after_made", {"expires_at": datetime(2020, 1, 1, tzinfo=UTC)}),
    ("inspections_apitoken_revoked_by_somebody", {"revoked_at": datetime(2020, 1, 1, tzinfo=UTC)}),
]


@pytest.mark.parametrize(("name", "changes"), TOKEN_CHECKS)
def test_a_token_keeps_its_rules(token, name, changes):
    refused(inserted, token, told=name, **{"name": "Fresh", "digest": "c" * 64} | changes)
    refused(updated, token, told=name, **changes)


def test_every_constraint_has_a_row_that_tries_to_break_it():
    tried = {name for name, _ in CHECKS + TOKEN_CHECKS}
    tried |= {name.removeprefix("test_") for name in globals() if name.startswith("test_inspections_")}
    tried |= {f"inspections_{model._meta.model_name}_{field}_in_framework" for model in PARTS for field in FIELDS}
    tried |= {f"inspections_grade_{field}_in_scale" for field in FIELDS}
    assert constraints_of(MODELS) == tried | inherited()


FIELDS = ("slug", "order")


def inherited():
    """Constraints of Django's own models are Django's to test; there are none today."""
    return constraints_of([Person])


UNIQUE = [(model, field.name) for model in MODELS for field in model._meta.concrete_fields if field.unique]


@pytest.mark.parametrize(
    ("model", "field"), [(model, field) for model, field in UNIQUE if field != model._meta.pk.name]
)
def test_a_unique_field_refuses_the_same_value_twice(model, field, token):
    for name in ("one", "two"):
        Person.objects.create_user(name)
    one, other = model._base_manager.order_by("pk")[:2]
    refused(updated, other, told=field, **{field: getattr(one, field)})


NUMBERS = [
    (model, field.name)
    for model in MODELS
    for field in model._meta.concrete_fields
    if isinstance(field, models.PositiveSmallIntegerField | models.PositiveIntegerField)
]


@pytest.mark.parametrize(("model", "field"), NUMBERS)
def test_a_number_is_never_negative(model, field):
    refused(updated, model._base_manager.order_by("pk").first(), told=field, **{field: -1})


USED = {
    "force": lambda row: row.force,
    "framework": lambda row: row.framework,
    "scale": lambda row: row.framework.case_scale,
    "area of a case audit": lambda row: Area.objects.get(framework=row.framework, slug="police-custody"),
    "area of a finding": lambda row: Area.objects.get(framework=row.framework, slug="missing-children"),
    "area of a figure": lambda row: Area.objects.get(framework=row.framework, slug="section-47"),
    "chapter": lambda row: row.findings.first().chapter,
    "grade": lambda row: row.case_audits.first().counts.first().grade,
    "theme": lambda row: row.findings.first().themes.first(),
    "parent": lambda row: row.parent,
}


@pytest.mark.parametrize("what", USED)
def test_what_a_published_inspection_rests_on_cannot_be_deleted(what):
    synthetic.load(synthetic.document("testshire-2011"))
    audits = [
        synthetic.audit("hmicfrs", "all", synthetic.grades(1, 2, 3)),
        synthetic.audit("hmicfrs", "all", synthetic.grades(1, 0, 0), area="police-custody"),
    ]
    row = synthetic.load(
        synthetic.whole(
            inspection={"parent": "testshire-2011"},
            case_audits=audits,
            figures=[synthetic.figure("officers", 10, areas=["section-47"])],
            equations=[],
        )
    )
    others = Inspection.objects.exclude(slug__startswith="testshire")
    others.filter(parent__isnull=False).delete()
    others.delete()
    used = USED[what](row)
    with pytest.raises(ProtectedError), transaction.atomic():
        used.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        type(used)._default_manager.filter(pk=used.pk).delete()
    assert type(used)._default_manager.filter(pk=used.pk).exists()


def test_a_topic_and_its_grade_cannot_be_deleted_once_graded():
    graded = synthetic.load(synthetic.topical()).topic_grades.first()
    for used in (graded.topic, graded.grade):
        with pytest.raises(ProtectedError):
            used.delete()


def test_a_scale_goes_once_nothing_uses_it():
    scale = GradeScale.objects.create(slug="fresh", name="Fresh")
    Grade.objects.create(scale=scale, slug="good", name="Good", order=1, tone="good")
    with pytest.raises(ProtectedError):
        scale.delete()
    scale.grades.all().delete()
    assert scale.delete()[0] == 1


def test_an_area_that_nothing_names_can_go():
    area = inserted(Area.objects.first(), slug="fresh", order=99)
    assert area.delete()[0] == 1
