"""Case audits with the distribution of their grades as plain values, read in two statements that join nothing.

What an audit leads to (inspection, force, area, scale, grades) is what the process keeps. A page over all forces has
thousands of audits: a model instance for each, and another for each count, was most of its cost. Those of all published
inspections are read once for a state of the data and shared by requests.
"""

from dashboards.registers.reference import by_key
from findings.data_version.current import reading
from findings.data_version.kept_values import KeptValues
from findings.models import Assessor, CaseAudit, GradeCount, Sample
from findings.statistics.distributions import grade_distribution
from findings.statistics.results import LumpedCount
from inspections.models import Area, Grade, GradeScale, Inspection

LOCATOR = ("line", "line_to", "page", "paragraph", "section", "place_address")
OF_AUDIT = ("pk", "inspection_id", "assessor", "sample", "area_id", "scale_id", "printed_total", *LOCATOR)
KEPT = KeptValues(2)


class CountedAudit:
    """The values of one CaseAudit, what it leads to, and its `distribution`. It says of itself what the model says."""

    __slots__ = (*OF_AUDIT, "inspection", "force", "force_id", "area", "scale", "distribution")

    key, source = CaseAudit.key, CaseAudit.source
    place, get_absolute_url = CaseAudit.place, CaseAudit.get_absolute_url

    def __init__(self, values):
        self.pk, self.inspection_id, self.assessor, self.sample, self.area_id, self.scale_id, self.printed_total = (
            values[:7]
        )
        self.line, self.line_to, self.page, self.paragraph, self.section, self.place_address = values[7:]

    @property
    def is_headline(self):
        """Whether this is what a report opens with: HMICFRS on all cases of the whole sample."""
        return self.area_id is None and self.assessor == Assessor.HMICFRS and self.sample == Sample.ALL


def published_audits():
    """Every counted set of the current editions, latest report first. Kept: nobody changes one."""
    return audits_by_key().values()


def headline_audits():
    """What HMICFRS graded of all cases of each published inspection, latest report first."""
    return KEPT.get("headlines", lambda: tuple(audit for audit in published_audits() if audit.is_headline))


def audits_by_key():
    """The same by key; one that is not there, as the data has moved since, is asked for."""
    return KEPT.get("published", _published)


class AuditsByKey(dict):
    def __missing__(self, key):
        return counted_audits(CaseAudit.objects.filter(pk=key))[0]


def _published():
    rows = CaseAudit.objects.published().order_by("-inspection__published_on", "inspection__slug", "pk")
    return AuditsByKey((audit.pk, audit) for audit in counted_audits(rows))


def counted_audits(rows):
    """The case audits of a queryset of published ones in its order."""
    return with_distributions(list(rows.values_list(*OF_AUDIT)), rows.order_by().values("pk"))


def with_distributions(found, keys=None):
    """The audits of these values of OF_AUDIT, each with what it leads to; `keys`: theirs, as a subquery."""
    with reading():
        inspections, areas, scales = by_key(Inspection), by_key(Area), by_key(GradeScale)
        slugs, order = _grades()
    audits = {values[0]: CountedAudit(values) for values in found}
    printed, lumped = {}, {}
    counts = GradeCount.objects.filter(case_audit__in=list(audits) if keys is None else keys).order_by()
    for pk, grade, grade_to, cases in counts.values_list("case_audit_id", "grade_id", "grade_to_id", "cases"):
        if grade_to is None:
            printed.setdefault(pk, {})[slugs[grade]] = cases
        else:
            lumped.setdefault(pk, []).append(LumpedCount(slugs[grade], slugs[grade_to], cases))
    for pk, audit in audits.items():
        audit.inspection, audit.scale = inspections[audit.inspection_id], scales[audit.scale_id]
        audit.force, audit.force_id = audit.inspection.force, audit.inspection.force_id
        audit.area = None if audit.area_id is None else areas[audit.area_id]
        grades = order.get(audit.scale_id, ())
        by_grade = printed.get(pk, {})
        audit.distribution = grade_distribution(
            audit.scale.slug,
            grades,
            tuple([by_grade.get(grade) for grade in grades]),
            audit.printed_total,
            tuple(lumped.get(pk, ())),
        )
    return list(audits.values())


def _grades():
    """Slugs of grades by key, and by scale, the best first."""
    slugs, order = {}, {}
    for grade in sorted(by_key(Grade).values(), key=lambda grade: (grade.scale_id, grade.order, grade.pk)):
        slugs[grade.pk] = grade.slug
        order[grade.scale_id] = (*order.get(grade.scale_id, ()), grade.slug)
    return slugs, order
