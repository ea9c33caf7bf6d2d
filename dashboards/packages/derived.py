"""The tables of a package that are computed: the ledger of each inspection, and tables released from single cases."""

from dataclasses import dataclass

from django.utils import timezone

from dashboards.packages.listed import INSPECTION, KEY
from dashboards.registers.definitions import Definition, day, number, one_of, slug, whole
from findings.models import ReleasedTable
from findings.reconcile import ledger
from inspections.models import Inspection

OUTCOMES = ("holds", "fails", "not-printed")


@dataclass(frozen=True)
class Derived:
    """`columns` by name; the first `keys` of them name a row; `rows` yields plain values in a fixed order."""

    name: str
    title: str
    description: str
    keys: int
    columns: dict
    rows: object


def _published():
    """Ordered here by slug: engines sort texts differently."""
    rows = Inspection.objects.published().select_related("force", "framework__case_scale")
    return sorted(rows, key=lambda inspection: inspection.slug)


def ledger_rows():
    for inspection in _published():
        for line in ledger(inspection):
            sides = (line.left, line.right, _plain(line.left_value), _plain(line.right_value))
            yield (inspection.slug, line.key, line.statement, *sides, line.outcome, line.detail)


def _plain(value):
    """A whole number as such; another as a decimal; None where it is not printed."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def released_rows():
    """Cell by cell, from the figures as they were frozen; never from the cases."""
    rows = ReleasedTable.objects.filter(inspection__state="published", withdrawn_at=None).select_related("inspection")
    for row in sorted(rows, key=lambda row: (row.inspection.slug, row.what)):
        of, on = row.figures["n"], timezone.localdate(row.released_at)
        for own, cells in zip(row.figures["grades"], row.figures["table"], strict=True):
            for theirs, cases in zip(row.figures["grades"], cells, strict=True):
                yield row.inspection.slug, row.what, own, theirs, cases, of, on, row.reason


DERIVED = (
    Derived(
        "ledger",
        "Ledger",
        "Whether the numbers that a report prints agree with each other: every equation, those that hold too. Nothing "
        "is adjusted.",
        2,
        {
            "inspection": INSPECTION,
            "key": KEY,
            "statement": Definition("What should hold."),
            "left": Definition("The one side in words."),
            "right": Definition("The other side in words."),
            "left_value": number("The one side; empty where it is not printed, which is not 0.", may_lack=True),
            "right_value": number("The other side; empty where it is not printed, which is not 0.", may_lack=True),
            "outcome": one_of("Whether it holds; not-printed: it cannot be tried.", OUTCOMES),
            "detail": Definition("The numbers in a sentence."),
        },
        ledger_rows,
    ),
    Derived(
        "released_tables",
        "Released tables",
        "Tables computed from single cases of an organisation, not from the report, which a publisher of this site "
        "made public on purpose; as they were on that day. A row is a cell.",
        4,
        {
            "inspection": slug("The inspection that the cases were audited for."),
            "table": one_of(
                "Which table: cross-table pairs both grades of the joint cases.", ReleasedTable.What.values
            ),
            "force_grade": slug("The force's own grade."),
            "hmicfrs_grade": slug("HMICFRS's grade of the same cases."),
            "cases": whole("Joint cases with this pair of grades."),
            "of": whole("All joint cases of the table: the base."),
            "released_on": day("Day on which it was released."),
            "reason": Definition("Why it was released."),
        },
        released_rows,
    ),
)
