"""What is in the index: everything published, nothing else, and always what a rebuild would put there."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from findings.documents.problems import DocumentError
from findings.models import (
    Finding,
    GlossaryTerm,
    Illustration,
    Recommendation,
    ReportedFigure,
    SearchEntry,
    Theme,
)
from findings.search.engine import matching
from findings.search.index import FIELDS, rebuild
from findings.search.query import parse
from findings.search.text import stems, words
from findings.store import load as store
from inspections.models import Area, Force, Inspection
from tests import synthetic

pytestmark = pytest.mark.django_db
ITEMS = {
    "finding": Finding,
    "recommendation": Recommendation,
    "illustration": Illustration,
    "figure": ReportedFigure,
}


def keys(text):
    return sorted(matching(parse(text)).values_list("key", flat=True))


def index():
    return sorted(SearchEntry.objects.values_list(*FIELDS), key=repr)


def zebra(summary="A zebra was seen.", **fields):
    return synthetic.document(findings=[synthetic.finding("zebra", summary)], **fields)


def is_what_a_rebuild_makes():
    before = index()
    rebuild()
    assert index() == before


def test_everything_published_is_indexed_and_leads_to_its_page():
    for kind, model in ITEMS.items():
        rows = {row.get_absolute_url() for row in model.objects.published()}
        entries = SearchEntry.objects.filter(kind=kind).select_related("inspection")
        assert {entry.get_absolute_url() for entry in entries} == rows
        assert entries.count() == len(rows) > 0
    for kind, model in (("theme", Theme), ("force", Force)):
        entries = SearchEntry.objects.filter(kind=kind)
        assert {entry.get_absolute_url() for entry in entries} == {
            row.get_absolute_url() for row in model.objects.all()
        }
    terms = SearchEntry.objects.filter(kind="glossary")
    assert {entry.get_absolute_url() for entry in terms} == {
        f"/glossary/#{slug}" for slug in GlossaryTerm.objects.values_list("slug", flat=True)
    }


def test_what_is_looked_in_is_what_is_shown():
    for entry in SearchEntry.objects.all():
        lines = entry.body.split("\n")
        assert entry.title_stems == stems(entry.title)
        assert entry.body_stems == stems(*lines)
        assert entry.words.startswith(f"{words(entry.title)} 0 {words(*lines)} 0")


def test_a_case_is_told_in_the_body_alone():
    titles = SearchEntry.objects.filter(kind="illustration").values_list("title", flat=True)
    assert set(titles) <= {"Positive practice", "Case study"}


def test_loading_indexes_in_the_same_transaction():
    synthetic.load(zebra())
    assert keys("zebra") == ["zebra"]
    is_what_a_rebuild_makes()


def test_a_load_that_fails_leaves_the_index_as_it_was():
    synthetic.testshire()
    before = index()
    with pytest.raises(DocumentError):
        store.load_sources([synthetic.source(zebra()), synthetic.source(zebra(), "again.yaml")])
    with transaction.atomic():
        synthetic.load(zebra())
        transaction.set_rollback(True)
    assert index() == before


def test_a_draft_changes_nothing():
    synthetic.testshire()
    before = index()
    synthetic.load(zebra(), as_draft=True)
    synthetic.load(zebra("Another zebra."), as_draft=True)
    assert index() == before
    is_what_a_rebuild_makes()


def test_a_new_edition_is_found_and_the_one_before_it_is_not():
    synthetic.load(zebra())
    entry = SearchEntry.objects.get(key="zebra")
    synthetic.load(zebra("A quagga was seen.", inspection={"edition_note": "Corrects the animal."}))
    assert keys("zebra") == []
    assert keys("quagga") == ["zebra"]
    assert SearchEntry.objects.get(key="zebra").pk == entry.pk
    assert Inspection.objects.filter(slug="testshire-2020").count() == 2
    is_what_a_rebuild_makes()


def test_loading_the_same_writes_nothing(django_assert_num_queries):
    inspection = synthetic.load(zebra())
    before = {entry.pk: entry for entry in SearchEntry.objects.filter(inspection=inspection)}
    synthetic.load(zebra())
    assert set(SearchEntry.objects.filter(inspection=inspection).values_list("pk", flat=True)) == set(before)


def test_an_item_that_goes_is_found_no_more():
    synthetic.load(zebra(recommendations=[synthetic.recommendation("okapi", text="Count the okapi.")]))
    assert keys("okapi") == ["okapi"]
    synthetic.load(zebra())
    assert keys("okapi") == []
    is_what_a_rebuild_makes()


def test_an_inspection_that_is_withdrawn_is_found_no_more():
    inspection = synthetic.load(zebra())
    inspection.state = Inspection.State.DRAFT
    inspection.save(update_fields=["state"])
    assert keys("zebra") == []
    inspection.state = Inspection.State.PUBLISHED
    inspection.save()
    assert keys("zebra") == ["zebra"]
    inspection.delete()
    assert keys("zebra") == []
    is_what_a_rebuild_makes()


def test_reference_data_follows_by_itself():
    theme = Theme.objects.create(slug="zebras", name="Zebras", group="custody", definition="Of zebras.", order=999)
    term = GlossaryTerm.objects.create(slug="okapi", term="okapi", definition="An animal.", aliases=["forest giraffe"])
    force = Force.objects.create(slug="quagga", name="Quaggashire", official_name="Quagga Police", region="North")
    assert keys("zebra") == ["zebras"]
    assert keys('"forest giraffe"') == ["okapi"]
    assert keys("quaggashire") == ["quagga"]
    theme.name = "Okapis"
    theme.save()
    assert keys('"of zebras" okapi') == ["zebras"]
    is_what_a_rebuild_makes()
    for row in (theme, term, force):
        row.delete()
    assert keys("zebra") == keys("okapi") == keys("quaggashire") == []
    is_what_a_rebuild_makes()


def test_new_names_of_force_and_area_reach_what_speaks_of_them():
    synthetic.load(synthetic.document(findings=[synthetic.finding("zebra", "A zebra.", areas=["missing-children"])]))
    force = Force.objects.get(slug="testshire")
    force.name = "Quaggashire"
    force.save()
    area = Area.objects.get(framework__slug="ncpi-2017", slug="missing-children")
    area.short_name = "Okapis"
    area.save()
    assert keys("zebra quaggashire okapi") == ["zebra"]
    is_what_a_rebuild_makes()


def test_the_command_makes_the_same_index_row_for_row():
    before, out = index(), StringIO()
    call_command("rebuild_search", stdout=out)
    assert index() == before
    assert out.getvalue() == f"{len(before)} entries in the search index.\n"


def test_a_database_that_is_older_than_the_index_gets_one():
    before = index()
    SearchEntry.objects.all().delete()
    call_command("load_reference", verbosity=0)
    assert index() == before


def test_sqlite_keeps_its_full_text_in_step():
    """FTS5 compares its words with the entries', and says so where they differ."""
    if connection.vendor != "sqlite":
        pytest.skip("the full-text table of SQLite")
    synthetic.load(zebra())
    synthetic.load(zebra("A quagga was seen."))
    rebuild()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO findings_fulltext (findings_fulltext, rank) VALUES ('integrity-check', 1)")
