"""The summary of single cases: made anew for an inspection in the transaction that changes its cases."""

from django.db.models import Count

from findings.models import AuditedCase, CaseCount

DIMENSIONS = (
    "inspection_id",
    "force_id",
    "area_id",
    "sample",
    "force_grade_id",
    "hmicfrs_grade_id",
    "referred_back",
)


def counted(inspection):
    """The counts that the cases of an inspection have, computed from the cases themselves."""
    cases = AuditedCase.objects.filter(inspection=inspection).order_by()
    return cases.values(*DIMENSIONS).annotate(cases=Count("pk")).order_by(*DIMENSIONS)


def recount(inspection):
    """Brings the summary of one inspection in line with its cases."""
    CaseCount.objects.filter(inspection=inspection).delete()
    CaseCount.objects.bulk_create((CaseCount(**row) for row in counted(inspection)), batch_size=500)
