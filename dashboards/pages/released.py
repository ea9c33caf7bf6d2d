"""Tables computed from single cases that a publisher released: the only thing of single cases that is ever public."""

from dataclasses import dataclass

from dashboards.pages.case_summary import sentences, table_rows
from findings.models import ReleasedTable
from findings.statistics.paired import paired_grades


@dataclass(frozen=True)
class Released:
    """One released table as it was frozen, and what its pairs say."""

    row: ReleasedTable
    names: tuple
    table: tuple
    totals: tuple
    sentences: tuple


def released_tables(inspection):
    """What is released of an inspection and not withdrawn; computed from the frozen figures, never from the cases."""
    rows = ReleasedTable.objects.filter(inspection=inspection, withdrawn_at=None)
    return tuple(_released(row, inspection) for row in rows)


def _released(row, inspection):
    figures = row.figures
    pairs = paired_grades(figures["grades"], figures["table"], force_name=inspection.force.name)
    return Released(
        row=row,
        names=tuple(figures["names"]),
        table=table_rows(figures["names"], figures["table"]),
        totals=(*pairs.inspectorate, pairs.n),
        sentences=sentences(pairs),
    )
