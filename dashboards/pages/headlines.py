"""The numbers a report opens with: HMICFRS's grades of all cases."""

from dashboards.registers.reference import by_key
from findings.models import CaseAudit, GradeCount
from findings.reconcile import distribution_of
from inspections.models import Grade


def headline_counts(inspections):
    """By inspection of these: [(grade or range, tone, cases)], best grade first. Nothing where none is printed."""
    headlines = CaseAudit.objects.published().headlines().filter(inspection__in=inspections)
    counts = GradeCount.objects.filter(case_audit__in=headlines).order_by()
    found = {}
    for inspection, *count in counts.values_list("case_audit__inspection_id", "grade_id", "grade_to_id", "cases"):
        found.setdefault(inspection, []).append(count)
    return {inspection: graded(counts) for inspection, counts in found.items()}


def graded(counts):
    """Counts (key of the grade, of the last grade of a range or None, cases) in words, best grade first."""
    grades = by_key(Grade)
    named = ((grades[grade], grades[last] if last else None, cases) for grade, last, cases in counts)
    return [
        (f"{grade.name} to {last.name.lower()}" if last else grade.name, grade.tone, cases)
        for grade, last, cases in sorted(named, key=lambda count: count[0].order)
    ]


def counted_grades(audit):
    """The counts of one set, with grades and ranges of grades in words: [(grade, tone, cases)], best grade first."""
    return [
        (f"{grade.name} to {last.name.lower()}" if last else grade.name, grade.tone, cases)
        for grade, last, cases in counts_in_order(audit)
    ]


def counts_in_order(audit):
    """The counts of one set: (grade, last grade of a range or None, cases), best grade first."""
    found, grades = distribution_of(audit), {grade.slug: grade for grade in audit.scale.grades.all()}
    counts = zip(found.grades, found.counts, strict=True)
    rows = [(grades[slug], None, cases) for slug, cases in counts if cases is not None]
    rows += [(grades[lump.grade], grades[lump.grade_to], lump.cases) for lump in found.lumped]
    return sorted(rows, key=lambda row: row[0].order)
