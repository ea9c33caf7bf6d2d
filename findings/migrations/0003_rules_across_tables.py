"""Rules that span tables: grades of the set's scale, areas, chapters and topics of the inspection's framework."""

from django.db import migrations

from findings.triggers import Rule, operation

SCALE_OF_SET = "(SELECT scale_id FROM findings_caseaudit WHERE id = NEW.case_audit_id)"
FRAMEWORK = "(SELECT framework_id FROM inspections_inspection WHERE id = NEW.inspection_id)"


def of_framework(table, column, part, optional=False):
    """The row that `column` names belongs to the framework of the inspection."""
    holds = f"(SELECT framework_id FROM inspections_{part} WHERE id = NEW.{column}) = {FRAMEWORK}"
    return Rule(
        f"{table}_{part}_of_framework",
        table,
        (column, "inspection_id"),
        f"NEW.{column} IS NULL OR {holds}" if optional else holds,
        f"This {part} belongs to another framework.",
    )


RULES = [
    Rule(
        "findings_gradecount_grade_of_scale",
        "findings_gradecount",
        ("grade_id", "grade_to_id", "case_audit_id"),
        f"(SELECT scale_id FROM inspections_grade WHERE id = NEW.grade_id) = {SCALE_OF_SET} AND "
        "(NEW.grade_to_id IS NULL OR (SELECT scale_id FROM inspections_grade WHERE id = NEW.grade_to_id) = "
        f"{SCALE_OF_SET})",
        "This grade belongs to another scale.",
    ),
    Rule(
        "findings_gradecount_range_in_order",
        "findings_gradecount",
        ("grade_id", "grade_to_id"),
        'NEW.grade_to_id IS NULL OR (SELECT "order" FROM inspections_grade WHERE id = NEW.grade_to_id) > '
        '(SELECT "order" FROM inspections_grade WHERE id = NEW.grade_id)',
        "A range of grades runs from the better to the worse.",
    ),
    Rule(
        "findings_caseaudit_scale_of_counts",
        "findings_caseaudit",
        ("scale_id",),
        "NOT EXISTS (SELECT 1 FROM findings_gradecount c JOIN inspections_grade g ON g.id = c.grade_id "
        "WHERE c.case_audit_id = NEW.id AND g.scale_id <> NEW.scale_id)",
        "This set has grades of another scale.",
    ),
    of_framework("findings_caseaudit", "area_id", "area", optional=True),
    of_framework("findings_topicgrade", "topic_id", "topic"),
    of_framework("findings_finding", "topic_id", "topic", optional=True),
    *(
        of_framework(f"findings_{table}", "chapter_id", "chapter")
        for table in ("finding", "illustration", "recommendation", "reportedfigure")
    ),
]


class Migration(migrations.Migration):
    dependencies = [("findings", "0002_initial")]

    operations = [operation(RULES)]
