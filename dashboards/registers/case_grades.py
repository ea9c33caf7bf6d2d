"""One row per grade of a case audit: the numbers everything else is made of."""

import django_tables2 as tables
from django_tables2 import Column

from dashboards.pages.case_totals import case_total
from dashboards.registers import filter_kinds, filters
from dashboards.registers.base import Cell, Register, force_cell, identity, inspection_cell, source_cell
from dashboards.registers.counts import ShownCount, shown_counts
from findings.data_version.kept_values import KeptValues
from findings.models import Assessor, GradeCount, Sample
from findings.reconcile import counted_set
from findings.statistics.proportions import percent, share
from findings.statistics.results import base_of, span_in_words

KEPT = KeptValues(64)


class CaseGradeFilter(filters.RegisterFilterSet):
    q = filter_kinds.Words(
        "case_audit__inspection__title", "case_audit__area__name", "case_audit__area__short_name", "grade__name"
    )
    force = filters.force("case_audit__inspection__force__slug")
    region = filters.region("case_audit__inspection__force__region")
    nation = filters.nation("case_audit__inspection__force__nation")
    inspection = filters.inspection("case_audit__inspection__slug")
    kind = filters.kind_of_inspection("case_audit__inspection__kind")
    framework = filters.framework("case_audit__inspection__framework__slug")
    year = filters.year("case_audit__inspection__published_on")
    area = filter_kinds.AreaOrWhole("case_audit__area__slug")
    assessor = filters.options("case_audit__assessor", Assessor.choices, "Assessor")
    sample = filters.options("case_audit__sample", Sample.choices, "Sample")
    grade = filters.grade()


class CaseGradeTable(tables.Table):
    force = Column("Force", order_by="case_audit__inspection__force__slug")
    inspection = Column("Inspection", order_by="case_audit__inspection__slug")
    kind = Column("Kind", order_by="case_audit__inspection__kind")
    framework = Column("Framework", order_by="case_audit__inspection__framework__order")
    inspected_from = Column("Inspected from", order_by="case_audit__inspection__inspected_from")
    inspected_to = Column("Inspected to", order_by="case_audit__inspection__inspected_to")
    published = Column("Published", order_by="case_audit__inspection__published_on")
    published_precision = Column("Precision of publication", orderable=False)
    assessor = Column("Assessor", order_by="case_audit__assessor")
    sample = Column("Sample", order_by="case_audit__sample")
    area = Column("Area", order_by="case_audit__area__order")
    scale = Column("Scale", order_by="case_audit__scale__slug")
    grade = Column("Grade", order_by=("grade__scale__slug", "grade__order"))
    grade_to = Column("To grade", orderable=False)
    cases = Column("Cases", order_by="cases")
    of = Column("Of", orderable=False)
    printed = Column("Printed or derived", order_by="is_derived")
    share = Column("Share", orderable=False)
    share_low = Column("Share, low", orderable=False)
    share_high = Column("Share, high", orderable=False)
    source = Column("Source", orderable=False)


class CaseGradeRegister(Register):
    name, url_name = "case-grades", "case-grade-list"
    title = "Case grades"
    noun = ("row", "rows")
    lead = (
        "How many audited cases got each grade, by assessor, sample and area. Areas, samples and the headline are the "
        "same cases counted again: rows of different sets are never added up."
    )
    note_on_use = (
        "Intervals are 95% Wilson intervals. They suppose a random sample of cases; the reports call the joint sample "
        "random and do not say how the additional cases were chosen."
    )
    template = "registers/case_grades.html"
    inspection_path = "case_audit__inspection"
    table, filterset = CaseGradeTable, CaseGradeFilter
    default_order = ("case_audit__inspection__slug", "case_audit__position", "grade__order")
    default_columns = ("force", "inspection", "assessor", "sample", "area", "grade", "cases", "of", "share", "source")

    @classmethod
    def queryset(cls):
        return (
            GradeCount.objects.filter(case_audit__inspection__state="published")
            .select_related(
                "grade",
                "grade_to",
                "case_audit__area",
                "case_audit__scale",
                "case_audit__inspection__force",
                "case_audit__inspection__framework",
            )
            .prefetch_related("case_audit__scale__grades", "case_audit__counts__grade", "case_audit__counts__grade_to")
        )

    @classmethod
    def shown(cls, rows):
        return shown_counts(rows)

    @classmethod
    def keys_of_reports(cls, objects):
        return {obj.case_audit.inspection_id for obj in objects}

    @classmethod
    def context(cls, query, objects):
        return {"total": _total(query)}

    @classmethod
    def remarks(cls, query):
        return [("adding up", _total(query).sentence)]

    @classmethod
    def row(cls, obj):
        audit = obj.case_audit
        base = obj.base if isinstance(obj, ShownCount) else set_base(audit)[0]
        part = share(obj.cases, base) if base else None
        return once(obj, "row", _of_audit) | {
            "grade": obj.grade.slug,
            "grade_to": obj.grade_to.slug if obj.grade_to_id else "",
            "cases": obj.cases,
            "of": base,
            "printed": "derived" if obj.is_derived else "printed",
            "share": rounded(part.value) if part else None,
            "share_low": rounded(part.interval.low) if part else None,
            "share_high": rounded(part.interval.high) if part else None,
            "id": obj.pk,
        }

    @classmethod
    def cells(cls, obj, row):
        first = obj.grade
        grade = span_in_words(first.name, obj.grade_to.name if obj.grade_to_id else None)
        return once(obj, "cells", _cells_of_audit) | {
            "grade": Cell(grade, kind="tag", tone=first.tone),
            "of": Cell("no base" if row["of"] is None else str(row["of"]), kind="number"),
            "share": Cell(share_text(row), kind="number"),
        }


def once(obj, name, make):
    """What all rows of a set have in common, worked out with the first of them on a page."""
    known = obj.in_common if isinstance(obj, ShownCount) else {}
    if name not in known:
        known[name] = make(obj.case_audit)
    return known[name]


def _of_audit(audit):
    inspection = audit.inspection
    return {
        "force": inspection.force.slug,
        "inspection": inspection.slug,
        "kind": inspection.kind,
        "framework": inspection.framework.slug,
        "inspected_from": inspection.inspected_from,
        "inspected_to": inspection.inspected_to,
        "published": inspection.published_on,
        "published_precision": inspection.published_precision,
        "assessor": audit.assessor,
        "sample": audit.sample,
        "area": audit.area.slug if audit.area_id else "",
        "scale": audit.scale.slug,
        **dict.fromkeys(("grade", "grade_to", "cases", "of", "printed", "share", "share_low", "share_high")),
        "source": audit.source,
        **identity(audit, inspection, audit.get_absolute_url()),
    }


def _cells_of_audit(audit):
    inspection, area = audit.inspection, audit.area
    return {
        "force": force_cell(inspection.force),
        "inspection": inspection_cell(inspection),
        "assessor": Cell(Assessor(audit.assessor).label),
        "sample": Cell(Sample(audit.sample).label),
        "area": Cell(area.short_name if area else "Whole sample"),
        "source": source_cell(audit, audit.get_absolute_url()),
    }


def _total(query):
    return KEPT.get(query.filterset.key, lambda: case_total(query.filterset.qs))


def set_base(audit):
    """The base of shares of a counted set, or None and the reason, by the rule of `base_of`."""
    counted = counted_set(audit)
    places = {grade: place for place, grade in enumerate(counted.counts)}
    lumped = [(places[first], places[last], cases) for (first, last), cases in counted.lumped.items()]
    return base_of(tuple(counted.counts.values()), counted.printed_total, lumped)


def rounded(value):
    return round(value, 4)


def share_text(row):
    """ "36% (26% to 46%)"; small bases are already said by the columns cases and of."""
    if row["share"] is None:
        return "–"
    low, high = (f"{int(row[name] * 100 + 0.5)}%" for name in ("share_low", "share_high"))
    return f"{percent(row['cases'], row['of'])} ({low} to {high})"
