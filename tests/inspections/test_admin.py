"""The maintainers' admin: closed to readers, open to administrators, and unable to change what reports rest on."""

import pytest
from django.contrib import admin
from django.urls import reverse

from findings.models import ErrorReport, Theme
from inspections.models import Area, Framework, Grade, GradeScale, Person

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
NEVER_ADDED = (ErrorReport,)  # readers send them
pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    person = Person.objects.create_superuser("maintainer", password="only-for-this-test-4711")
    client.force_login(person)
    return client


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_readers_are_sent_to_the_login(client, model):
    for page in ("changelist", "add"):
        response = client.get(address(model, page))
        assert response.status_code == 302
        assert "/admin/login/" in response.headers["Location"]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_people_without_rights_get_nowhere(client, model):
    client.force_login(Person.objects.create_user("reader", password="only-for-this-test-4711"))
    assert client.get(address(model, "changelist")).status_code == 302


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_administrators_see_every_list_and_form(administrator, model):
    assert administrator.get(address(model, "changelist")).status_code == 200
    assert administrator.get(address(model, "add")).status_code == (403 if model in NEVER_ADDED else 200)


USED = [
    (Framework, {"slug": "ncpi-2017"}),
    (GradeScale, {"slug": "case-3"}),
    (Area, {"framework__slug": "ncpi-2017"}),
    (Grade, {"scale__slug": "case-3"}),
]


@pytest.mark.parametrize(("model", "used"), USED, ids=lambda value: getattr(value, "__name__", ""))
def test_what_published_inspections_rest_on_is_frozen(administrator, model, used):
    row = model.objects.filter(**used).first()
    page = administrator.get(address(model, "change", row.pk))
    assert page.status_code == 200
    assert b'name="_save"' not in page.content
    assert administrator.post(address(model, "change", row.pk), {"name": "Changed"}).status_code == 403
    assert administrator.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_a_framework_without_inspections_can_be_changed(administrator):
    row = Framework.objects.get(slug="ncpi-2024")
    assert b'name="_save"' in administrator.get(address(Framework, "change", row.pk)).content


def test_a_theme_in_use_cannot_be_deleted(administrator):
    theme = Theme.objects.get(slug="appropriate-adults")
    administrator.post(address(Theme, "delete", theme.pk), {"post": "yes"})
    assert Theme.objects.filter(pk=theme.pk).exists()
