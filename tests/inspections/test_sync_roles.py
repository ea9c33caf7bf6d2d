"""Roles become groups with exactly their permissions, however often they are made."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from inspections.roles import FOLLOW_UP, PUBLISH, ROLE_NAMES
from tests.people import somebody

pytestmark = pytest.mark.django_db


def sync():
    errors = StringIO()
    call_command("sync_roles", verbosity=0, stderr=errors)
    return errors.getvalue()


def test_every_role_is_a_group():
    sync()
    assert set(ROLE_NAMES) <= set(Group.objects.values_list("name", flat=True))


def test_repeating_it_changes_nothing_and_puts_right_what_somebody_added():
    sync()
    editor = Group.objects.get(name="editor")
    before = set(editor.permissions.all())
    editor.permissions.add(Permission.objects.get(codename="publish_findings"))
    person = somebody("editor")
    assert person.has_perm(PUBLISH)
    sync()
    assert set(editor.permissions.all()) == before
    person = type(person).objects.get(pk=person.pk)
    assert person.has_perm(FOLLOW_UP)
    assert not person.has_perm(PUBLISH)


def test_a_group_that_is_no_role_stays():
    other = Group.objects.create(name="choir")
    other.permissions.add(Permission.objects.get(codename="manage_people"))
    sync()
    assert other.permissions.count() == 1
