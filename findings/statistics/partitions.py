"""Do these rows count the cases of one set, each case once? Only then may they be added up.

Areas, samples and the whole sample are the same cases counted again, so a sum over rows of them counts cases twice. Two
rows are known to have no case in common where their samples, their areas or their grades exclude each other, or where
one of them counts none. Rows without a case in common, all within one printed set, are that set exactly where their
cases add up to its total: then, and only then, there is a sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from findings.statistics.ledger import TOTAL, CountedSet
from findings.statistics.results import Refusal

ALL = "all"
NOT_ADDED = "These rows are not added up."


@dataclass(frozen=True)
class CountedRow:
    """The cases of one counted set with one grade, or with a grade from `grade` to `grade_to`."""

    inspection: str
    framework: str
    scale: str
    assessor: str
    sample: str
    area: str | None
    grade: str
    grade_to: str | None
    cases: int


@dataclass(frozen=True)
class Total:
    """The rows are the cases of this printed set, each of them once."""

    whole: CountedSet
    cases: int
    sentence: str

    @property
    def n(self) -> int:
        return self.cases


def total_of(rows: Iterable[CountedRow], sets: Iterable[CountedSet] = ()) -> Total | Refusal:
    """The set whose cases the rows are, each counted once; or every reason why they cannot be added up.

    `sets` are all printed sets of the inspection that the rows are of; where the rows are of several inspections, they
    are not asked for. A set here is one assessor's grades of one sample, or of one area of it.
    """
    rows, sets = tuple(rows), tuple(sets)
    if not rows:
        return Refusal("There are no rows to add up.")
    counting = [row for row in rows if row.cases]
    reasons = [*_apart(rows), *_overlaps(counting)]
    if reasons:
        return Refusal(" ".join((NOT_ADDED, *reasons)))
    cases = sum(row.cases for row in rows)
    wholes = [whole for whole in sets if whole.assessor == rows[0].assessor]
    # The narrowest set that holds all rows comes first; one that holds those with cases will do.
    wholes.sort(key=lambda whole: (not _holds(whole, rows), whole.area is None, whole.sample == ALL))
    for whole in wholes:
        if whole.number(TOTAL) == cases and _holds(whole, counting):
            return Total(
                whole, cases, f"Together these rows are the {_cases(cases)} of one set, each once: {whole.name}."
            )
    return Refusal(f"{NOT_ADDED} {_incomplete(rows, cases, wholes)}")


def _apart(rows: Sequence[CountedRow]) -> list[str]:
    """What keeps rows apart whatever they count."""
    reasons = []
    if len({row.inspection for row in rows}) > 1:
        reasons.append("They are of several inspections, each with a sample of its own.")
    if len({row.framework for row in rows}) > 1:
        reasons.append("The inspections followed different rules.")
    if len({row.scale for row in rows}) > 1:
        reasons.append("They are graded on different scales.")
    if len({row.assessor for row in rows}) > 1:
        reasons.append("They are of two assessors, who both graded the joint cases.")
    return reasons


def _overlaps(rows: Sequence[CountedRow]) -> list[str]:
    """Which rows of one inspection and assessor may have cases in common; each reason once, in a fixed order."""
    found = set()
    kinds = {(row.inspection, row.assessor, row.sample, row.area) for row in rows}
    met = {kind: {(row.grade, row.grade_to) for row in rows if _kind(row) == kind} for kind in kinds}
    for one, two in combinations(kinds, 2):
        if one[:2] != two[:2] or not (_samples_meet(one[2], two[2]) and _areas_meet(one[3], two[3])):
            continue
        # Different grades of one assessor are different cases; a range of grades may hold any of them.
        lumped = any(grade_to for kind in (one, two) for _, grade_to in met[kind])
        if not (met[one] & met[two] or lumped):
            continue
        if one[2] != two[2]:
            found.add("Joint and additional cases are among all cases: they would be counted twice.")
        if one[3] != two[3]:
            found.add("The areas are parts of the whole sample: their cases would be counted twice.")
    return sorted(found, reverse=True)


def _kind(row: CountedRow) -> tuple[str, str, str, str | None]:
    return row.inspection, row.assessor, row.sample, row.area


def _samples_meet(one: str, two: str) -> bool:
    return one == two or ALL in (one, two)


def _areas_meet(one: str | None, two: str | None) -> bool:
    return one == two or one is None or two is None


def _holds(whole: CountedSet, rows: Sequence[CountedRow]) -> bool:
    return all(whole.sample in (row.sample, ALL) and whole.area in (row.area, None) for row in rows)


def _incomplete(rows: Sequence[CountedRow], cases: int, wholes: Sequence[CountedSet]) -> str:
    """Why rows without a case in common are no whole set."""
    named = {(row.sample, row.area) for row in rows}
    own = [whole for whole in wholes if (whole.sample, whole.area) in named]
    given = {(row.sample, row.area, row.grade, row.grade_to or None) for row in rows}
    for whole in own:
        printed = [(grade, None) for grade, count in whole.counts.items() if count is not None] + list(whole.lumped)
        if any((whole.sample, whole.area, *grade) not in given for grade in printed):
            return f"A filter by grade leaves out a part of the cases ({whole.name})."
    for whole in own:
        total, is_complete = whole.printed_sum()
        if not is_complete and whole.printed_total != total:
            return f"The report does not print every grade ({whole.name})."
        if whole.printed_total not in (None, total):
            return (
                f"The grades add up to {total}, and the report prints a total of {whole.printed_total} ({whole.name})."
            )
    around = next((whole for whole in wholes if _holds(whole, rows)), None)
    if around is None or around.number(TOTAL) is None:
        return "The report prints no number of cases that these parts make up."
    most = around.number(TOTAL)
    if cases < most:
        return (
            f"They are {_cases(cases)} of the {most} of a larger set ({around.name}): a part, and no set of their own."
        )
    return f"They make {_cases(cases)}, and the report counts {most} ({around.name})."


def _cases(number: int) -> str:
    return "1 case" if number == 1 else f"{number} cases"
