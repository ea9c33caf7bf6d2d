"""Whether the rows of case grades that a reader filtered may be added up, and their sum as a panel."""

from dataclasses import dataclass

from django.db.models import Max, Min

from dashboards.charts.gradings import GradedSet, grade_table, stacked_bars, unit_chart
from dashboards.charts.panel import Link, Panel
from findings.models import CaseAudit
from findings.reconcile import counted_set, distribution_of
from findings.statistics.partitions import CountedRow, Total, total_of

MOST_SQUARES = 120
KIND = (
    "case_audit__inspection__framework__slug",
    "case_audit__scale__slug",
    "case_audit__assessor",
    "case_audit__sample",
    "case_audit__area__slug",
)
INSPECTION = "case_audit__inspection__slug"


@dataclass(frozen=True)
class CaseTotal:
    """The sentence, and a panel where there is a sum."""

    sentence: str
    panel: Panel | None = None


def case_total(rows):
    """The sum of these grade counts where they are the cases of one set, each once; else why there is none."""
    kinds = list(rows.order_by().values_list(*KIND).annotate(first=Min(INSPECTION), last=Max(INSPECTION)))
    slugs = {slug for kind in kinds for slug in kind[-2:]}
    if len(slugs) > 1:
        return CaseTotal(total_of(_of_kinds(kinds)).sentence)
    audits = list(
        CaseAudit.objects.published()
        .filter(inspection__slug__in=slugs)
        .select_related("inspection__framework", "inspection__force", "area", "scale")
        .prefetch_related("scale__grades", "counts__grade", "counts__grade_to")
    )
    chosen = set(rows.order_by().values_list("pk", flat=True)) if slugs else ()
    counted = [row for audit in audits for row in _rows(audit, chosen)]
    sets = {audit.pk: counted_set(audit) for audit in audits}
    total = total_of(counted, sets.values())
    if not isinstance(total, Total):
        return CaseTotal(total.sentence)
    return CaseTotal(total.sentence, _panel(total, next(one for one in audits if sets[one.pk] is total.whole)))


def _of_kinds(kinds):
    """Rows that stand for all rows of their kind: enough to say why several inspections are not added up."""
    for framework, scale, assessor, sample, area, first, last in kinds:
        for inspection in dict.fromkeys((first, last)):
            yield CountedRow(inspection, framework, scale, assessor, sample, area, "any", None, 1)


def _rows(audit, chosen):
    inspection = audit.inspection
    area = audit.area.slug if audit.area_id else None
    for count in audit.counts.all():
        if count.pk in chosen:
            yield CountedRow(
                inspection.slug,
                inspection.framework.slug,
                audit.scale.slug,
                audit.assessor,
                audit.sample,
                area,
                count.grade.slug,
                count.grade_to.slug if count.grade_to_id else None,
                count.cases,
            )


def _panel(total, audit):
    graded = GradedSet(total.whole.name, distribution_of(audit), tuple(audit.scale.grades.all()))
    has_squares = total.cases <= MOST_SQUARES
    return Panel(
        id="total",
        title=f"{total.cases:,} {'case' if total.cases == 1 else 'cases'} in all",
        reading=total.sentence,
        table=grade_table("The same cases by grade: cases, per cent and 95% interval", [graded]),
        units=(unit_chart(graded),) if has_squares else (),
        figure=None if has_squares else stacked_bars([graded]),
        label=total.sentence,
        sources=(Link(f"{audit.inspection.title}, {audit.source}", audit.get_absolute_url()),),
    )
