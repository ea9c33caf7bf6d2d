"""A package holds what is published and nothing else, is the same for the same data, and is described as it is."""

import csv
import datetime
import hashlib
import io
import json
import sqlite3
from zipfile import ZipFile

import pytest
from django.core.management import call_command

from dashboards.packages import shelf
from dashboards.packages.build import changed_rows, zipped
from dashboards.registers.case_grades import CaseGradeRegister
from findings.cases.release import release_table, withdraw_table
from findings.models import Claim, Finding, Recommendation
from findings.reconcile import ledger
from inspections.models import Inspection
from tests import cases, synthetic
from tests.people import somebody

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 1, 2)
TYPES = {"string", "integer", "number", "date"}


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def tables_of(path):
    """The rows of every CSV file of a package by the name of its resource, and its description."""
    with ZipFile(path) as file:
        described = json.loads(file.read("datapackage.json"))
        found = {}
        for resource in described["resources"]:
            text = file.read(resource["path"]).decode()
            found[resource["name"]] = list(csv.DictReader(io.StringIO(text, newline="")))
    return found, described


def test_the_same_data_make_the_same_bytes(tmp_path, settings):
    settings.SITE_ADDRESS = "https://one.example.org"
    assert zipped(tmp_path / "one.zip") == zipped(tmp_path / "two.zip")
    settings.SITE_ADDRESS = "https://two.example.org"
    zipped(tmp_path / "three.zip")
    assert (
        len({hashlib.sha256((tmp_path / f"{name}.zip").read_bytes()).digest() for name in ("one", "two", "three")}) == 1
    )


def test_the_description_is_a_data_package(tmp_path):
    """What the specifications of package, resource and table schema require; and the files are as they say."""
    synthetic.load(synthetic.everything())
    content = zipped(tmp_path / "one.zip")
    tables, described = tables_of(tmp_path / "one.zip")
    assert described["profile"] == "tabular-data-package"
    assert described["name"].islower()
    assert described["version"] == content
    assert len({resource["name"] for resource in described["resources"]}) == len(described["resources"])
    with ZipFile(tmp_path / "one.zip") as file:
        assert {one["path"] for one in described["resources"]} == {n for n in file.namelist() if n.endswith(".csv")}
    for resource in described["resources"]:
        assert resource["profile"] == "tabular-data-resource"
        schema = resource["schema"]
        names = [field["name"] for field in schema["fields"]]
        assert all(field["type"] in TYPES and field["description"] for field in schema["fields"])
        assert set(schema["primaryKey"]) <= set(names)
        keys = [tuple(row[part] for part in schema["primaryKey"]) for row in tables[resource["name"]]]
        assert len(set(keys)) == len(keys)
        for row in tables[resource["name"]]:
            assert list(row) == names
            for field in schema["fields"]:
                check(row[field["name"]], field)


def check(value, field):
    if value == "":
        return
    assert value in field.get("constraints", {}).get("enum", [value]), (field["name"], value)
    {"string": str, "integer": int, "number": float, "date": datetime.date.fromisoformat}[field["type"]](value)


def read(values, kinds):
    """A row as numbers and texts, wherever it was read: absent is None, and 0 is 0.0."""
    return tuple(
        None if value in (None, "") else float(value) if kind in ("number", "integer") else value
        for value, kind in zip(values, kinds, strict=True)
    )


def test_csv_and_sqlite_hold_the_same_rows_and_those_of_the_registers(tmp_path):
    synthetic.load(synthetic.everything())
    zipped(tmp_path / "one.zip")
    tables, described = tables_of(tmp_path / "one.zip")
    with ZipFile(tmp_path / "one.zip") as file:
        file.extract("inspection-findings.sqlite3", tmp_path)
    database = sqlite3.connect(tmp_path / "inspection-findings.sqlite3")
    for resource in described["resources"]:
        rows = database.execute(f'SELECT * FROM "{resource["path"].removesuffix(".csv")}"').fetchall()
        kinds = [field["type"] for field in resource["schema"]["fields"]]
        in_csv = {read(row.values(), kinds) for row in tables[resource["name"]]}
        assert {read(row, kinds) for row in rows} == in_csv
    database.close()
    assert len(tables["findings"]) == Finding.objects.published().count()
    assert len(tables["claims"]) == Claim.objects.published().count() > 0
    expected = {str(obj.pk): CaseGradeRegister.row(obj) for obj in CaseGradeRegister.queryset()}
    assert {row["id"]: row["cases"] for row in tables["case-grades"]} == {
        key: str(row["cases"]) for key, row in expected.items()
    }


def test_a_draft_is_in_no_package(tmp_path):
    synthetic.testshire()
    before = zipped(tmp_path / "one.zip")
    draft = synthetic.load(synthetic.everything(), as_draft=True)
    draft.recommendations.first().claims.create(voice="force", state="met", on=TODAY, source="An invented letter.")
    assert zipped(tmp_path / "two.zip") == before
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_people_and_cases_are_in_no_table(tmp_path):
    zipped(tmp_path / "one.zip")
    _, described = tables_of(tmp_path / "one.zip")
    columns = {field["name"] for resource in described["resources"] for field in resource["schema"]["fields"]}
    assert not columns & {"entered_by", "coded_by", "username", "email", "reference", "person"}
    assert not {"people", "audited-cases", "cases"} & {resource["name"] for resource in described["resources"]}


def test_the_ledger_is_in_it_line_by_line(tmp_path):
    zipped(tmp_path / "one.zip")
    tables, _ = tables_of(tmp_path / "one.zip")
    expected = [
        (inspection.slug, line.key, line.outcome)
        for inspection in Inspection.objects.published()
        for line in ledger(inspection)
    ]
    assert {(row["inspection"], row["key"], row["outcome"]) for row in tables["ledger"]} == set(expected)
    assert len(tables["ledger"]) == len(expected) > 30
    lines = [row for row in tables["ledger"] if row["key"].startswith("samples.") and row["outcome"] == "holds"]
    assert lines
    assert all(row["left_value"] == row["right_value"] != "" for row in lines)
    assert all(
        "" in (row["left_value"], row["right_value"]) for row in tables["ledger"] if row["outcome"] == "not-printed"
    )


def test_a_released_table_is_in_it_until_it_is_withdrawn_and_no_case_is(tmp_path):
    publisher = somebody("publisher", "analyst", name="p")
    inspection = cases.inspection()
    cases.loaded(tmp_path, list(cases.rows(60)), inspection)
    zipped(tmp_path / "one.zip")
    assert tables_of(tmp_path / "one.zip")[0]["released-tables"] == []
    released = release_table(inspection, by=publisher, reason="Asked for (invented).")
    cases.loaded(tmp_path, [cases.row(700)], inspection)
    zipped(tmp_path / "two.zip")
    rows = tables_of(tmp_path / "two.zip")[0]["released-tables"]
    assert len(rows) == 9
    assert {row["of"] for row in rows} == {str(released.figures["n"])}
    assert sum(int(row["cases"]) for row in rows) == released.figures["n"]
    assert [[int(rows[3 * own + theirs]["cases"]) for theirs in range(3)] for own in range(3)] == released.figures[
        "table"
    ]
    with ZipFile(tmp_path / "two.zip") as file:
        assert not [name for name in file.namelist() if b"INV-" in file.read(name)]
    withdraw_table(released, by=publisher, reason="A mistake (invented).")
    zipped(tmp_path / "three.zip")
    assert (tmp_path / "three.zip").read_bytes() == (tmp_path / "one.zip").read_bytes()


def test_a_new_version_is_made_only_of_new_data_and_says_what_changed(client, capsys):
    call_command("export_package")
    call_command("export_package")
    assert "nothing changed since" in capsys.readouterr().out
    first = shelf.packages()
    assert [package.number for package in first] == [1]
    recommendation = Recommendation.objects.published().first()
    recommendation.claims.create(voice="force", state="accepted", on=TODAY, source="An invented letter.")
    Finding.objects.filter(pk=Finding.objects.published().first().pk).update(summary="Corrected.")
    second, is_new = shelf.add_package(TODAY)
    assert is_new
    assert second.changes == {
        "claims": {"added": 1, "removed": 0, "changed": 0},
        "findings": {"added": 0, "removed": 0, "changed": 1},
    }
    assert [what for table, _, what in changed_rows(second.path, first[0].path) if table == "claims"] == ["removed"]
    listed = b"".join(client.get(f"/data/packages/{second.changes_file}").streaming_content).decode().splitlines()
    assert (listed[0], len(listed)) == ("table,key,what", 3)
    assert {line.split(",")[0] for line in listed[1:]} == {"claims", "findings"}
    assert client.get(f"/data/packages/{first[0].changes_file}").status_code == 404
    Inspection.objects.filter(slug="kent-2019").update(edition=2)
    third, _ = shelf.add_package(TODAY)  # a new edition changes the inspection, not each row that repeats its number
    assert third.changes == {"inspections": {"added": 0, "removed": 0, "changed": 1}}
    page = client.get("/data/").content.decode()
    assert [f'"/data/packages/{one.changes_file}"' in page for one in shelf.packages()] == [True, True, False]
    for package in shelf.packages():
        assert f'href="/data/packages/{package.file}"' in page
        answer = client.get(f"/data/packages/{package.file}")
        raw = b"".join(answer.streaming_content)
        assert (len(raw), hashlib.sha256(raw).hexdigest()) == (package.size, package.sha256)
        held = client.get(f"/data/packages/{package.file}", headers={"If-None-Match": answer.headers["ETag"]})
        assert held.status_code == 304
    assert "1 added, 0 removed, 0 changed" in page
    assert "2 January 2026" in page


def test_a_page_without_packages_says_so_and_shows_the_next_at_once(client):
    assert "No package has been made yet" in client.get("/data/").content.decode()
    shelf.add_package(TODAY)
    assert "No package has been made yet" not in client.get("/data/").content.decode()


@pytest.mark.parametrize("name", ["nothing.zip", "..%2Fpackages.json", "packages.json", "lock"])
def test_only_packages_are_served(client, name):
    shelf.add_package(TODAY)
    assert client.get(f"/data/packages/{name}").status_code == 404


def test_data_that_move_while_a_package_is_made_leave_nothing_behind(monkeypatch, tmp_path):
    names = iter(range(100))
    monkeypatch.setattr(shelf, "data_version", lambda: next(names))
    monkeypatch.setattr(shelf, "zipped", lambda target: "content")
    with pytest.raises(shelf.DataMovedError):
        shelf.add_package(TODAY)
    assert shelf.packages() == []
    assert not list((tmp_path / "packages").glob("*.part"))
