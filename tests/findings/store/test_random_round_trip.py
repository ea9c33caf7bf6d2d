"""Any document that is stored comes out again as it went in, and once more through YAML and a workbook."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from findings.documents.workbook.write import write
from findings.documents.yaml_form import read_text, write_text
from findings.models import Theme
from findings.models.theme import ThemeGroup
from findings.readers.workbook.read import read_workbook
from findings.store.choices import all_choices
from findings.store.export import document_of
from findings.store.load import canonical, load_sources
from inspections.models import Area, Chapter, Force, Framework, Grade, GradeScale, Topic
from tests import synthetic
from tests.random_documents import documents
from tests.workbooks import CHOICES

pytestmark = pytest.mark.django_db


def scale(slug, grades):
    made, _ = GradeScale.objects.get_or_create(slug=slug, defaults={"name": f"Invented {slug}"})
    for order, grade in enumerate(grades, 1):
        Grade.objects.get_or_create(scale=made, slug=grade, defaults={"name": grade, "order": order, "tone": "fair"})
    return made


@pytest.fixture
def invented():
    """The framework, forces and themes of the random documents, as rows."""
    framework = Framework.objects.create(
        slug=CHOICES.framework,
        name=CHOICES.framework_name,
        order=99,
        case_scale=scale("invented-cases", CHOICES.of("grades")),
        topic_scale=scale(CHOICES.topic_scale, CHOICES.of("topic_grades")),
    )
    for model, name in ((Area, "areas"), (Chapter, "chapters"), (Topic, "topics")):
        for order, slug in enumerate(CHOICES.of(name), 1):
            model.objects.create(framework=framework, slug=slug, name=slug, order=order)
    for order, slug in enumerate(CHOICES.of("themes"), 900):
        Theme.objects.create(slug=slug, name=slug, group=ThemeGroup.CUSTODY, definition="Invented.", order=order)
    synthetic.testshire()
    Force.objects.create(
        slug="otherland", name="Otherland", official_name="x", region="x", nation="Wales", is_demo=True
    )
    synthetic.load(synthetic.document("testshire-1999"))
    return framework


def on_scale(document, slug):
    """The document with its case audits on this scale: a grade scale of four has been loaded under the usual name."""
    audits = [audit.model_copy(update={"scale": slug}) for audit in document.case_audits]
    return document.model_copy(update={"case_audits": audits})


def test_any_document_survives_the_database_yaml_and_a_workbook(invented):
    choices = all_choices()

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(documents())
    def survives(document):
        wanted = on_scale(document, "invented-cases")
        source = read_text(write_text(wanted))
        with transaction.atomic():
            stored = document_of(load_sources([source], as_draft=True)[0].inspection)
            transaction.set_rollback(True)
        assert canonical(stored) == canonical(wanted)
        assert read_text(write_text(stored)).document == stored
        assert read_workbook(write(stored, choices[CHOICES.framework]), choices).document == stored

    survives()
