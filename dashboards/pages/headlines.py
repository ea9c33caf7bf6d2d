"""The numbers a report opens with: HMICFRS's grades of all cases."""

from findings.models import CaseAudit


def headline_counts():
    """By published inspection: [(grade or range, tone, cases)], best grade first. Nothing where none is printed."""
    headlines = CaseAudit.objects.published().headlines().prefetch_related("counts__grade", "counts__grade_to")
    return {audit.inspection_id: counted_grades(audit) for audit in headlines}


def counted_grades(audit):
    """The counts of one set, with grades and ranges of grades in words: [(grade, tone, cases)], best grade first."""
    return [
        (
            f"{count.grade.name} to {count.grade_to.name.lower()}" if count.grade_to_id else count.grade.name,
            count.grade.tone,
            count.cases,
        )
        for count in sorted(audit.counts.all(), key=lambda count: count.grade.order)
    ]
