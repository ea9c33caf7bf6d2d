"""Inspections from a file: the dry run writes nothing, accepting stores all of it, bad files get a sentence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from findings.documents.yaml_form import MAX_BYTES, write_text
from findings.models import Revision
from findings.readers.workbook.read import read_workbook
from findings.store.choices import all_choices
from findings.store.export import document_of
from inspections.models import Inspection
from tests import synthetic
from tests.loading import writes_of
from tests.people import client_of, somebody
from tests.workbooks import edited, set_cell

pytestmark = pytest.mark.django_db
UPLOAD = "/entry/upload/"


@pytest.fixture(autouse=True)
def force():
    return synthetic.testshire()


@pytest.fixture
def editor():
    return client_of(somebody("editor"))


def text(response):
    return response.content.decode()


def send(client, content, name="sent.yaml"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


def sealed(response):
    return text(response).split('name="sealed" value="')[1].split('"')[0]


def yaml_of(**fields):
    return synthetic.as_yaml(synthetic.everything(**fields)).encode()


def changes_of_tables(action):
    """What was written apart from the session."""
    return [sql for sql in writes_of(action) if "inspections_session" not in sql and "SAVEPOINT" not in sql]


def test_a_dry_run_writes_nothing_and_accepting_stores_a_draft_on_record(editor):
    answers = []
    assert changes_of_tables(lambda: answers.append(send(editor, yaml_of()))) == []
    page = text(answers[0])
    assert "A new draft of testshire-2020 would be made." in page
    assert "Finding: An invented heading" in page
    assert not Inspection.objects.filter(slug="testshire-2020").exists()
    response = editor.post(UPLOAD, {"sealed": sealed(answers[0])}, follow=True)
    assert "Stored as a draft from the file sent.yaml" in text(response)
    draft = Inspection.objects.get(slug="testshire-2020")
    assert draft.state == "draft"
    revision = Revision.objects.of(draft).get()
    assert (revision.by.username, revision.reason) == ("editor", "From the file sent.yaml")


def test_a_changed_file_shows_what_is_added_changed_and_removed(editor):
    draft = synthetic.load_as_draft(synthetic.everything())
    data = synthetic.everything()
    data["findings"] = [
        data["findings"][0] | {"summary": "Another summary."},
        synthetic.finding("third", title="A third one"),
    ]
    page = text(send(editor, synthetic.as_yaml(data).encode()))
    assert "The draft of" in page
    for what, key in (("added", "A third one"), ("removed", "An invented heading")):
        assert f'<td>{what}</td><th scope="row">Finding: {key}</th>' in page
    assert "<td>An invented finding.</td><td>Another summary.</td>" in page
    assert {row.key for row in draft.findings.all()} == {"first", "second"}


def test_a_published_inspection_gets_a_draft_of_its_next_edition(editor):
    synthetic.load(synthetic.everything())
    response = send(editor, yaml_of(findings=[synthetic.finding("first")]))
    assert "A draft of edition 2" in text(response)
    editor.post(UPLOAD, {"sealed": sealed(response)})
    states = Inspection.objects.filter(slug="testshire-2020").order_by("edition").values_list("state", flat=True)
    assert list(states) == ["published", "draft"]


def test_the_same_file_again_has_nothing_to_store(editor):
    synthetic.load_as_draft(synthetic.everything())
    page = text(send(editor, yaml_of()))
    assert "there is nothing to store" in page
    assert "sealed" not in page


def test_an_inspection_in_review_is_left_alone(editor):
    draft = synthetic.load_as_draft(synthetic.whole())
    Inspection.objects.filter(pk=draft.pk).update(state="in-review")
    response = send(editor, yaml_of())
    assert response.status_code == 400
    assert "take it back from review first" in text(response)


def test_what_was_changed_between_the_steps_is_shown_again(editor):
    draft = synthetic.load_as_draft(synthetic.whole())
    first = sealed(send(editor, yaml_of()))
    synthetic.load_as_draft(synthetic.whole(findings=[synthetic.finding("first"), synthetic.finding("new")]))
    response = editor.post(UPLOAD, {"sealed": first})
    assert response.status_code == 409
    assert "Somebody has changed this inspection meanwhile" in text(response)
    assert draft.findings.filter(key="new").exists()
    assert editor.post(UPLOAD, {"sealed": sealed(response)}).status_code == 302


def test_nobody_stores_what_another_looked_through_or_what_was_forged(editor):
    first = sealed(send(editor, yaml_of()))
    other = client_of(somebody("publisher"))
    for client, value in ((other, first), (editor, first[:-2] + "xx"), (editor, "x")):
        response = client.post(UPLOAD, {"sealed": value})
        assert response.status_code == 400
        assert "Choose the file again" in text(response)
    assert not Inspection.objects.filter(slug="testshire-2020").exists()


def test_a_dry_run_of_yesterday_is_looked_through_again(editor, monkeypatch):
    first = sealed(send(editor, yaml_of()))
    monkeypatch.setattr("dashboards.entry.uploads.HOUR", -1)
    assert "more than an hour old" in text(editor.post(UPLOAD, {"sealed": first}))


def test_a_filled_workbook_comes_back_with_one_change(editor):
    draft = synthetic.load_as_draft(synthetic.everything())
    content = editor.get(f"/entry/inspections/{draft.pk}/workbook.xlsx").content
    assert read_workbook(content, all_choices()).document == document_of(draft)
    changed = edited(content, lambda book: set_cell(book["Findings"], 2, "Summary", "Typed in a spreadsheet."))
    response = send(editor, changed, "back.xlsx")
    assert "<td>An invented finding.</td><td>Typed in a spreadsheet.</td>" in text(response)
    editor.post(UPLOAD, {"sealed": sealed(response)})
    assert draft.findings.get(key="first").summary == "Typed in a spreadsheet."


def test_every_wrong_cell_is_listed(editor):
    content = editor.get("/entry/template/ncpi-2017.xlsx").content
    response = send(editor, edited(content, lambda book: set_cell(book["Figures"], 2, "Value", "ten")), "new.xlsx")
    assert response.status_code == 400
    page = text(response)
    assert '<th scope="row">Figures, cell D2</th><td data-head="Field: ">Value</td>' in page
    assert '<td data-head="Found: ">ten</td>' in page
    assert '<th scope="row">Inspection, cell B2</th>' in page
    assert "sealed" not in page


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"%PDF-1.7", "report.xlsx", "this is a PDF file"),
        (b"%PDF-1.7", "report.yaml", "this is a PDF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "locked.xlsx", "protected by a password"),
        ("document: ü".encode("utf-16"), "sent.yaml", "UTF-16"),
        ("document: ü".encode("latin-1"), "sent.yaml", "not UTF-8"),
        (b"", "empty.yaml", "empty"),
        (b"a: [", "sent.yaml", "not YAML"),
        (b"PK\x03\x04", "sent.xlsx", "damaged"),
    ],
)
def test_a_bad_file_gets_a_sentence_and_changes_nothing(editor, content, name, sentence):
    response = send(editor, content, name)
    assert response.status_code == 400
    assert sentence in text(response)


def test_a_file_that_is_too_large_is_read_away_and_told(editor):
    response = send(editor, b"0" * (MAX_BYTES + 1), "huge.xlsx")
    assert response.status_code == 400
    assert "larger than 5,000,000 bytes" in text(response)


def test_no_file_is_told(editor):
    assert "Choose a file." in text(editor.post(UPLOAD, {}))


def test_a_form_without_its_token_is_refused(editor):
    client = client_of(somebody("publisher"), enforce_csrf_checks=True)
    assert send(client, yaml_of()).status_code == 403
    assert client.post(UPLOAD, {"sealed": "x"}).status_code == 403


@pytest.mark.parametrize(("role", "status"), [(None, 302), ("reader", 403), ("administrator", 403)])
def test_files_are_for_those_who_enter(client, role, status):
    draft = synthetic.load_as_draft(synthetic.whole())
    if role:
        client.force_login(somebody(role))
    for address in (
        UPLOAD,
        "/entry/template/ncpi-2017.xlsx",
        "/entry/inspections/dorset-2021.xlsx",
        f"/entry/inspections/{draft.pk}/workbook.xlsx",
        f"/entry/inspections/{draft.pk}/document.yaml",
    ):
        assert client.get(address).status_code == status
    assert send(client, yaml_of()).status_code == status


def test_templates_and_filled_workbooks_can_be_taken(editor):
    for framework in ("ncpi-2014", "ncpi-2017", "ncpi-2024"):
        response = editor.get(f"/entry/template/{framework}.xlsx")
        assert response.headers["Content-Disposition"] == f'attachment; filename="template-{framework}.xlsx"'
        assert response.content[:2] == b"PK"
    dorset = Inspection.objects.published().get(slug="dorset-2021")
    content = editor.get("/entry/inspections/dorset-2021.xlsx").content
    assert read_workbook(content, all_choices()).document == document_of(dorset)
    draft = synthetic.load_as_draft(synthetic.whole())
    assert editor.get(f"/entry/inspections/{draft.pk}/document.yaml").content.decode() == write_text(document_of(draft))
    assert editor.get("/entry/template/nothing.xlsx").status_code == 404
    assert editor.get("/entry/inspections/testshire-2020.xlsx").status_code == 404  # a draft is not a published one
