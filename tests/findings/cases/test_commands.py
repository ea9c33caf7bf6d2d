"""load_cases and purge_cases at the terminal."""

import getpass

import pytest

from findings.models import AuditedCase, CaseLoad
from inspections.models import Person
from tests import cases
from tests.findings.management.test_commands import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    cases.inspection()

    def write(rows):
        return cases.csv_file(tmp_path / "cases.csv", rows)

    return write


def load(path, *arguments, **options):
    return run("load_cases", path, "--inspection", "testshire-2020", *arguments, **options)


def test_load_cases_says_what_it_did(file):
    out, err, error = load(file(cases.rows(25)))
    event = CaseLoad.objects.get()
    assert error is None
    assert out == f"testshire-2020: load {event.pk}, 25 in the file: 25 added, 0 changed, 0 unchanged.\n"
    assert "writing: 25 of 25 rows" in err
    assert event.loaded_by_name == getpass.getuser()
    assert (
        load(file(cases.rows(25)))[0]
        == "testshire-2020: every case of the file is there already (25); nothing was written.\n"
    )
    out = load(file([cases.row(1, area="section-47")]), "--dry-run")[0]
    assert out.startswith("testshire-2020: of 1 in the file, 0 added, 1 changed, 0 unchanged. A dry run: nothing was")
    assert out.endswith("not in the file, and stay: 24.\n")


def test_load_cases_records_the_account(file):
    Person.objects.create(username="analyst")
    load(file(cases.rows(3)), "--by", "analyst")
    assert CaseLoad.objects.get().loaded_by.username == "analyst"
    assert str(load(file(cases.rows(3)), "--by", "nobody")[2]) == "There is no account nobody."


def test_load_cases_lists_every_problem_on_stderr(file):
    out, err, error = load(file([cases.row(number, area="x") for number in range(250)]))
    assert str(error) == "250 problems; nothing was loaded."
    assert out == ""
    assert err.count("column area") == 200
    assert "… and 50 more" in err


def test_load_cases_of_no_inspection_is_a_sentence(file):
    error = run("load_cases", file([cases.row(1)]), "--inspection", "nowhere")[2]
    assert str(error) == "nowhere is not published here."


def test_purge_cases_by_load_and_by_inspection(file):
    load(file(cases.rows(25)))
    event = CaseLoad.objects.get()
    assert run("purge_cases", "--load", event.pk)[0] == "testshire-2020: 25 cases purged.\n"
    load(file(cases.rows(1)))
    assert run("purge_cases", "--inspection", "testshire-2020")[0] == "testshire-2020: 1 case purged.\n"
    assert not AuditedCase.objects.exists()
    assert str(run("purge_cases", "--load", 999_999)[2]) == "There is no load 999999."
    assert str(run("purge_cases", "--inspection", "nowhere")[2]) == "nowhere is not published here."
