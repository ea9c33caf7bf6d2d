"""A citation names force, report, edition, date, what, value with base, locator, address and the day it was read."""

from datetime import date

import pytest
from django.test import RequestFactory
from django.utils.timezone import localdate

from dashboards.charts.panel import Panel, Source, Table
from dashboards.pages import citation
from dashboards.pages.items import MODELS
from dashboards.templatetags.formatting import on_date
from findings.models import CaseAudit, Illustration, Recommendation, ReportedFigure
from findings.reconcile import ledger
from inspections.models import Inspection
from tests import synthetic

pytestmark = pytest.mark.django_db
ON = date(2026, 1, 2)


@pytest.fixture
def request_of():
    return RequestFactory().get("/inspections/dorset-2021/?a=b")


def audits(slug):
    rows = CaseAudit.objects.filter(inspection__slug=slug).select_related("inspection__force", "area", "scale")
    return {row.key: row for row in rows.prefetch_related("scale__grades", "counts__grade", "counts__grade_to")}


def test_a_figure_is_cited_with_value_base_and_place(request_of):
    figure = ReportedFigure.objects.get(inspection__slug="dorset-2021", key="cases-referred-back")
    assert citation.cite_item(figure, request_of, ON) == (
        "HMICFRS, Dorset Police: child protection inspection, 2021 (26 August 2021), "
        f"{figure.figure}: 9 of 83 cases, {figure.source}; as recorded in Child Protection Inspection Findings, "
        "edition 1, http://testserver/inspections/dorset-2021/editions/1/figures/cases-referred-back/, "
        "read 2 January 2026"
    )


def test_a_counted_set_is_cited_with_every_count_and_the_base(request_of):
    found = audits("dorset-2021")
    assert "HMICFRS on all cases: 20 good, 35 requires improvement, 28 inadequate, of 83 cases" in citation.cite_audit(
        found["hmicfrs-all"], request_of, ON
    )
    cited = citation.cite_audit(found["hmicfrs-all-missing-children"], request_of, ON)
    assert "1 good, 3 requires improvement, 3 inadequate, of 7 cases" in cited
    assert "/editions/1/#case-audits-hmicfrs-all-missing-children" in cited


@pytest.mark.parametrize(
    ("counts", "total", "said"),
    [
        (synthetic.grades(3, 2, None), None, "3 good, 2 requires improvement, no base printed"),
        (synthetic.grades(3, 2, None), 6, "3 good, 2 requires improvement, of 6 cases"),
        (synthetic.grades(0, 2, 1), None, "0 good, 2 requires improvement, 1 inadequate, of 3 cases"),
        ({"good": 1, "requires-improvement..inadequate": 5}, None, "5 requires improvement to inadequate, of 6 cases"),
    ],
)
def test_what_is_not_printed_is_not_cited_as_zero(counts, total, said):
    synthetic.load(synthetic.document(case_audits=[synthetic.audit("hmicfrs", "all", counts, total=total)]))
    assert said in citation.counts_of(audits("testshire-2020")["hmicfrs-all"])


def test_a_recommendation_is_cited_by_number_and_timescale(request_of):
    row = Recommendation.objects.get(inspection__slug="kent-2019", number=1)
    cited = citation.cite_item(row, request_of, ON)
    assert "Kent Police" in cited
    assert "(September 2019), recommendation 1: " in cited
    assert row.get_timescale_display().lower() in cited


def test_no_citation_tells_a_case(request_of):
    for row in Illustration.objects.published().select_related("inspection__force"):
        cited = citation.cite_item(row, request_of, ON)
        assert f"illustration {row.position}, " in cited
        assert not any(sentence in cited for sentence in row.summary.split(". "))


def test_an_equation_is_cited_with_its_numbers_and_outcome(request_of):
    inspection = Inspection.objects.published().select_related("force").get(slug="dorset-2021")
    for line in ledger(inspection):
        cited = citation.cite_equation(inspection, line, request_of, ON)
        assert line.statement in cited
        assert line.detail in cited
        assert f"#{citation.equation_id(line)}, read" in cited


def test_a_chart_is_cited_with_reading_base_reports_and_its_address(request_of):
    source = Source("Short", "/x/", "HMICFRS, A report (2020), edition 2, line 3")
    panel = Panel(
        "shares", "A title", "A reading.", Table("", (), ()), base="Base: 33 cases.", sources=(source, source)
    )
    assert citation.cite_panel(panel, request_of, ON) == (
        "Child Protection Inspection Findings, chart “A title”. A reading. Base: 33 cases. Source: HMICFRS, A report "
        "(2020), edition 2, line 3. http://testserver/inspections/dorset-2021/?a=b#shares, read 2 January 2026"
    )


def test_the_public_address_is_cited_where_it_is_set(request_of, settings):
    settings.SITE_ADDRESS = "https://findings.example.org"
    inspection = Inspection.objects.published().select_related("force").get(slug="kent-2019")
    cited = citation.cite_inspection(inspection, request_of, ON)
    assert "https://findings.example.org/inspections/kent-2019/editions/1/, read" in cited


def test_a_title_without_the_force_is_cited_with_it_and_a_draft_is_not_cited(request_of):
    inspection = synthetic.load(synthetic.document())
    assert "HMICFRS, Testshire Police (invented): Synthetic inspection" in citation.report_of(inspection)
    draft = synthetic.load(synthetic.document("testshire-2021"), as_draft=True)
    assert citation.cite_inspection(draft, request_of, ON) == ""


@pytest.mark.parametrize("noun", MODELS)
def test_every_kind_of_item_shows_its_citation(client, noun):
    row = MODELS[noun].objects.published().select_related("inspection__force").first()
    request = RequestFactory().get("/")
    cited = citation.cite_item(row, request, localdate())
    response = client.get(row.get_absolute_url())
    assert cited in response.content.decode().replace("&#x27;", "'").replace("&amp;", "&")
    assert f"read {on_date(localdate())}" in cited


@pytest.mark.parametrize("slug", ["dorset-2021", "kent-2019"])
def test_counted_sets_equations_and_recommendations_are_cited_in_their_place(client, slug):
    text = client.get(f"/inspections/{slug}/").content.decode()
    inspection = Inspection.objects.published().get(slug=slug)
    wanted = len(audits(slug)) + len(ledger(inspection)) + inspection.recommendations.count()
    assert text.count('<details class="cite">') == wanted


@pytest.mark.parametrize("address", ["/self-assessment/", "/areas/", "/areas/missing-children/"])
def test_every_chart_is_cited_with_base_and_edition(client, address):
    text = client.get(address).content.decode()
    panels = text.count('<section class="panel"')
    assert panels
    cited = [part.split("</p>")[0] for part in text.split("data-cite>")[1:]]
    assert len(cited) == panels
    for sentence in cited:
        assert "Base: " in sentence
        assert ", edition 1" in sentence
