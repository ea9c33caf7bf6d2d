"""Every column of every register has a definition, no definition is left over, and values are as defined."""

from datetime import date

import pytest

from dashboards.api.resources import RESOURCES, ask
from dashboards.registers.base import IDENTITY as CARRIED
from dashboards.registers.definitions import DEFINITIONS, IDENTITY, definitions_of
from tests import synthetic

EVERY = pytest.mark.parametrize("register", RESOURCES, ids=lambda register: register.name)
TYPES = {
    "text": str,
    "slug": str,
    "slugs": str,
    "choice": str,
    "address": str,
    "date": date,
    "whole number": int,
    "number": (int, float),
    "share": (int, float),
}


@EVERY
def test_every_column_is_defined_and_nothing_else_is(register):
    assert set(DEFINITIONS[register.name]) - set(CARRIED) == set(register.columns())


def test_every_register_is_defined_and_nothing_else_is():
    assert set(DEFINITIONS) == {register.name for register in RESOURCES}
    assert tuple(IDENTITY) == tuple(CARRIED)


@EVERY
def test_order_is_that_of_exports(register):
    assert list(definitions_of(register)) == [*register.columns(), *CARRIED]


@EVERY
def test_meanings_are_sentences_that_say_more_than_the_label(register):
    for name, definition in definitions_of(register).items():
        assert definition.meaning.endswith("."), name
        assert len(definition.meaning) > len(str(register.columns().get(name, ""))), name


@pytest.mark.django_db
@EVERY
def test_values_are_as_defined(register, rf):
    synthetic.load(synthetic.everything())
    synthetic.load(synthetic.topical())
    lumped = synthetic.audit("hmicfrs", "all", {"good": 4, "requires-improvement..inadequate": 8})
    synthetic.load(synthetic.document("testshire-2021", case_audits=[lumped]))
    for obj in ask(register, rf.get("/").GET).rows():
        for name, value in register.row(obj).items():
            definition = definitions_of(register)[name]
            if value is None:
                assert definition.may_lack, name
                continue
            assert isinstance(value, TYPES[definition.kind]), (name, value)
            assert not definition.values or value in definition.values, (name, value)
            assert definition.kind != "share" or 0 <= value <= 1, (name, value)


def test_a_register_without_definitions_falls_back_to_its_labels():
    class Unknown(RESOURCES[0]):
        name = "unknown"

    assert definitions_of(Unknown)["force"].meaning == "Force"
