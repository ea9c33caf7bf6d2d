"""Grade counts as a page of their register shows them: plain values, with their sets, which the process keeps.

A model instance for each count, and another of its set beside it, took a third of the page. What the rows of a set have
in common is worked out once.
"""

from dataclasses import dataclass

from dashboards.pages.counted_audits import CountedAudit, audits_by_key
from dashboards.registers.reference import by_key
from inspections.models import Grade

OF_COUNT = ("pk", "grade_id", "grade_to_id", "cases", "is_derived", "case_audit_id")


@dataclass(slots=True)
class ShownCount:
    """What `row` and `cells` of the register read of a GradeCount; `base` is that of its set, None without one.

    `in_common` is shared by the counts of a set on one page.
    """

    pk: int
    case_audit: CountedAudit
    grade: Grade
    grade_to: Grade | None
    cases: int
    is_derived: bool
    base: int | None
    in_common: dict

    @property
    def grade_to_id(self):
        return self.grade_to and self.grade_to.pk


def shown_counts(rows):
    """The counts of a queryset in its order."""
    audits, grades, in_common, shown = audits_by_key(), by_key(Grade), {}, []
    for pk, grade, last, cases, is_derived, audit in rows.values_list(*OF_COUNT):
        audit, last = audits[audit], grades[last] if last else None
        common = in_common.setdefault(audit.pk, {})
        shown.append(ShownCount(pk, audit, grades[grade], last, cases, is_derived, audit.distribution.total, common))
    return shown
