"""One row per grade of a case audit: the numbers everything else is made of."""

import django_tables2 as tables
from django_tables2 import Column

from dashboards.pages.case_totals import case_total
from dashboards.registers import filter_kinds, filters
from dashboards.registers.base import Cell, Register, force_cell, identity, inspection_cell
from dashboards.registers.reference import by_key, give
from findings.data_version.kept_values import KeptValues
from findings.models import Assessor, GradeCount, Sample
from findings.reconcile import counted_set
from findings.statistics.proportions import percent, share
from findings.statistics.results import base_of
from inspections.models import Area, Grade, GradeScale, Inspection

KEPT = KeptValues(64)


class CaseGradeFilter(filters.RegisterFilterSet):
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
        """Joined to their sets alone: what those lead to is kept, and one statement reads their counts."""
        rows = rows.select_related(None).select_related("case_audit").prefetch_related(None)
        return _with_reference(list(rows))

    @classmethod
    def context(cls, query, objects):
        return {"total": _total(query)}

    @classmethod
    def remarks(cls, query):
        return [("adding up", _total(query).sentence)]

    @classmethod
    def row(cls, obj):
        audit = obj.case_audit
        inspection = audit.inspection
        base = obj.base if hasattr(obj, "base") else set_base(audit)[0]
        part = share(obj.cases, base) if base else None
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
            "grade": obj.grade.slug,
            "grade_to": obj.grade_to.slug if obj.grade_to_id else "",
            "cases": obj.cases,
            "of": base,
            "printed": "derived" if obj.is_derived else "printed",
            "share": rounded(part.value) if part else None,
            "share_low": rounded(part.interval.low) if part else None,
            "share_high": rounded(part.interval.high) if part else None,
            "source": audit.source,
            **identity(obj, inspection, audit.get_absolute_url()),
        }

    @classmethod
    def cells(cls, obj, row):
        audit = obj.case_audit
        grade = f"{obj.grade.name} to {obj.grade_to.name.lower()}" if obj.grade_to_id else obj.grade.name
        return {
            "force": force_cell(audit.inspection.force),
            "inspection": inspection_cell(audit.inspection),
            "assessor": Cell(audit.get_assessor_display()),
            "sample": Cell(audit.get_sample_display()),
            "area": Cell(audit.area.short_name if audit.area_id else "Whole sample"),
            "grade": Cell(grade, kind="tag", tone=obj.grade.tone),
            "of": Cell("no base" if row["of"] is None else str(row["of"]), kind="number"),
            "share": Cell(share_text(row), kind="number"),
            "source": Cell(row["source"], audit.get_absolute_url()),
        }


def _total(query):
    return KEPT.get(query.filterset.key, lambda: case_total(query.filterset.qs))


def _with_reference(objects):
    """Counts with their sets, grades, areas and inspections, and with the base of their shares."""
    inspections, areas, scales, grades = (by_key(model) for model in (Inspection, Area, GradeScale, Grade))
    audits = {obj.case_audit_id: obj.case_audit for obj in objects}
    for audit in audits.values():
        give(audit, "inspection", inspections)
        give(audit, "area", areas)
        give(audit, "scale", scales)
    bases = _bases(audits, grades)
    for obj in objects:
        obj.case_audit, obj.base = audits[obj.case_audit_id], bases[obj.case_audit_id]
        give(obj, "grade", grades)
        give(obj, "grade_to", grades)
    return objects


def _bases(audits, grades):
    """The base of shares by set, as `set_base` has it, from the counts alone."""
    counted = {pk: [] for pk in audits}
    rows = GradeCount.objects.filter(case_audit__in=audits).order_by()
    for pk, *count in rows.values_list("case_audit_id", "grade_id", "grade_to_id", "cases"):
        counted[pk].append(count)
    places = {}
    for grade in sorted(grades.values(), key=lambda grade: (grade.scale_id, grade.order, grade.pk)):
        of_scale = places.setdefault(grade.scale_id, {})
        of_scale[grade.pk] = len(of_scale)
    bases = {}
    for pk, audit in audits.items():
        place = places.get(audit.scale_id, {})
        counts, lumped = [None] * len(place), []
        for grade, grade_to, cases in counted[pk]:
            if grade_to is None:
                counts[place[grade]] = cases
            else:
                lumped.append((place[grade], place[grade_to], cases))
        bases[pk], _ = base_of(tuple(counts), audit.printed_total, lumped)
    return bases


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
