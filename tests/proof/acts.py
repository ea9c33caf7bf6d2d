"""What is killed in the middle: each act as the service does it, safe to be asked for again."""

from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from findings.actions import publication, review, upload
from findings.actions.draft import begin_draft
from findings.documents.workbook.write import write
from findings.documents.yaml_form import read_text, write_text
from findings.store.choices import choices_of
from findings.store.load import load_sources
from inspections.models import Framework, Inspection, Person
from tests import synthetic
from tests.people import somebody

MANY, NAME = 400, "large.xlsx"


def folder():
    return Path(settings.DATA_DIR)


def many(slug):
    return synthetic.document(slug, findings=[synthetic.finding(f"finding-{n}") for n in range(MANY)])


def prepare():
    editor, _ = somebody("editor"), somebody("publisher")
    synthetic.load(synthetic.everything())
    source = read_text(synthetic.as_yaml(many("testshire-2021")), "draft.yaml")
    draft = load_sources([source], as_draft=True)[0].inspection
    begin_draft(draft, by=editor)
    review.submit(draft, by=editor)
    document = read_text(synthetic.as_yaml(many("testshire-2022")), "workbook.yaml").document
    content = write(document, choices_of(Framework.objects.get(slug="ncpi-2017")))
    (folder() / NAME).write_bytes(content)


def load():
    call_command("load_documents", str(folder() / "large.yaml"), stdout=StringIO())


def publish():
    draft = Inspection.objects.get(slug="testshire-2021")
    if draft.state != Inspection.State.PUBLISHED:
        publication.publish(draft, by=Person.objects.get(username="publisher"))


def import_workbook():
    found = upload.dry_run((folder() / NAME).read_bytes(), NAME)
    assert not found.problems, found.problems
    if found.changes:
        text = write_text(found.document)
        upload.accept(text, NAME, seen=found.seen, by=Person.objects.get(username="editor"))


def export():
    call_command("export_package", stdout=StringIO())
