"""The tables of a package: current public editions, what is computed of them, and reference data; no drafts, no people,
no single cases."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dashboards.packages.derived import DERIVED
from dashboards.packages.listed import LISTED
from dashboards.registers.case_grades import CaseGradeRegister
from dashboards.registers.definitions import Definition, definitions_of
from dashboards.registers.figures import FigureRegister
from dashboards.registers.findings import FindingRegister
from dashboards.registers.forces import ForceRegister
from dashboards.registers.illustrations import IllustrationRegister
from dashboards.registers.inspections import InspectionRegister
from dashboards.registers.recommendations import RecommendationRegister
from dashboards.registers.themes import ThemeRegister

CHUNK = 500
# A state is derived for the day it is asked for; a package holds what it is derived from (claims) instead.
LEFT_OUT = {"recommendations": ("state",)}


@dataclass(frozen=True)
class PackageTable:
    """`columns` by name with their definitions; `key` names a row; `rows` yields plain values in a fixed order."""

    name: str
    title: str
    description: str
    key: tuple
    columns: dict[str, Definition]
    rows: Callable[[], Iterable[tuple]]


def package_tables():
    registers = (
        ForceRegister,
        InspectionRegister,
        CaseGradeRegister,
        FindingRegister,
        IllustrationRegister,
        RecommendationRegister,
        FigureRegister,
        ThemeRegister,
    )
    return [
        *(_of_register(register) for register in registers),
        *(_of_listed(listed) for listed in LISTED),
        *(_of_derived(derived) for derived in DERIVED),
    ]


def _of_register(register):
    """The rows of a register by number: engines sort texts differently. Without the address of this site."""
    left_out = (*LEFT_OUT.get(register.name, ()), "link")
    columns = {name: meaning for name, meaning in definitions_of(register).items() if name not in left_out}

    def rows():
        for obj in register.queryset().order_by("pk").iterator(chunk_size=CHUNK):
            row = register.row(obj)
            yield tuple(row[name] for name in columns)

    description = f"{register.lead} {register.note_on_use}"
    return PackageTable(register.name.replace("-", "_"), register.title, description, ("id",), columns, rows)


def _of_listed(listed):
    """A table straight from a model; sorted here, because engines sort texts differently."""
    columns = {name: definition for name, (_, definition) in listed.columns.items()}
    may_lack = [definition.may_lack for definition in columns.values()]

    def rows():
        paths = [path for path, _ in listed.columns.values()]
        found = [
            tuple("" if value is None and not lacks else value for value, lacks in zip(row, may_lack, strict=True))
            for row in listed.queryset.order_by().values_list(*paths)
        ]
        return sorted(found, key=lambda row: row[: listed.keys])

    key = tuple(columns)[: listed.keys]
    return PackageTable(listed.name, listed.title, listed.description, key, columns, rows)


def _of_derived(derived):
    key = tuple(derived.columns)[: derived.keys]
    return PackageTable(derived.name, derived.title, derived.description, key, derived.columns, derived.rows)
