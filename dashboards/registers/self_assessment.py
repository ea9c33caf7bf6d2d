"""Joint samples as rows: one per grade, with what the totals of both assessors allow repeated on each."""

import django_tables2 as tables
from django.conf import settings
from django_tables2 import Column

from dashboards.pages.joint_samples import published_joint_samples
from dashboards.registers import filters
from dashboards.registers.base import Register
from dashboards.registers.query import RegisterQuery
from findings.reconcile import distribution_of
from inspections.models import Inspection


class SelfAssessmentFilter(filters.RegisterFilterSet):
    force = filters.force("force__slug")


class SelfAssessmentTable(tables.Table):
    force = Column("Force", order_by="force__slug")
    inspection = Column("Inspection", order_by="slug")
    scale = Column("Scale", orderable=False)
    grade = Column("Grade", orderable=False)
    force_cases = Column("Cases, force", orderable=False)
    hmicfrs_cases = Column("Cases, HMICFRS", orderable=False)
    cases = Column("Cases graded by both", orderable=False)
    same_min = Column("Same grade, least", orderable=False)
    same_max = Column("Same grade, most", orderable=False)
    higher_min = Column("Force higher, least", orderable=False)
    higher_max = Column("Force higher, most", orderable=False)
    lower_min = Column("Force lower, least", orderable=False)
    lower_max = Column("Force lower, most", orderable=False)
    mean_shift = Column("Mean shift", orderable=False)


class SelfAssessmentRegister(Register):
    """One row per grade of a joint sample. A sample of which nothing can be said keeps its printed counts, and its
    bounds stay empty.
    """

    name, url_name = "self-assessment", "self-assessment"
    title = "Self-assessment"
    lead = (
        "How a force and HMICFRS graded the same cases, and the bounds and the mean shift that the two totals allow. "
        "Higher, and a positive shift: the force graded itself higher."
    )
    note_on_use = (
        "The bounds belong to the inspection and repeat on each row. There is no rate of agreement: which case got "
        "which two grades is not printed. The mean shift supposes equal steps."
    )
    table, filterset = SelfAssessmentTable, SelfAssessmentFilter
    default_order = ("slug",)

    @classmethod
    def queryset(cls):
        return Inspection.objects.published()

    @classmethod
    def reports(cls, rows):
        slugs = {row["inspection"] for row in rows}
        return Inspection.objects.published().filter(slug__in=slugs).values("pk")

    @classmethod
    def keys_of_reports(cls, objects):
        return {row["pk"] for row in cls.reports(objects)}

    @classmethod
    def row(cls, obj):
        return obj


class Rows(list):
    """Rows made in Python, handed out as a queryset would."""

    def iterator(self, chunk_size=None):
        return iter(self)

    def count(self):
        return len(self)


class SelfAssessmentQuery(RegisterQuery):
    """What was asked for, checked like any register; its rows are of grades, not of inspections."""

    def __init__(self, parameters):
        super().__init__(SelfAssessmentRegister, parameters)

    def count(self, rows):
        return len(rows)

    def objects(self, page):
        return page.object_list

    def rows(self):
        inspections = [row.pk for row in super().rows()]
        place = {pk: number for number, pk in enumerate(inspections)}
        samples = [sample for sample in published_joint_samples() if sample.inspection.pk in place]
        samples.sort(key=lambda sample: place[sample.inspection.pk])
        return Rows(row for sample in samples for row in grade_rows(sample))


def grade_rows(sample):
    """The rows of one joint sample, best grade first."""
    inspection, result = sample.inspection, sample.result
    audit = sample.force or sample.hmicfrs
    for scale in sample.scales:
        own, theirs = (_counts(one, scale) for one in (sample.force, sample.hmicfrs))
        for grade in scale.grades.all():
            yield {
                "force": inspection.force.slug,
                "inspection": inspection.slug,
                "scale": scale.slug,
                "grade": grade.slug,
                "force_cases": own.get(grade.slug),
                "hmicfrs_cases": theirs.get(grade.slug),
                "cases": result.n if result else None,
                **_bounds(result),
                "mean_shift": round(float(result.mean_shift), 4) if result else None,
                "id": f"{inspection.slug}:{grade.slug}",
                "link": f"{settings.SITE_ADDRESS}{audit.get_absolute_url()}",
                "edition": inspection.edition,
                "ons_code": inspection.force.ons_code,
            }


def _counts(audit, scale):
    if audit is None or audit.scale != scale:
        return {}
    found = distribution_of(audit)
    return dict(zip(found.grades, found.counts, strict=True))


def _bounds(result):
    cells = {}
    for name in ("same", "higher", "lower"):
        bounds = getattr(result, name) if result else (None, None)
        cells |= {f"{name}_min": bounds[0], f"{name}_max": bounds[1]}
    return cells
