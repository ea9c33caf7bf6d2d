"""More rules that span tables: the scale of the framework for sets and topics, and its areas for every item."""

from django.db import migrations

from findings.triggers import Rule, operation

FRAMEWORK = "(SELECT framework_id FROM inspections_inspection WHERE id = NEW.inspection_id)"


def area_of_framework(item):
    """Each area that an item speaks of belongs to the framework of its inspection."""
    return Rule(
        f"findings_{item}_areas_area_of_framework",
        f"findings_{item}_areas",
        (f"{item}_id", "area_id"),
        "(SELECT framework_id FROM inspections_area WHERE id = NEW.area_id) = "
        f"(SELECT i.framework_id FROM findings_{item} t JOIN inspections_inspection i ON i.id = t.inspection_id "
        f"WHERE t.id = NEW.{item}_id)",
        "This area belongs to another framework.",
    )


RULES = [
    Rule(
        "findings_caseaudit_scale_of_framework",
        "findings_caseaudit",
        ("scale_id", "inspection_id"),
        f"COALESCE((SELECT case_scale_id FROM inspections_framework WHERE id = {FRAMEWORK}), 0) = NEW.scale_id",
        "The framework grades cases on another scale.",
    ),
    Rule(
        "findings_topicgrade_grade_of_framework",
        "findings_topicgrade",
        ("grade_id", "inspection_id"),
        "(SELECT scale_id FROM inspections_grade WHERE id = NEW.grade_id) = "
        f"COALESCE((SELECT topic_scale_id FROM inspections_framework WHERE id = {FRAMEWORK}), 0)",
        "The framework grades topics on another scale.",
    ),
    *(area_of_framework(item) for item in ("finding", "illustration", "recommendation", "reportedfigure")),
]


class Migration(migrations.Migration):
    dependencies = [("findings", "0003_rules_across_tables")]

    operations = [operation(RULES)]
