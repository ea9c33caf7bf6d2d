"""Servers of the last release go on upon the database of the next: its migrations only add what old code can ignore."""

from django.db import migrations
from django.db.migrations.loader import MigrationLoader
from django.db.models import NOT_PROVIDED, IntegerField

from benchmarks.processes import ROOT

# Where the last release ended.
RELEASED = {"findings": "0015", "inspections": "0006"}
# Those for which all servers have to be stopped, and the changelog says so.
STOPPING = ()
ADDING = (migrations.CreateModel, migrations.AddField, migrations.AddIndex, migrations.AddConstraint)


def unsafe(operations):
    """What code that does not know of these operations could stumble over; parts of tables made here are as new."""
    made = {operation.name_lower for operation in operations if isinstance(operation, migrations.CreateModel)}
    for operation in operations:
        if not isinstance(operation, ADDING):
            yield operation
        elif isinstance(operation, migrations.AddField) and operation.model_name_lower not in made:
            field = operation.field
            if not (field.null or field.many_to_many or field.db_default is not NOT_PROVIDED):
                yield operation


def since_the_release():
    loaded = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return {key: loaded[key] for key in loaded if key[0] in RELEASED and key[1][:4] > RELEASED[key[0]]}


def test_no_migration_since_the_release_takes_anything_from_old_code():
    since = since_the_release()
    assert ("findings", "0016_themes_out_of_use") in since
    found = {key: [str(each) for each in unsafe(migration.operations)] for key, migration in since.items()}
    assert {key for key, told in found.items() if told} == set(STOPPING), found
    unreleased = (ROOT / "CHANGELOG.md").read_text().split("\n## ")[1]
    assert ("stop all servers" in unreleased.lower()) == bool(STOPPING)


def test_what_would_take_something_is_found():
    wrong = [
        migrations.RemoveField("theme", "name"),
        migrations.RenameField("theme", "name", "title"),
        migrations.AddField("theme", "weight", IntegerField(default=0)),
    ]
    harmless = [
        migrations.AddField("theme", "weight", IntegerField(null=True)),
        migrations.AddField("theme", "rank", IntegerField(db_default=0)),
    ]
    assert list(unsafe(wrong + harmless)) == wrong
