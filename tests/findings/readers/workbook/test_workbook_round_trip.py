"""A document becomes a workbook and the same document again: random ones, and every transcribed inspection."""

import pytest
from hypothesis import HealthCheck, given, settings

from findings.documents import case_audits, figures, findings, inspection_document, recommendations
from findings.documents.workbook import sheets
from findings.documents.workbook.plan import plan
from findings.documents.workbook.records import NoPlaceError
from findings.documents.workbook.write import template, write
from findings.documents.yaml_form import read_file, read_text, write_text
from findings.readers.workbook.read import read_workbook
from findings.store.choices import all_choices
from tests.conftest import DOCUMENTS
from tests.random_documents import documents
from tests.workbooks import CHOICES, edited

PARTS = {
    sheets.INSPECTION: inspection_document.InspectionPart,
    sheets.TOPIC_GRADES: case_audits.TopicGradePart,
    sheets.FINDINGS: findings.FindingPart,
    sheets.CASE_THEMES: findings.FindingPart,
    sheets.ILLUSTRATIONS: findings.IllustrationPart,
    sheets.RECOMMENDATIONS: recommendations.RecommendationPart,
    sheets.PARTS: recommendations.RecommendationPartPart,
    sheets.CLAIMS: recommendations.ClaimPart,
    sheets.FIGURES: figures.FigurePart,
    sheets.EQUATIONS: figures.EquationPart,
    sheets.JUDGMENTS: figures.JudgmentPart,
    sheets.MILESTONES: inspection_document.MilestonePart,
}
ELSEWHERE = {"framework", "parts", "claims"}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_any_document_survives_a_workbook(document):
    read = read_workbook(write(document, CHOICES), {CHOICES.framework: CHOICES})
    assert read.document == document


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_any_document_survives_yaml(document):
    assert read_text(write_text(document)).document == document


@pytest.mark.django_db
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_transcription_survives_a_workbook_saved_again_by_another_hand(path):
    document = read_file(path).document
    choices = all_choices()
    content = edited(write(document, choices[document.inspection.framework]), lambda book: None)
    assert read_workbook(content, choices).document == document


@pytest.mark.parametrize("sheet", PARTS, ids=lambda sheet: sheet.title)
def test_no_field_of_a_document_is_without_a_column(sheet):
    outer = {column.path[0] for column in sheet.columns} - {"order", "recommendation"} | dict(sheet.given).keys()
    missing = set(PARTS[sheet].model_fields) - outer
    assert missing <= ELSEWHERE
    assert outer <= set(PARTS[sheet].model_fields)


def test_a_document_of_another_framework_has_no_place_in_the_workbook():
    path = next(path for path in DOCUMENTS if path.stem.endswith("review"))
    with pytest.raises(NoPlaceError, match="framework"):
        write(read_file(path).document, CHOICES)


def test_the_template_asks_for_what_the_framework_has():
    seen = {}

    def look(book):
        seen["sheets"] = book.sheetnames
        audits = book["Case audits"]
        seen["headings"] = [cell.value for cell in audits[1]]
        seen["first"] = [[cell.value for cell in row[:3]] for row in audits["A2:C8"]]
        seen["locked"] = audits["A1"].protection.locked, audits.protection.sheet
        seen["open"] = audits.column_dimensions["A"].protection.locked
        rules = {str(rule.sqref): rule for rule in audits.data_validations.dataValidation}
        seen["areas"] = rules["C2:C5000"].formula1
        seen["note"] = rules["D2:D5000"].prompt

    edited(template(CHOICES), look)
    assert seen["sheets"] == ["About", "Inspection", *(sheet.title for sheet in plan(CHOICES)), "Lists"]
    assert seen["headings"][:8] == ["Assessor", "Sample", "Area", "Good", "adequate", "poor", "worst", "Printed total"]
    assert seen["first"][0] == ["force", "joint", None]
    assert seen["first"][4] == ["hmicfrs", "all", "missing"]
    assert seen["locked"] == (True, True)
    assert seen["open"] is False
    assert seen["areas"] == "Lists!$E$2:$E$4"
    assert "0: printed as none" in seen["note"]
