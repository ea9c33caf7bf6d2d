"""What a workbook of one framework may say, from the reference data."""

from findings.documents.workbook.choices import Choices
from findings.models import Theme
from inspections.models import Force, Framework, Inspection


def choices_of(framework):
    """The Choices of a framework's row."""
    rows = {
        "forces": Force.objects.all(),
        "inspections": Inspection.objects.published().order_by("slug"),
        "areas": framework.areas.all(),
        "chapters": framework.chapters.all(),
        "topics": framework.topics.all(),
        "grades": framework.case_scale.grades.all() if framework.case_scale else (),
        "topic_grades": framework.topic_scale.grades.all() if framework.topic_scale else (),
        "themes": Theme.objects.current(),
    }
    lists, names = {}, {}
    for name, found in rows.items():
        found = list(found)
        lists[name] = tuple(row.slug for row in found)
        names |= {(name, row.slug): str(row) for row in found}
    names |= {("short_areas", row.slug): row.short_name for row in framework.areas.all()}
    return Choices(
        framework=framework.slug,
        framework_name=framework.name,
        case_scale=framework.case_scale.slug if framework.case_scale else None,
        topic_scale=framework.topic_scale.slug if framework.topic_scale else None,
        lists=lists,
        names=names,
    )


def all_choices():
    """The Choices of every framework, by slug."""
    rows = Framework.objects.select_related("case_scale", "topic_scale")
    return {row.slug: choices_of(row) for row in rows}
