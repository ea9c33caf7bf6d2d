"""What is wrong with a file is listed by row and column, with what was found and what was expected, all at once."""

import zipfile

import pytest

from findings.cases import problems, source
from findings.cases.load import load_cases
from findings.cases.problems import CaseFileError
from findings.models import AuditedCase
from tests import cases, synthetic

pytestmark = pytest.mark.django_db


@pytest.fixture
def testshire():
    return cases.inspection()


@pytest.fixture
def told(tmp_path, testshire):
    """The problems for which a file is refused; a text becomes a CSV file as it stands."""

    def run(content, name="cases.csv", **options):
        path = tmp_path / name
        if isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        elif isinstance(content, bytes):
            path.write_bytes(content)
        else:
            cases.csv_file(path, content, **options)
        with pytest.raises(CaseFileError) as caught:
            load_cases(path, testshire, by_name="tester")
        assert not AuditedCase.objects.exists()
        return [str(problem) for problem in caught.value.problems]

    return run


def test_every_problem_is_listed_with_its_row_and_column(told):
    wrong = [
        cases.row(1),
        cases.row(2, area="missing kids"),
        cases.row(3, sample="all", hmicfrs_grade="adequate"),
        cases.row(4, force_grade="superb", referred_back="perhaps"),
        cases.row(5, reference="Anna Example"),
        cases.row(1),
        cases.row(6, force_grade=""),
        cases.row(7, sample="additional"),
        cases.row(8, hmicfrs_grade=""),
    ]
    found = told(wrong)
    assert len(found) == 10
    assert found[0].startswith("row 3, column area: found “missing kids”; expected one of section-47, domestic-abuse")
    assert found[1] == "row 4, column sample: found “all”; expected joint or additional"
    assert found[2].startswith("row 4, column hmicfrs_grade: found “adequate”; expected one of good, requires-impr")
    assert found[3].startswith("row 5, column force_grade: found “superb”")
    assert found[4].startswith("row 5, column referred_back: found “perhaps”; expected yes, no, or nothing")
    assert found[5].startswith("row 6, column reference: found “Anna Example”; expected a number")
    assert found[6].startswith("row 8, column force_grade: found nothing")
    assert found[7].startswith("row 9, column force_grade: found a grade; expected nothing")
    assert found[8].startswith("row 10, column hmicfrs_grade: found nothing")
    assert found[9] == "row 7, column reference: found “INV-000001” again; expected it once; it stands in row 2 too"


def test_problems_beyond_the_limit_are_counted(tmp_path, testshire):
    path = cases.csv_file(tmp_path / "c.csv", [cases.row(number, area="x") for number in range(500)])
    with pytest.raises(CaseFileError) as caught:
        load_cases(path, testshire, by_name="tester")
    assert (len(caught.value.problems), caught.value.total) == (problems.LISTED, 500)


def test_columns_must_be_the_six(told):
    assert "row 1, column area: found no such column; expected a column named area" in told(
        "reference,sample\nA1,joint\n"
    )
    found = told("reference,area,sample,force_grade,hmicfrs_grade,referred_back,notes\n")
    assert found == [f"row 1: found a column “notes”; expected {cases_text()}"]
    assert "the column twice" in told("reference,reference,area,sample,force_grade,hmicfrs_grade,referred_back\n")[0]
    assert "60 columns" in told(",".join(f"c{number}" for number in range(60)))[0]


def cases_text():
    return "only reference, area, sample, force_grade, hmicfrs_grade, referred_back: single cases hold no free text"


@pytest.mark.parametrize(
    ("content", "name", "part"),
    [
        ("", "cases.csv", "an empty file"),
        ("reference,area,sample,force_grade,hmicfrs_grade,referred_back\n", "cases.csv", "nothing below it"),
        ("reference", "cases.txt", "ends in .txt"),
        (b"reference\xff\xfe,area\n", "cases.csv", "row 1: found bytes that are no UTF-8"),
        ("reference,area\nÄ1,\nÖ2\n".encode("latin-1"), "cases.csv", "row 2: found bytes that are no UTF-8"),
        (b"no archive", "cases.xlsx", "no workbook"),
        ('reference,area,sample,force_grade,hmicfrs_grade,referred_back\n"A1,x\n', "cases.csv", "no CSV"),
    ],
)
def test_what_is_no_file_of_cases_is_a_sentence(told, content, name, part):
    assert part in " ".join(told(content, name))


def test_a_file_that_is_not_there_is_a_sentence(testshire, tmp_path):
    with pytest.raises(CaseFileError) as caught:
        load_cases(tmp_path / "gone.csv", testshire, by_name="tester")
    assert "no file" in str(caught.value.problems[0])


def test_too_many_cells_are_told(told):
    head = "reference,area,sample,force_grade,hmicfrs_grade,referred_back\n"
    assert told(f"{head}A1,section-47,joint,good,good,no,a story\n") == [
        "row 2: found 7 cells; expected 6, as in the heading"
    ]


def test_names_semicolons_a_mark_and_short_rows_are_taken(tmp_path, testshire):
    path = tmp_path / "cases.csv"
    path.write_text(
        "Reference;Area;Sample;Force grade;HMICFRS grade;Referred back\n"
        "A1;Missing children;Joint sample;Requires improvement;GOOD;Y\nA2;section_47;additional;;good\n",
        encoding="utf-8-sig",
    )
    assert load_cases(path, testshire, by_name="tester").added == 2
    assert AuditedCase.objects.get(reference="A1").referred_back == "yes"
    assert AuditedCase.objects.get(reference="A2").referred_back == ""


def test_numbers_in_a_workbook_are_references(tmp_path, testshire):
    path = cases.workbook(tmp_path / "c.xlsx", [cases.row(1, reference=12.0), cases.row(2, reference=13)])
    load_cases(path, testshire, by_name="tester")
    assert set(AuditedCase.objects.values_list("reference", flat=True)) == {"12", "13"}


def test_limits_are_said(told, monkeypatch):
    monkeypatch.setattr(source, "MOST_BYTES", 100)
    assert "at most 0 MB; split the file" in told([cases.row(number) for number in range(9)])[0]
    monkeypatch.undo()
    monkeypatch.setattr("findings.cases.stage.MOST_ROWS", 5)
    assert "more than 5 rows" in told([cases.row(number) for number in range(9)])[0]


def bomb(path, name, size=0, text=b""):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text + b"0" * size)
    return path.read_bytes()


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(told, tmp_path, monkeypatch):
    monkeypatch.setattr(source, "MOST_UNPACKED", 1_000_000)
    assert "far too much" in told(bomb(tmp_path / "b.xlsx", "xl/sheet.xml", 2_000_000), "c.xlsx")[0]
    monkeypatch.setattr(source, "MOST_STRINGS", 1_000)
    assert "very many texts" in told(bomb(tmp_path / "b.xlsx", "xl/sharedStrings.xml", 2_000), "c.xlsx")[0]
    text = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]>'
    assert "document type" in told(bomb(tmp_path / "b.xlsx", "xl/sheet.xml", text=text), "c.xlsx")[0]
    assert "no workbook" in told(bomb(tmp_path / "b.xlsx", "other.txt", 10), "c.xlsx")[0]


def test_an_inspection_that_grades_no_cases_takes_none(tmp_path):
    topical = synthetic.load(synthetic.topical())
    with pytest.raises(CaseFileError) as caught:
        cases.loaded(tmp_path, [cases.row(1)], topical)
    assert "grades no cases" in str(caught.value.problems[0])
