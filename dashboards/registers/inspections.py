"""One row per published inspection: who was inspected, when, by which rules, and the numbers its report opens with."""

import django_tables2 as tables
from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django_tables2 import Column

from dashboards.pages.counted_audits import headline_audits
from dashboards.pages.headlines import counted_grades, counts_in_order
from dashboards.registers import filter_kinds, filters
from dashboards.registers.base import Cell, Register, force_cell, identity, joined, label
from dashboards.registers.reference import by_key, give
from dashboards.templatetags.formatting import on_date, period
from findings.models import CaseAudit, Finding, Recommendation
from findings.reconcile import distribution_of
from inspections.models import Force, Framework, Inspection


class InspectionFilter(filters.RegisterFilterSet):
    q = filter_kinds.Words("title", "abstract")
    force = filters.force("force__slug")
    region = filters.region("force__region")
    nation = filters.nation("force__nation")
    inspection = filters.inspection("slug")
    kind = filters.kind_of_inspection("kind")
    framework = filters.framework("framework__slug")
    year = filters.year("published_on")


class InspectionTable(tables.Table):
    force = Column("Force", order_by="force__slug")
    inspection = Column("Address", order_by="slug")
    title = Column("Inspection", order_by="title")
    kind = Column("Kind", order_by="kind")
    framework = Column("Framework", order_by="framework__order")
    parent = Column("Follows up", order_by="parent__slug")
    inspected_from = Column("Inspected", order_by="inspected_from")
    inspected_to = Column("Inspected to", order_by="inspected_to")
    inspected_precision = Column("Precision of inspection", orderable=False)
    published = Column("Published", order_by="published_on")
    published_precision = Column("Precision of publication", orderable=False)
    scale = Column("Scale", orderable=False)
    grades = Column("HMICFRS’s grades of all cases", orderable=False)
    cases = Column("Cases", orderable=False)
    findings = Column("Findings", order_by="number_of_findings")
    recommendations = Column("Recommendations", order_by="number_of_recommendations")
    report = Column("Report", orderable=False)


class InspectionRegister(Register):
    name, url_name = "inspections", "inspection-list"
    section = "inspections"
    title = "Inspections"
    noun = ("inspection", "inspections")
    lead = "What the inspectorate published about each force, newest first, with its grades of all cases."
    note_on_use = (
        "Grades of two scales are never compared. An inspection without grades of cases prints none here: it may grade "
        "topics instead."
    )
    nothing_at_all = "No inspection has been published here yet."
    table, filterset = InspectionTable, InspectionFilter
    inspection_path = "pk"
    head_column = "title"
    default_order = ("-published_on", "slug")
    default_columns = ("title", "force", "kind", "inspected_from", "published", "grades", "edition")

    @classmethod
    def queryset(cls):
        headlines = CaseAudit.objects.headlines().select_related("scale")
        counted = headlines.prefetch_related("scale__grades", "counts__grade", "counts__grade_to")
        return (
            Inspection.objects.published()
            .select_related("force", "framework", "parent")
            .prefetch_related(Prefetch("case_audits", counted, to_attr="headline_sets"))
            .annotate(number_of_findings=_number(Finding), number_of_recommendations=_number(Recommendation))
        )

    @classmethod
    def shown(cls, rows):
        """Without joins: what the rows lead to is kept, and so are their headlines."""
        objects = list(rows.select_related(None).prefetch_related(None))
        inspections, forces, frameworks = by_key(Inspection), by_key(Force), by_key(Framework)
        for obj in objects:
            give(obj, "force", forces)
            give(obj, "framework", frameworks)
            give(obj, "parent", inspections)
            obj.headline_sets = []
        by_pk = {obj.pk: obj for obj in objects}
        for audit in headline_audits():
            if audit.inspection_id in by_pk:
                by_pk[audit.inspection_id].headline_sets.append(audit)
        return objects

    @classmethod
    def keys_of_reports(cls, objects):
        return {obj.pk for obj in objects}

    @classmethod
    def row(cls, obj):
        headline = next(iter(obj.headline_sets), None)
        return {
            "force": obj.force.slug,
            "inspection": obj.slug,
            "title": obj.title,
            "kind": obj.kind,
            "framework": obj.framework.slug,
            "parent": obj.parent.slug if obj.parent_id else "",
            "inspected_from": obj.inspected_from,
            "inspected_to": obj.inspected_to,
            "inspected_precision": obj.inspected_precision if obj.inspected_from else "",
            "published": obj.published_on,
            "published_precision": obj.published_precision,
            "scale": headline.scale.slug if headline else "",
            "grades": joined(_counts(headline)) if headline else "",
            "cases": distribution_of(headline).total if headline else None,
            "findings": obj.number_of_findings,
            "recommendations": obj.number_of_recommendations,
            "report": obj.address,
            **identity(obj, obj, obj.get_absolute_url()),
        }

    @classmethod
    def cells(cls, obj, row):
        grades = [
            (f"{cases} {grade.lower()}", tone) for s in obj.headline_sets for grade, tone, cases in counted_grades(s)
        ]
        return {
            "title": Cell(obj.title, obj.get_absolute_url()),
            "force": force_cell(obj.force),
            "kind": Cell(label(obj, "kind")),
            "framework": Cell(obj.framework.name),
            "parent": Cell(row["parent"], obj.parent.get_absolute_url() if obj.parent_id else "", kind="slug"),
            "inspected_from": Cell(period(obj) or "not known"),
            "published": Cell(on_date(obj.published_on, obj.published_precision)),
            "grades": Cell(_without_grades(obj), kind="tags", tags=tuple(grades)),
            "cases": Cell("" if row["cases"] is None else f"{row['cases']:,}", kind="number"),
            "report": Cell("Report" if obj.address else "", obj.address),
        }


def _number(model):
    """How many rows of the model an inspection has, without a join that would multiply another count."""
    counted = model.objects.filter(inspection=OuterRef("pk")).order_by().values("inspection")
    return Coalesce(Subquery(counted.annotate(number=Count("pk")).values("number")), 0)


def _counts(audit):
    """Slug and cases of each grade: "good 20", "requires-improvement..inadequate 8"."""
    for grade, last, cases in counts_in_order(audit):
        yield f"{grade.slug}..{last.slug} {cases}" if last else f"{grade.slug} {cases}"


def _without_grades(inspection):
    return "grades topics, not cases" if inspection.framework.topic_scale_id else "no case grades"
