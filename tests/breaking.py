"""Ways to try to break a rule of the database: an insert and an update that it must refuse."""

import pytest
from django.db import IntegrityError, connection, transaction


def inserted(row, **changes):
    """A copy of a row with some fields changed, inserted past every form, clean method and save method."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    if "pk" not in changes:
        values.pop(row._meta.pk.attname)
    made = type(row)(**values)
    for name, value in changes.items():
        setattr(made, name, value)
    made.save_base(raw=True, force_insert=True)
    return made


def updated(row, **changes):
    type(row)._base_manager.filter(pk=row.pk).update(**changes)


def refused(action, *arguments, told="", **changes):
    """The action raises IntegrityError; where the database names what is broken, it names one of `told`."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        action(*arguments, **changes)
    names = (told,) if isinstance(told, str) else told
    message = str(caught.value)
    is_named = connection.vendor == "postgresql" or not message.startswith("UNIQUE")  # SQLite names the columns
    assert not is_named or any(name in message for name in names), message


def constraints_of(models):
    """The names of every constraint of these models."""
    return {constraint.name for model in models for constraint in model._meta.constraints}
