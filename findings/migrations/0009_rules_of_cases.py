"""Rules of single cases that span tables: area, grades and force are those of the inspection."""

from django.db import migrations

from findings.triggers import Rule, operation

FRAMEWORK = "(SELECT framework_id FROM inspections_inspection WHERE id = NEW.inspection_id)"
SCALE = f"COALESCE((SELECT case_scale_id FROM inspections_framework WHERE id = {FRAMEWORK}), 0)"


def rules_of(table):
    """The same three for the cases and for their counts."""
    return [
        Rule(
            f"{table}_area_of_framework",
            table,
            ("area_id", "inspection_id"),
            f"(SELECT framework_id FROM inspections_area WHERE id = NEW.area_id) = {FRAMEWORK}",
            "This area belongs to another framework.",
        ),
        Rule(
            f"{table}_grades_of_scale",
            table,
            ("force_grade_id", "hmicfrs_grade_id", "inspection_id"),
            f"(SELECT scale_id FROM inspections_grade WHERE id = NEW.hmicfrs_grade_id) = {SCALE} AND "
            "(NEW.force_grade_id IS NULL OR "
            f"(SELECT scale_id FROM inspections_grade WHERE id = NEW.force_grade_id) = {SCALE})",
            "The framework grades cases on another scale.",
        ),
        Rule(
            f"{table}_force_of_inspection",
            table,
            ("force_id", "inspection_id"),
            "NEW.force_id = (SELECT force_id FROM inspections_inspection WHERE id = NEW.inspection_id)",
            "These cases are of another force.",
        ),
    ]


RULES = [
    *rules_of("findings_auditedcase"),
    *rules_of("findings_casecount"),
    Rule(
        "inspections_inspection_cases_stay",
        "inspections_inspection",
        ("force_id", "framework_id"),
        "NOT EXISTS (SELECT 1 FROM findings_casecount c JOIN inspections_area a ON a.id = c.area_id "
        "WHERE c.inspection_id = NEW.id AND (c.force_id <> NEW.force_id OR a.framework_id <> NEW.framework_id))",
        "Single cases are loaded for this inspection: purge them before its force or framework changes.",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("findings", "0008_released_tables")]

    operations = [operation(RULES)]
