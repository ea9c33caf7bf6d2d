"""The reference data of the database, as documents are checked against it and rows are made from it."""

from dataclasses import dataclass

from django.db.models import Case, Value, When

from findings.documents.check import FrameworkVocabulary, Vocabulary
from findings.models import Theme, WithdrawnTheme
from inspections.models import Area, Chapter, Force, Framework, Grade, GradeScale, Inspection, Topic


def vocabulary():
    """What documents may name, read in a fixed number of queries."""
    parts = {Area: {}, Chapter: {}, Topic: {}}
    for model, slugs in parts.items():
        for framework, slug in model.objects.values_list("framework_id", "slug"):
            slugs.setdefault(framework, set()).add(slug)
    scales = {}
    for scale, grade in Grade.objects.order_by("scale", "order").values_list("scale__slug", "slug"):
        scales.setdefault(scale, []).append(grade)
    frameworks = {
        row.slug: FrameworkVocabulary(
            areas=frozenset(parts[Area].get(row.pk, ())),
            chapters=frozenset(parts[Chapter].get(row.pk, ())),
            topics=frozenset(parts[Topic].get(row.pk, ())),
            case_scale=row.case_scale.slug if row.case_scale else None,
            topic_scale=row.topic_scale.slug if row.topic_scale else None,
        )
        for row in Framework.objects.select_related("case_scale", "topic_scale")
    }
    gone = Case(When(retired_on__isnull=False, merged_into=None, then=Value(True)), default=Value(False))
    themes = list(Theme.objects.values_list("slug", gone))
    return Vocabulary(
        forces=frozenset(Force.objects.values_list("slug", flat=True)),
        frameworks=frameworks,
        themes=frozenset(theme for theme, is_gone in themes if not is_gone),
        retired=frozenset(theme for theme, is_gone in themes if is_gone),
        taken_off=_taken_off(),
        scales=scales,
        inspections=frozenset(Inspection.objects.published().values_list("slug", flat=True)),
    )


def _taken_off():
    """Retired themes that documents may still name: people took them off those items."""
    rows = WithdrawnTheme.objects.filter(theme__retired_on__isnull=False)
    return frozenset(rows.values_list("inspection__slug", "noun", "key", "theme__slug"))


@dataclass(frozen=True)
class Terms:
    """The rows behind the slugs that a document of one framework uses."""

    areas: dict
    chapters: dict
    topics: dict
    topic_grades: dict
    scales: dict
    grades: dict
    themes: dict

    @classmethod
    def of(cls, framework):
        grades = list(Grade.objects.select_related("scale"))
        return cls(
            areas={row.slug: row for row in framework.areas.all()},
            chapters={row.slug: row for row in framework.chapters.all()},
            topics={row.slug: row for row in framework.topics.all()},
            topic_grades={row.slug: row for row in grades if row.scale_id == framework.topic_scale_id},
            scales={row.slug: row for row in GradeScale.objects.all()},
            grades={(row.scale.slug, row.slug): row for row in grades},
            themes={row.slug: row for row in Theme.objects.all()},
        )
