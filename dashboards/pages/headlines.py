"""The numbers a report opens with: HMICFRS's grades of all cases."""

from dashboards.pages.counted_audits import headline_audits
from findings.reconcile import distribution_of
from findings.statistics.results import span_in_words


def headline_counts(inspections):
    """By inspection of these: [(grade or range, tone, cases)], best grade first. Nothing where none is printed."""
    keys = {inspection.pk for inspection in inspections}
    return {audit.inspection_id: counted_grades(audit) for audit in headline_audits() if audit.inspection_id in keys}


def counted_grades(audit):
    """The counts of one set, with grades and ranges of grades in words: [(grade, tone, cases)], best grade first."""
    return [
        (span_in_words(grade.name, last and last.name), grade.tone, cases)
        for grade, last, cases in counts_in_order(audit)
    ]


def counts_in_order(audit):
    """The counts of one set: (grade, last grade of a range or None, cases), best grade first."""
    found, grades = distribution_of(audit), {grade.slug: grade for grade in audit.scale.grades.all()}
    counts = zip(found.grades, found.counts, strict=True)
    rows = [(grades[slug], None, cases) for slug, cases in counts if cases is not None]
    rows += [(grades[lump.grade], grades[lump.grade_to], lump.cases) for lump in found.lumped]
    return sorted(rows, key=lambda row: row[0].order)
