"""Grade counts as a page of their register shows them: plain values, with their sets and the base of their shares.

A model instance for each count, and another of its set beside it, took a third of the page. Here a set that several
rows belong to is made once, and what its rows have in common is worked out once.
"""

from dataclasses import dataclass

from dashboards.pages.counted_audits import OF_AUDIT, CountedAudit, with_distributions
from dashboards.registers.reference import by_key
from inspections.models import Grade

OF_COUNT = ("pk", "grade_id", "grade_to_id", "cases", "is_derived")


@dataclass(slots=True)
class ShownCount:
    """What `row` and `cells` of the register read of a GradeCount; `base` is that of its set, None without one."""

    pk: int
    case_audit: CountedAudit
    grade: Grade
    grade_to: Grade | None
    cases: int
    is_derived: bool
    base: int | None

    @property
    def grade_to_id(self):
        return self.grade_to and self.grade_to.pk


def shown_counts(rows):
    """The counts of a queryset in its order."""
    found = list(rows.values_list(*OF_COUNT, *(f"case_audit__{name}" for name in OF_AUDIT)))
    place = len(OF_COUNT)
    audits = {audit.pk: audit for audit in with_distributions([values[place:] for values in found])}
    grades = by_key(Grade)
    shown = []
    for pk, grade, last, cases, is_derived, audit, *_ in found:
        audit = audits[audit]
        last = grades[last] if last else None
        shown.append(ShownCount(pk, audit, grades[grade], last, cases, is_derived, audit.distribution.total))
    return shown
