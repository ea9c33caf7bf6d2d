"""Invented data: the same for the same seed, marked everywhere, apart from what is real, added up like a report."""

import pytest
from django.db import IntegrityError

from findings.cases.counts import DIMENSIONS, counted
from findings.demo.generate import share_of
from findings.models import AuditedCase, CaseCount, CaseLoad, Finding, FindingTheme, GradeCount, SearchEntry
from findings.reconcile import ledger
from inspections.models import Force, Inspection
from tests.findings.management.test_commands import run
from tests.project.test_addresses import body

pytestmark = pytest.mark.django_db
WANTED = ("--cases", 500, "--inspections", 12, "--findings", 60)


@pytest.fixture
def demo():
    assert run("generate_demo", *WANTED, "--seed", 7, "--into-published")[2] is None
    return list(Inspection.objects.filter(force__is_demo=True).order_by("slug"))


def content():
    """Everything invented, without numbers of rows and without times."""
    names = ("inspection__slug", "reference", "area__slug", "sample", "force_grade__slug", "hmicfrs_grade__slug")
    counts = ("case_audit__inspection__slug", "case_audit__position", "grade__slug", "cases")
    return (
        sorted(Force.objects.filter(is_demo=True).values_list("slug", "name")),
        sorted(Inspection.objects.filter(force__is_demo=True).values_list("slug", "title", "published_on")),
        sorted(map(str, AuditedCase.objects.values_list(*names, "referred_back"))),
        sorted(Finding.objects.filter(inspection__force__is_demo=True).values_list("key", "summary", "chapter__slug")),
        sorted(GradeCount.objects.filter(case_audit__inspection__force__is_demo=True).values_list(*counts)),
    )


def remove():
    CaseCount.objects.all().delete()
    AuditedCase.objects.all().delete()
    CaseLoad.objects.all().delete()
    Inspection.objects.filter(force__is_demo=True).delete()
    Force.objects.filter(is_demo=True).delete()


def test_as_much_as_asked_for_is_made(demo):
    assert len(demo) == 12
    assert AuditedCase.objects.count() == 500
    assert Finding.objects.filter(inspection__in=demo).count() == 60
    assert Force.objects.filter(is_demo=True).count() == 12
    assert sorted(CaseLoad.objects.values_list("rows", flat=True)) == [41] * 4 + [42] * 8


def test_the_same_seed_makes_the_same_data_and_another_seed_other_data(demo):
    first = content()
    remove()
    run("generate_demo", *WANTED, "--seed", 7, "--into-published")
    assert content() == first
    remove()
    run("generate_demo", *WANTED, "--seed", 8, "--into-published")
    assert content()[2] != first[2]


def test_everything_invented_says_so(demo):
    for force in Force.objects.filter(is_demo=True):
        assert force.slug.startswith("invented-")
        assert "invented" in force.name
    for row in demo:
        assert row.slug.startswith("invented-")
        assert "invented" in row.title
    assert all(
        text.startswith("Invented")
        for text in Finding.objects.filter(inspection__in=demo).values_list("summary", flat=True)
    )
    assert all(text.startswith("INVENTED-") for text in AuditedCase.objects.values_list("reference", flat=True))


def test_real_inspections_are_not_mixed_with_unless_told():
    error = run("generate_demo", *WANTED)[2]
    assert "holds 3 published inspections of real forces" in str(error)
    assert "--into-published" in str(error)
    assert not Force.objects.filter(is_demo=True).exists()


def test_an_empty_database_needs_no_leave():
    Inspection.objects.update(state="draft")
    assert run("generate_demo", *WANTED)[2] is None


def test_a_seed_is_made_once(demo):
    assert "seed 7 is here already" in str(run("generate_demo", *WANTED, "--seed", 7, "--into-published")[2])


@pytest.mark.parametrize("wrong", [("--cases", -1), ("--inspections", 0), ("--seed", -2)])
def test_numbers_that_make_no_sense_are_refused(wrong):
    assert run("generate_demo", *wrong, "--into-published")[2]
    assert not Force.objects.filter(is_demo=True).exists()


def test_reports_add_up_and_the_summary_is_in_step(demo):
    for row in demo[:4]:
        assert {line.outcome for line in ledger(row)} == {"holds"}
        kept = CaseCount.objects.filter(inspection=row).order_by(*DIMENSIONS).values(*DIMENSIONS, "cases")
        assert list(kept) == list(counted(row))


def test_findings_are_coded_and_found(demo):
    assert FindingTheme.objects.filter(finding__inspection__in=demo).count() >= 60
    assert SearchEntry.objects.filter(inspection__in=demo, kind="finding").count() == 60
    assert SearchEntry.objects.filter(force__is_demo=True, kind="force").count() == 12


def test_pages_say_that_data_is_invented_while_it_is_there(client):
    """Every page: one without any force on it may lead to one."""
    addresses = ("/", "/forces/", "/inspections/", "/glossary/", "/search/?q=invented", "/case-grades/", "/nothing/")
    assert not any(b"Demonstration data" in body(client.get(address)) for address in addresses)
    run("generate_demo", *WANTED, "--into-published")
    assert all(b"Demonstration data" in body(client.get(address)) for address in addresses)


def test_pages_work_with_invented_data(demo, client):
    for address in (
        "/",
        "/areas/",
        "/funnel/",
        "/self-assessment/",
        f"/inspections/{demo[0].slug}/",
        "/case-grades.csv",
    ):
        response = client.get(address)
        assert response.status_code == 200
        assert b"invented" in body(response)
    assert b"it begins with 10" not in body(client.get("/funnel/")).partition(b"Post-inspection")[0]


def test_nothing_is_left_where_it_breaks_off(monkeypatch):
    def broken(*args):
        raise IntegrityError("broken")

    monkeypatch.setattr("findings.demo.generate.index_inspection", broken)
    with pytest.raises(IntegrityError):
        run("generate_demo", *WANTED, "--into-published")
    assert not Force.objects.filter(is_demo=True).exists()
    assert not AuditedCase.objects.exists()


def test_shares_add_up():
    assert [share_of(10, 4, number) for number in range(4)] == [3, 3, 2, 2]
    assert sum(share_of(1_000_003, 43, number) for number in range(43)) == 1_000_003
