"""Every mistake of a workbook at once: of cells, between cells, of references and of the database."""

from datetime import datetime

import pytest

from findings.actions.upload import dry_run
from findings.documents.workbook.write import write
from findings.store.choices import all_choices
from tests import synthetic
from tests.workbooks import edited, set_cell

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled():
    """A workbook of an invented inspection with something of every kind."""
    synthetic.testshire()
    source = synthetic.source(synthetic.everything())
    return write(source.document, all_choices()[source.document.inspection.framework])


def put(book, title, row, **values):
    for heading, value in values.items():
        set_cell(book[title], row, heading.replace("_", " "), value)


def field_of(book, label):
    return next(row for row in book["Inspection"].iter_rows() if row[0].value == label)[1]


def told(content, change):
    """{(sheet, cell): [messages]} of every problem of the workbook after `change(book)`."""
    found = {}
    for problem in dry_run(edited(content, change), "sent.xlsx").problems:
        found.setdefault((problem.sheet, problem.cell), []).append(problem.message)
    return found


def test_a_filled_workbook_has_no_mistakes(filled):
    assert told(filled, lambda book: None) == {}


def test_cells_rules_references_and_the_database_are_told_together(filled):
    def change(book):
        field_of(book, "Address name").value = "Testshire 2020"
        field_of(book, "Inspected to").value = datetime(2020, 1, 1)
        put(book, "Findings", 2, Polarity="bad")
        put(book, "Illustrations", 2, Finding="gone")
        put(book, "Milestones", 2, Within=6, Unit=None)
        put(book, "Recommendations", 3, Number=1)

    found = told(filled, change)
    by_sheet = sorted((sheet, *messages) for (sheet, _), messages in found.items())
    assert [(sheet, len(messages)) for sheet, *messages in by_sheet] == [
        ("Findings", 1),
        ("Illustrations", 1),
        ("Inspection", 1),
        ("Inspection", 1),
        ("Milestones", 1),
        ("Recommendations", 1),
    ]
    assert ("Milestones", "within and unit come together") in by_sheet
    assert any("inspected_to must not be before" in message for _, message in by_sheet)
    assert any("used twice" in message for _, message in by_sheet)


def test_rows_of_a_recommendation_that_is_not_there_are_looked_at_as_any_others(filled):
    def change(book):
        put(book, "Parts", 2, Recommendation="gone", Key="Not a key", Text=None)
        put(book, "Claims", 2, Recommendation="gone", Voice="force", State="closed", On="soon")
        put(book, "Claims", 3, Recommendation=None, Voice="force", State="met", On=datetime(2020, 7, 2), Source="X.")

    found = told(filled, change)
    sheets = [(sheet, cell[0], message) for (sheet, cell), messages in found.items() for message in messages]
    assert sorted((sheet, column) for sheet, column, _ in sheets) == [
        ("Claims", "A"),
        ("Claims", "A"),
        ("Claims", "A"),
        ("Claims", "D"),
        ("Parts", "A"),
        ("Parts", "B"),
        ("Parts", "C"),
    ]
    messages = " / ".join(message for _, _, message in sheets)
    for part in ("has the key gone", "only hmicfrs closes", "this field is missing", "a date, typed as a date"):
        assert part in messages


def test_lumped_grades_without_their_set_are_looked_at_as_any_others(filled):
    def change(book):
        row = {"Assessor": "force", "Sample": "joint", "Area": "police-custody"}
        put(book, "Lumped grades", 2, **row, Grade="inadequate", Grade_to="good", Cases="some")
        put(book, "Lumped grades", 3, Sample="joint", Grade="good", Grade_to="inadequate", Cases=2)

    found = told(filled, change)
    assert sorted(message.split(",")[0] for messages in found.values() for message in messages) == [
        "found some",
        "grade_to must come after grade in the order of the scale",
        "no line of Case audits has this assessor",
        "this field is missing and must be given",
    ]


def test_what_follows_from_a_missing_sheet_column_or_cell_is_not_told(filled):
    def without_recommendations(book):
        book.remove(book["Recommendations"])
        put(book, "Findings", 2, Polarity="bad")

    found = told(filled, without_recommendations)
    assert {sheet for sheet, _ in found} == {"Recommendations", "Findings"}
    assert sum(map(len, found.values())) == 2

    def without_keys(book):
        for cell in book["Findings"][1]:
            cell.value = None if cell.value == "Key" else cell.value

    found = told(filled, without_keys)
    assert {message.split(" is ")[0] for messages in found.values() for message in messages} == {
        "the column Key",
        "found a value under no heading",
    }

    def with_a_wrong_set(book):
        put(book, "Case audits", 2, Area="nowhere", Derived_grades="inadequate")
        put(book, "Case audits", 2, Inadequate="none")
        row = {"Assessor": "force", "Sample": "joint", "Grade": "good", "Grade to": "inadequate", "Cases": 1}
        put(book, "Lumped grades", 2, **row)

    found = told(filled, with_a_wrong_set)
    assert [message.split(",")[0] for messages in found.values() for message in messages] == [
        "found nowhere",
        "found none",
    ]


def test_a_merge_is_told_and_not_the_cells_that_it_swallowed(filled):
    def change(book):
        book["Findings"].merge_cells("D2:F2")
        field_of(book, "Force").value = None

    assert [message.split(": ")[0] for messages in told(filled, change).values() for message in messages] == [
        "the cells D2:F2 are merged",
        "this field is missing and must be given",
    ]


def test_a_workbook_without_its_inspection_is_told_of_the_rest(filled):
    def change(book):
        book.remove(book["Inspection"])
        put(book, "Findings", 2, Wording="mine")

    assert sorted(sheet for sheet, _ in told(filled, change)) == ["Findings", "Inspection"]
