"""Case audits with the distribution of their grades, read in two statements that join nothing but what they filter by.

What an audit leads to (inspection, force, area, scale, grades) is what the process keeps; its counts come as plain
values. A page over all forces has hundreds of audits, and a model instance for each count was most of its cost.
"""

from dashboards.registers.reference import by_key, give
from findings.data_version.current import reading
from findings.models import GradeCount
from findings.statistics.distributions import grade_distribution
from findings.statistics.results import LumpedCount
from inspections.models import Area, Grade, GradeScale, Inspection


def counted_audits(rows):
    """The case audits of a queryset of published ones in its order; `distribution_of` answers without a query."""
    return with_distributions(list(rows), rows.order_by().values("pk"))


def with_distributions(audits, keys=None):
    """The same audits, each with what it leads to and the distribution of its grades; `keys`: theirs, as a subquery."""
    with reading():
        inspections, areas, scales = by_key(Inspection), by_key(Area), by_key(GradeScale)
        slugs, order = _grades()
    counted = {audit.pk: [] for audit in audits}
    counts = GradeCount.objects.filter(case_audit__in=list(counted) if keys is None else keys).order_by()
    for pk, *count in counts.values_list("case_audit_id", "grade_id", "grade_to_id", "cases"):
        if pk in counted:
            counted[pk].append(count)
    for audit in audits:
        give(audit, "inspection", inspections)
        give(audit, "area", areas)
        give(audit, "scale", scales)
        by_grade, lumped = dict.fromkeys(order.get(audit.scale_id, ())), []
        for grade, grade_to, cases in counted[audit.pk]:
            if grade_to is None:
                by_grade[slugs[grade]] = cases
            else:
                lumped.append(LumpedCount(slugs[grade], slugs[grade_to], cases))
        audit.distribution = grade_distribution(
            audit.scale.slug, tuple(by_grade), tuple(by_grade.values()), audit.printed_total, tuple(lumped)
        )
    return audits


def _grades():
    """Slugs of grades by key, and by scale, the best first."""
    slugs, order = {}, {}
    for grade in sorted(by_key(Grade).values(), key=lambda grade: (grade.scale_id, grade.order, grade.pk)):
        slugs[grade.pk] = grade.slug
        order.setdefault(grade.scale_id, []).append(grade.slug)
    return slugs, order
