"""The addresses of the API and of the page about the data. A register's is known by its name, not by a name of URL."""

from django.urls import path

from dashboards.api.cases import CasesView
from dashboards.api.contract import SchemaView
from dashboards.api.data import data
from dashboards.api.index import IndexView
from dashboards.api.resources import RESOURCES
from dashboards.api.rows import NothingView, RegisterView

urlpatterns = [
    path("data/", data, name="data"),
    path("api/v1/", IndexView.as_view(), name="api"),
    path("api/v1/schema/", SchemaView.as_view()),
    *(path(f"api/v1/{register.name}/", RegisterView.as_view(register=register)) for register in RESOURCES),
    path("api/v1/cases/", CasesView.as_view()),
    path("api/<path:address>/", NothingView.as_view()),
]
