"""Loading single cases: all or nothing, matched by reference, one event a load, and counts that cannot lag."""

import pytest
from django.db import connection

from findings.cases.counts import DIMENSIONS, counted
from findings.cases.load import load_cases
from findings.cases.problems import CaseFileError
from findings.cases.purge import purge_inspection, purge_load
from findings.models import AuditedCase, CaseCount, CaseLoad
from tests import cases, synthetic
from tests.loading import problems_of, writes_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def testshire():
    return cases.inspection()


@pytest.fixture
def load(tmp_path, testshire):
    """Loads rows of a CSV file into the invented inspection."""

    def run(rows, **options):
        return cases.loaded(tmp_path, rows, testshire, **options)

    return run


def counts_agree(inspection):
    """The summary is what the cases add up to, computed anew."""
    kept = list(CaseCount.objects.filter(inspection=inspection).order_by(*DIMENSIONS).values(*DIMENSIONS, "cases"))
    assert kept == list(counted(inspection))
    assert sum(row["cases"] for row in kept) == AuditedCase.objects.filter(inspection=inspection).count()
    return True


def content():
    fields = ("reference", "area__slug", "sample", "force_grade__slug", "hmicfrs_grade__slug", "referred_back")
    return sorted(AuditedCase.objects.values_list(*fields))


def test_a_file_is_loaded_as_it_stands(load, testshire):
    outcome = load(list(cases.rows(3_000)))
    assert (outcome.rows, outcome.added, outcome.changed, outcome.unchanged) == (3_000, 3_000, 0, 0)
    wanted = [tuple(row[name] or (None if name == "force_grade" else "") for name in row) for row in cases.rows(3_000)]
    assert content() == sorted(wanted)
    assert set(AuditedCase.objects.values_list("force", flat=True)) == {testshire.force_id}
    assert counts_agree(testshire)


def test_a_load_is_one_event(load, tmp_path, testshire):
    load(list(cases.rows(20)))
    event = CaseLoad.objects.get()
    assert (event.inspection, event.file_name, event.loaded_by_name) == (testshire, "cases.csv", "tester")
    assert len(event.file_hash) == 64
    assert (event.rows, event.added) == (20, 20)
    assert AuditedCase.objects.filter(load=event).count() == 20


def test_the_same_file_again_writes_nothing(load):
    load(list(cases.rows(700)))
    outcomes = []
    assert writes_of(lambda: outcomes.append(load(list(cases.rows(700))))) == []
    assert (outcomes[0].unchanged, outcomes[0].load) == (700, None)
    assert CaseLoad.objects.count() == 1


def test_changed_rows_are_updated_and_others_stay(load, testshire):
    load(list(cases.rows(50)))
    keys = dict(AuditedCase.objects.values_list("reference", "pk"))
    first = CaseLoad.objects.get()
    changed = [cases.row(3, area="section-47", hmicfrs_grade="good", referred_back="yes"), cases.row(60)]
    outcome = load([*changed, next(cases.rows(1))])
    assert (outcome.added, outcome.changed, outcome.unchanged, outcome.elsewhere) == (1, 1, 1, 48)
    row = AuditedCase.objects.get(reference="INV-000003")
    assert (row.pk, row.hmicfrs_grade.slug, row.referred_back) == (keys["INV-000003"], "good", "yes")
    assert row.load == outcome.load != first
    assert AuditedCase.objects.filter(load=first).count() == 49
    assert counts_agree(testshire)


def test_a_dry_run_says_what_would_happen_and_writes_nothing(load):
    load(list(cases.rows(10)))
    outcomes = []
    rows = [cases.row(2, area="police-custody"), cases.row(99)]
    assert writes_of(lambda: outcomes.append(load(rows, dry_run=True))) == []
    assert (outcomes[0].added, outcomes[0].changed) == (1, 1)


def test_nothing_is_loaded_where_one_row_is_wrong(load):
    with pytest.raises(CaseFileError):
        load([*cases.rows(5_000), cases.row(6_000, area="nowhere")])
    assert not AuditedCase.objects.exists()
    assert not CaseLoad.objects.exists()
    assert not CaseCount.objects.exists()


def test_nothing_is_left_where_writing_breaks_off(load, monkeypatch):
    def broken(inspection):
        raise OSError("disk full")

    monkeypatch.setattr("findings.cases.load.recount", broken)
    with pytest.raises(OSError, match="disk full"):
        load(list(cases.rows(3_000)))
    assert not AuditedCase.objects.exists()
    assert not CaseLoad.objects.exists()


def test_a_workbook_loads_like_a_csv_file(tmp_path, testshire):
    outcome = load_cases(cases.workbook(tmp_path / "c.xlsx", cases.rows(300)), testshire, by_name="tester")
    assert outcome.added == 300
    assert cases.loaded(tmp_path, list(cases.rows(300)), testshire).unchanged == 300


def test_two_inspections_may_use_the_same_references(tmp_path, testshire):
    other = cases.inspection("testshire-2021", inspection={"published_on": "2021-06-01"})
    cases.loaded(tmp_path, list(cases.rows(5)), testshire)
    cases.loaded(tmp_path, list(cases.rows(5)), other)
    assert AuditedCase.objects.count() == 10
    assert counts_agree(testshire)
    assert counts_agree(other)


def test_purging_a_load_leaves_what_was_changed_since(load, testshire):
    first = load(list(cases.rows(50))).load
    load([cases.row(3, area="section-47")])
    assert purge_load(first, by_name="tester") == 49
    assert AuditedCase.objects.get().reference == "INV-000003"
    first.refresh_from_db()
    assert (first.purged_rows, first.purged_by_name) == (49, "tester")
    assert first.purged_at
    assert counts_agree(testshire)


def test_purging_an_inspection_keeps_the_events(load, testshire):
    load(list(cases.rows(50)))
    load([cases.row(3, area="section-47")])
    assert purge_inspection(testshire, by_name="tester") == 50
    assert not AuditedCase.objects.exists()
    assert not CaseCount.objects.exists()
    assert sorted(CaseLoad.objects.values_list("purged_rows", flat=True)) == [1, 49]
    assert load(list(cases.rows(50))).added == 50


def test_a_purge_is_not_told_twice(load):
    first = load(list(cases.rows(5))).load
    purge_load(first, by_name="tester")
    purge_load(CaseLoad.objects.get(), by_name="somebody else")
    first.refresh_from_db()
    assert (first.purged_by_name, first.purged_rows) == ("tester", 5)


def test_a_document_cannot_move_an_inspection_with_cases_to_another_force(load, testshire):
    document = synthetic.whole(inspection={"force": "kent"})
    load(list(cases.rows(5)))
    problems = problems_of(lambda: synthetic.load(document))
    assert "single cases of testshire are loaded for testshire-2020; purge them" in str(problems[0])
    purge_inspection(testshire, by_name="tester")
    assert synthetic.load(document).force.slug == "kent"


def test_loading_takes_few_statements(load):
    """Some statements a batch of hundreds of rows, none a row."""
    statements = writes_of(lambda: load(list(cases.rows(2_000))))
    assert len(statements) <= 12, connection.vendor
