"""Addresses of drafts at the desk."""

from django.urls import path

from dashboards.entry.case_audits import case_audits, check_case_audits
from dashboards.entry.headers import header, new_inspection
from dashboards.entry.tasks import tasks

urlpatterns = [
    path("inspections/new/", new_inspection, name="new-inspection"),
    path("inspections/<int:pk>/", tasks, name="draft-tasks"),
    path("inspections/<int:pk>/details/", header, name="draft-header"),
    path("inspections/<int:pk>/case-audits/", case_audits, name="draft-case-audits"),
    path("inspections/<int:pk>/case-audits/check/", check_case_audits, name="draft-case-audits-check"),
]
