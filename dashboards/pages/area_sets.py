"""HMICFRS's grades by area, from the latest published inspection of each force that answers, a framework at a time."""

from dataclasses import dataclass, field
from functools import cached_property

from dashboards.charts.gradings import GradedSet
from dashboards.charts.panel import Source
from dashboards.pages.citation import reports_cited
from dashboards.pages.counted_audits import counted_audits
from findings.models import Assessor, CaseAudit, Sample
from findings.reconcile import distribution_of
from findings.statistics.distributions import share_of_grade
from findings.statistics.results import GradeDistribution, Share
from inspections.models import Area, Force, Framework, GradeScale, Inspection


@dataclass(frozen=True)
class AreaSet:
    """The cases of one area in one inspection."""

    audit: CaseAudit
    distribution: GradeDistribution
    shares: dict = field(default_factory=dict, compare=False, repr=False)  # those that were asked for
    inspection: Inspection = field(init=False, compare=False, repr=False)
    force: Force = field(init=False, compare=False, repr=False)
    area: Area = field(init=False, compare=False, repr=False)

    def __post_init__(self):
        """What pages ask for again and again is looked up once."""
        inspection = self.audit.inspection
        for name, value in (("inspection", inspection), ("force", inspection.force), ("area", self.audit.area)):
            object.__setattr__(self, name, value)

    @property
    def grades(self):
        return tuple(self.audit.scale.grades.all())

    @property
    def name(self):
        """Force and year of the report: "Dorset, 2021"."""
        return f"{self.force.name}, {self.inspection.published_on.year}"

    def share(self, grade) -> Share | None:
        """The share of a grade (slug); None where the report does not allow one."""
        if grade not in self.shares:
            found = share_of_grade(self.distribution, grade)
            self.shares[grade] = found if found is not None and found.value is not None else None
        return self.shares[grade]

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
    answered: dict = field(default_factory=dict, compare=False, repr=False)  # by the grades that were asked for

    @property
    def key(self):
        return f"{self.framework.slug}-{self.scale.slug}"

    def forces(self):
        return self._named[0]

    def areas(self):
        return self._named[1]

    @cached_property
    def _named(self):
        forces, areas = ({getattr(one, name).pk: getattr(one, name) for one in self.sets} for name in ("force", "area"))
        return (
            sorted(forces.values(), key=lambda force: (force.name, force.pk)),
            sorted(areas.values(), key=lambda area: (area.order, area.pk)),
        )

    def answers(self, grade):
        """(force, area) -> the latest set that allows a share of the grade; failing all, the latest set there is."""
        if grade not in self.answered:
            self.answered[grade] = self._answers(grade)
        return self.answered[grade]

    def _answers(self, grade):
        found, fallback = {}, {}
        for one in self.sets:
            key = one.force.pk, one.area.pk
            fallback.setdefault(key, one)
            if key not in found and one.share(grade) is not None:
                found[key] = one
        return {(one.force, one.area): one for one in (fallback | found).values()}


def area_groups(**filters):
    """All published sets by area, newest framework first, in a constant number of queries."""
    audits = (
        CaseAudit.objects.published()
        .graded_by(Assessor.HMICFRS)
        .filter(sample=Sample.ALL, area__isnull=False, **filters)
        .order_by("-inspection__published_on", "inspection__slug", "pk")
    )
    found = {}
    for audit in counted_audits(audits):
        key = audit.inspection.framework_id, audit.scale_id
        found.setdefault(key, []).append(AreaSet(audit, distribution_of(audit)))
    groups = [Group(sets[0].inspection.framework, sets[0].audit.scale, tuple(sets)) for sets in found.values()]
    return sorted(groups, key=lambda group: (-group.framework.order, group.scale.slug))
