"""Glossary, about and the themes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from findings.models import GlossaryTerm
from tests import synthetic

pytestmark = pytest.mark.django_db


def test_glossary_explains_every_term(client):
    text = client.get("/glossary/").content.decode()
    for slug in GlossaryTerm.objects.values_list("slug", flat=True):
        assert f'id="{slug}"' in text
    assert GlossaryTerm.objects.count() >= 50


@pytest.mark.parametrize("term", ["MARAC", "MASH", "ViSOR", "THRIVE", "CAID", "Section 46"])
def test_glossary_has_the_terms_a_newcomer_stumbles_over(term):
    assert GlossaryTerm.objects.filter(term__iexact=term).exists()


def test_about_names_sources_and_limits(client):
    text = client.get("/about/").content.decode()
    assert "/inspections/kent-2019/" in text
    assert "not run by the inspectorate" in text
    assert "not known exactly" in text


def test_theme_page_shows_both_forces_and_what_was_asked(client):
    text = client.get("/themes/appropriate-adults/").content.decode()
    assert "Dorset, 2021" in text
    assert "Kent, 2019" in text
    assert "What was asked for" in text


def test_silence_is_named_and_is_not_absence(client):
    synthetic.load(synthetic.document(findings=[synthetic.finding("other", themes=["supervision"])]))
    text = client.get("/themes/appropriate-adults/").content.decode()
    assert "Reports that do not speak of it" in text
    assert "Synthetic inspection testshire-2020" in text


def test_theme_page_query_count_does_not_grow(client):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get("/themes/risk-assessment/")
        return len(queries)

    synthetic.load(synthetic.document(findings=[synthetic.finding("one")]))
    few = asked()
    many = [synthetic.finding(f"finding-{number}", areas=["section-47"]) for number in range(20)]
    synthetic.load(synthetic.document("testshire-2021", findings=many))
    assert asked() == few


def test_a_draft_is_on_no_theme_page(client):
    synthetic.testshire()  # reference data, and public: it is there before and after
    before = client.get("/themes/risk-assessment/").content
    synthetic.load(
        synthetic.document(findings=[synthetic.finding("x")], recommendations=[synthetic.recommendation("y")]),
        as_draft=True,
    )
    assert client.get("/themes/risk-assessment/").content == before
