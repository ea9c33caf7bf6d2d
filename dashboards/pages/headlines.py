"""The numbers a report opens with: HMICFRS's grades of all cases."""

from dashboards.registers.reference import by_key
from findings.models import CaseAudit, GradeCount
from findings.reconcile import distribution_of
from findings.statistics.results import span_in_words
from inspections.models import Grade


def by_order(count):
    """Sorts counts by their grade, the best first."""
    return count[0].order


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
    named = [(grades[grade], grades[last] if last else None, cases) for grade, last, cases in counts]
    return _in_words(sorted(named, key=by_order))


def counted_grades(audit):
    """The counts of one set, with grades and ranges of grades in words: [(grade, tone, cases)], best grade first."""
    return _in_words(counts_in_order(audit))


def _in_words(counts):
    return [(span_in_words(grade.name, last and last.name), grade.tone, cases) for grade, last, cases in counts]


def counts_in_order(audit):
    """The counts of one set: (grade, last grade of a range or None, cases), best grade first."""
    found, grades = distribution_of(audit), {grade.slug: grade for grade in audit.scale.grades.all()}
    counts = zip(found.grades, found.counts, strict=True)
    rows = [(grades[slug], None, cases) for slug, cases in counts if cases is not None]
    rows += [(grades[lump.grade], grades[lump.grade_to], lump.cases) for lump in found.lumped]
    return sorted(rows, key=by_order)
