"""Addresses of the desk, under /entry/. Every view is wrapped in `needs` (access.py)."""

from django.urls import path

from dashboards.entry.desk import desk
from dashboards.entry.draft_urls import urlpatterns as drafts
from dashboards.entry.error_reports import urlpatterns as error_reports
from dashboards.entry.follow_up import urlpatterns as follow_up
from dashboards.entry.forces import urlpatterns as forces
from dashboards.entry.history import urlpatterns as history
from dashboards.entry.own_password import urlpatterns as own_password
from dashboards.entry.own_sessions import urlpatterns as own_sessions
from dashboards.entry.people import urlpatterns as people
from dashboards.entry.reading_additions import urlpatterns as reading_additions
from dashboards.entry.readings import urlpatterns as readings
from dashboards.entry.reference_record import urlpatterns as reference_record
from dashboards.entry.scratch import urlpatterns as scratch
from dashboards.entry.themes import urlpatterns as themes
from dashboards.entry.workflow import urlpatterns as workflow

urlpatterns = [
    path("", desk, name="entry"),
    *drafts,
    *scratch,
    *error_reports,
    *workflow,
    *history,
    *reference_record,
    *follow_up,
    *people,
    *own_password,
    *own_sessions,
    *forces,
    *themes,
    *readings,
    *reading_additions,
]
