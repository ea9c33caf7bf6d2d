"""Every public address. Registers answer at one path as a page and, with an ending, as a file."""

from django.urls import include, path
from django.views.decorators.http import require_safe

from dashboards.api.urls import urlpatterns as api_addresses
from dashboards.entry.people import OwnLink
from dashboards.entry.sign_in import SignIn, sign_out
from dashboards.monitoring.metrics import metrics
from dashboards.rates import LINK, costs
from dashboards.registers.catalogue import REGISTERS
from dashboards.views import (
    areas,
    cases,
    compare,
    error_reports,
    forces,
    funnel,
    home,
    inspections,
    items,
    methods,
    numbers,
    probes,
    reference,
    search,
    self_assessment,
    themes,
)
from dashboards.views.board import recommendation_board
from dashboards.views.calendar import follow_up_calendar
from dashboards.views.concerns import concerns
from dashboards.views.feed import RecentInspections
from dashboards.views.packages import package_file
from dashboards.views.registers import register_export, register_page, rows_about
from dashboards.views.saved_views import urlpatterns as saved_views
from dashboards.views.shortlist import shortlist
from dashboards.views.theme_matrix import matrix
from dashboards.views.tokens import urlpatterns as tokens

# Where an error is reported: below the address of what it is in.
INSPECTION, EDITION = "inspections/<slug:slug>/", "inspections/<slug:slug>/editions/<int:edition>/"
REPORTED = (
    ("themes/<slug:key>/", {"kind": "themes"}),
    *((place, {"kind": "inspection"}) for place in (INSPECTION, EDITION)),
    *((f"{place}<slug:kind>/<slug:key>/", {}) for place in (INSPECTION, EDITION)),
)
FORM = "report-an-error/"
error_addresses = [
    *(path(f"{place}{FORM}", error_reports.error_report, named, "error-report") for place, named in REPORTED),
    *(
        path(f"{place}{FORM}thanks/", error_reports.error_report_thanks, named, "error-report-thanks")
        for place, named in REPORTED
    ),
]

urlpatterns = [
    *api_addresses,
    path("entry/", include("dashboards.entry.urls")),
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-in/link/<str:uidb64>/<str:token>/", costs(LINK)(OwnLink.as_view()), name="own-link"),
    path("sign-out/", sign_out, name="sign-out"),
    *error_addresses,
    path("", home.overview, name="home"),
    path("feed.atom", require_safe(RecentInspections()), name="feed"),
    path("livez", probes.livez, name="livez"),
    path("healthz", probes.healthz, name="healthz"),
    path("metrics", metrics, name="metrics"),
    path("forces/<slug:slug>/", forces.force_detail, name="force-detail"),
    path("inspections/<slug:slug>/", inspections.inspection_detail, name="inspection-detail"),
    path("inspections/<slug:slug>/editions/<int:edition>/", inspections.inspection_edition, name="inspection-edition"),
    path("inspections/<slug:slug>/<slug:noun>/<slug:key>/", items.item_detail, name="item-detail"),
    path(
        "inspections/<slug:slug>/editions/<int:edition>/<slug:noun>/<slug:key>/",
        items.item_detail,
        name="edition-item-detail",
    ),
    path("self-assessment/", self_assessment.self_assessment, name="self-assessment"),
    path("self-assessment.<str:ending>", self_assessment.self_assessment_export, name="self-assessment-export"),
    path("areas/", areas.area_list, name="area-list"),
    path("areas/<slug:slug>/", areas.area_detail, name="area-detail"),
    path("funnel/", funnel.funnel_plots, name="funnel"),
    path("cases/", cases.case_list, name="case-list"),
    path("cases.csv/about", cases.case_about, name="case-about"),
    path("cases.<str:ending>", cases.case_export, name="case-list-export"),
    path("cases/look-up/", cases.look_up, name="case-look-up"),
    path("cases/<slug:slug>/", cases.inspection_cases, name="case-summary"),
    path("cases/<slug:slug>/release/", cases.release, name="case-release"),
    path("cases/<slug:slug>/withdraw/", cases.withdraw, name="case-withdraw"),
    path("compare/", compare.compare, name="compare"),
    path("calendar.ics", follow_up_calendar, name="calendar"),
    path("recommendations/board/", recommendation_board, name="recommendation-board"),
    path("shortlist/", shortlist, name="shortlist"),
    path("theme-matrix/", matrix, name="theme-matrix"),
    path("concerns/", concerns, name="concerns"),
    path("themes/<slug:slug>/", themes.theme_detail, name="theme-detail"),
    path("search/", search.search, name="search"),
    path("glossary/", reference.glossary, name="glossary"),
    path("about/", reference.about, name="about"),
    path("components/", reference.components, name="components"),
    path("methods/", methods.methods, name="methods"),
    path("numbers/", numbers.numbers, name="numbers"),
]
urlpatterns += saved_views + tokens
urlpatterns += [path("data/packages/<str:name>", package_file, name="package-file")]
urlpatterns += [path("<slug:name>.csv/about", rows_about, name="rows-about")]
for register in REGISTERS:
    options = {"register": register}
    urlpatterns += [
        path(f"{register.name}/", register_page, options, name=register.url_name),
        path(f"{register.name}.<str:ending>", register_export, options, name=f"{register.name}-export"),
    ]
