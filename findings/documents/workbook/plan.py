"""Which sheets a workbook of one framework has, and in which order."""

from dataclasses import replace

from findings.documents.workbook import sheets
from findings.documents.workbook.layout import Column

COUNTS = "counts"


def plan(choices):
    """The sheets after About and Inspection: those of cases or of topics only where the framework grades them."""
    graded = []
    if choices.case_scale:
        graded += [_with_grades(choices), sheets.LUMPED]
    if choices.topic_scale:
        graded.append(sheets.TOPIC_GRADES)
    return (
        *graded,
        sheets.CASE_THEMES,
        sheets.FINDINGS,
        sheets.ILLUSTRATIONS,
        sheets.RECOMMENDATIONS,
        sheets.PARTS,
        sheets.CLAIMS,
        sheets.FIGURES,
        sheets.EQUATIONS,
        sheets.JUDGMENTS,
        sheets.MILESTONES,
    )


def _with_grades(choices):
    """The case audits with a column for each grade of the scale, best first, between the area and the total."""
    grades = tuple(
        Column(
            choices.name("grades", grade),
            f"{COUNTS}.{grade}",
            "whole",
            "Cases with this grade. Empty: not printed. 0: printed as none.",
            width=12,
        )
        for grade in choices.of("grades")
    )
    columns = sheets.CASE_AUDITS.columns
    return replace(sheets.CASE_AUDITS, columns=(*columns[:3], *grades, *columns[3:]))


def expected_sets(choices):
    """The counted sets that a report under this framework usually prints: (assessor, sample, area or None)."""
    whole = [("force", "joint", None), ("hmicfrs", "joint", None), ("hmicfrs", "additional", None)]
    return [*whole, ("hmicfrs", "all", None), *(("hmicfrs", "all", area) for area in choices.of("areas"))]
