"""Addresses of drafts at the desk, and of the files they come from."""

from django.urls import path

from dashboards.entry.case_audits import case_audits, check_case_audits
from dashboards.entry.headers import header, new_inspection
from dashboards.entry.item_lists import item_act, item_list, item_undo
from dashboards.entry.items import item_edit, item_new
from dashboards.entry.preview import draft_differences, preview
from dashboards.entry.tasks import tasks
from dashboards.entry.topic_grades import topic_grades
from dashboards.entry.uploads import draft_workbook, draft_yaml, empty_workbook, published_workbook, upload

urlpatterns = [
    path("upload/", upload, name="entry-upload"),
    path("template/<slug:framework>.xlsx", empty_workbook, name="entry-template"),
    path("inspections/<slug:slug>.xlsx", published_workbook, name="entry-workbook"),
    path("inspections/new/", new_inspection, name="new-inspection"),
    path("inspections/<int:pk>/", tasks, name="draft-tasks"),
    path("inspections/<int:pk>/workbook.xlsx", draft_workbook, name="draft-workbook"),
    path("inspections/<int:pk>/document.yaml", draft_yaml, name="draft-yaml"),
    path("inspections/<int:pk>/preview/", preview, name="draft-preview"),
    path("inspections/<int:pk>/differences/", draft_differences, name="draft-differences"),
    path("inspections/<int:pk>/details/", header, name="draft-header"),
    path("inspections/<int:pk>/case-audits/", case_audits, name="draft-case-audits"),
    path("inspections/<int:pk>/case-audits/check/", check_case_audits, name="draft-case-audits-check"),
    path("inspections/<int:pk>/topic-grades/", topic_grades, name="draft-topic-grades"),
    path("inspections/<int:pk>/<slug:kind>/items/", item_list, name="draft-items"),
    path("inspections/<int:pk>/<slug:kind>/items/new/", item_new, name="draft-item-new"),
    path("inspections/<int:pk>/<slug:kind>/items/key/<slug:key>/", item_edit, name="draft-item"),
    path("inspections/<int:pk>/<slug:kind>/items/key/<slug:key>/act/", item_act, name="draft-item-act"),
    path("inspections/<int:pk>/<slug:kind>/undo/<int:revision>/", item_undo, name="draft-item-undo"),
]
