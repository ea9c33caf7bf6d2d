"""The names of the database as a reader of reports needs them: plain data, so that reading itself asks no database."""

from findings.readers.report.vocabulary import FrameworkTerms, ReaderVocabulary
from inspections.models import Area, Chapter, Force, Framework, Grade, Inspection, Topic


def reader_vocabulary():
    """Forces with every name, frameworks with the titles of their parts, scales; in a fixed number of queries."""
    titles = {Area: {}, Chapter: {}, Topic: {}}
    for model, found in titles.items():
        for framework, slug, name in model.objects.order_by("framework_id", "order").values_list(
            "framework_id", "slug", "name"
        ):
            found.setdefault(framework, {})[slug] = name
    scales = {}
    for scale, grade in Grade.objects.order_by("scale", "order").values_list("scale__slug", "slug"):
        scales.setdefault(scale, []).append(grade)
    return ReaderVocabulary(
        forces={
            slug: tuple(dict.fromkeys((name, official, *aliases)))
            for slug, name, official, aliases in Force.objects.values_list("slug", "name", "official_name", "aliases")
        },
        frameworks={
            row.slug: FrameworkTerms(
                areas=titles[Area].get(row.pk, {}),
                chapters=titles[Chapter].get(row.pk, {}),
                topics=titles[Topic].get(row.pk, {}),
                case_scale=row.case_scale.slug if row.case_scale else None,
                topic_scale=row.topic_scale.slug if row.topic_scale else None,
            )
            for row in Framework.objects.select_related("case_scale", "topic_scale").order_by("order")
        },
        scales={scale: tuple(grades) for scale, grades in scales.items()},
        inspections=frozenset(Inspection.objects.published().values_list("slug", flat=True)),
    )
