"""Grade counts as a page of their register shows them: plain values, with their sets and the base of their shares.

A model instance for each count, and another of its set beside it, took a third of the page. Here a set that several
rows belong to is made once, and what its rows have in common is worked out once.
"""

from dataclasses import dataclass

from dashboards.pages.counted_audits import with_distributions
from dashboards.registers.reference import by_key
from findings.models import CaseAudit
from inspections.models import Grade

OF_AUDIT = [field.attname for field in CaseAudit._meta.concrete_fields]
OF_COUNT = ("pk", "grade_id", "grade_to_id", "cases", "is_derived")


@dataclass(slots=True)
class ShownCount:
    """What `row` and `cells` of the register read of a GradeCount; `base` is that of its set, None without one."""

    pk: int
    case_audit: CaseAudit
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
    audits, place = {}, len(OF_COUNT)
    for values in found:
        pk = values[place]
        if pk not in audits:
            audits[pk] = CaseAudit.from_db(rows.db, OF_AUDIT, values[place:])
    with_distributions(list(audits.values()))
    grades = by_key(Grade)
    shown = []
    for pk, grade, last, cases, is_derived, audit, *_ in found:
        audit = audits[audit]
        last = grades[last] if last else None
        shown.append(ShownCount(pk, audit, grades[grade], last, cases, is_derived, audit.distribution.total))
    return shown
