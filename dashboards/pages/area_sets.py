"""HMICFRS's grades by area, from the latest published inspection of each force that answers, a framework at a time."""

from dataclasses import dataclass

from dashboards.charts.gradings import GradedSet
from dashboards.charts.panel import Source
from dashboards.pages.citation import reports_cited
from findings.models import Assessor, CaseAudit, Sample
from findings.reconcile import distribution_of
from findings.statistics.distributions import grade_shares
from findings.statistics.results import GradeDistribution, Share
from inspections.models import Area, Force, Framework, GradeScale, Inspection


@dataclass(frozen=True)
class AreaSet:
    """The cases of one area in one inspection."""

    audit: CaseAudit
    distribution: GradeDistribution

    @property
    def inspection(self) -> Inspection:
        return self.audit.inspection

    @property
    def force(self) -> Force:
        return self.audit.inspection.force

    @property
    def area(self) -> Area:
        return self.audit.area

    @property
    def grades(self):
        return tuple(self.audit.scale.grades.all())

    @property
    def name(self):
        """Force and year of the report: "Dorset, 2021"."""
        return f"{self.force.name}, {self.inspection.published_on.year}"

    def share(self, grade) -> Share | None:
        """The share of a grade (slug); None where the report does not allow one."""
        places = self.distribution.grades
        found = grade_shares(self.distribution)[places.index(grade)] if grade in places else None
        return found if found is not None and found.value is not None else None

    def reason(self, grade):
        """Why there is no share of the grade, shortly."""
        place = self.distribution.grades.index(grade) if grade in self.distribution.grades else None
        count = None if place is None else self.distribution.counts[place]
        if count is None:
            return "not printed"
        return "no cases" if self.distribution.total == 0 else f"{count}, no base"

    def graded(self):
        """The set as charts take it, leading to its place in the report."""
        return GradedSet(self.name, self.distribution, self.grades, self.inspection.get_absolute_url())

    def source(self):
        place, cited = self.audit.source, reports_cited([self.inspection])
        return Source(f"{self.inspection.title}: {place}", self.audit.get_absolute_url(), f"{cited}, {place}")


@dataclass(frozen=True)
class Group:
    """Sets of one framework and scale, latest report first; never mixed with another group."""

    framework: Framework
    scale: GradeScale
    sets: tuple[AreaSet, ...]

    @property
    def key(self):
        return f"{self.framework.slug}-{self.scale.slug}"

    def forces(self):
        return sorted({one.force for one in self.sets}, key=lambda force: (force.name, force.pk))

    def areas(self):
        return sorted({one.area for one in self.sets}, key=lambda area: (area.order, area.pk))

    def answers(self, grade):
        """(force, area) -> the latest set that allows a share of the grade; failing all, the latest set there is."""
        found, fallback = {}, {}
        for one in self.sets:
            key = one.force, one.area
            fallback.setdefault(key, one)
            if key not in found and one.share(grade) is not None:
                found[key] = one
        return fallback | found


def area_groups(**filters):
    """All published sets by area, newest framework first, in a constant number of queries."""
    audits = (
        CaseAudit.objects.published()
        .graded_by(Assessor.HMICFRS)
        .filter(sample=Sample.ALL, area__isnull=False, **filters)
        .select_related("inspection__force", "inspection__framework", "scale", "area")
        .prefetch_related("scale__grades", "counts__grade", "counts__grade_to")
        .order_by("-inspection__published_on", "inspection__slug", "pk")
    )
    found = {}
    for audit in audits:
        key = audit.inspection.framework, audit.scale
        found.setdefault(key, []).append(AreaSet(audit, distribution_of(audit)))
    groups = [Group(framework, scale, tuple(sets)) for (framework, scale), sets in found.items()]
    return sorted(groups, key=lambda group: (-group.framework.order, group.scale.slug))
