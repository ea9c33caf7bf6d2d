"""HMICFRS's grades by area, from the latest published inspection of each force that answers, a framework at a time."""

from dataclasses import dataclass, field
from functools import cached_property

from dashboards.charts.gradings import GradedSet
from dashboards.charts.panel import Source
from dashboards.pages.citation import reports_cited
from dashboards.pages.counted_audits import CountedAudit, published_audits
from findings.models import Assessor, Sample
from findings.statistics.differences import compare_shares
from findings.statistics.distributions import share_of_grade
from findings.statistics.results import GradeDistribution, Share
from inspections.models import Framework, GradeScale


@dataclass(frozen=True)
class AreaSet:
    """The cases of one area in one inspection."""

    audit: CountedAudit
    shares: dict = field(default_factory=dict, compare=False, repr=False)  # those that were asked for

    @property
    def distribution(self) -> GradeDistribution:
        return self.audit.distribution

    @property
    def inspection(self):
        return self.audit.inspection

    @property
    def force(self):
        return self.audit.force

    @property
    def area(self):
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
        if grade not in self.shares:
            found = share_of_grade(self.distribution, grade)
            self.shares[grade] = found if found is not None and found.value is not None else None
        return self.shares[grade]

    def against(self, other, grade, **words):
        """The difference to another set in the share of a grade (slug) that both allow; `words`: of compare_shares."""
        first, second = self.share(grade), other.share(grade)
        return compare_shares(first.cases, first.of, second.cases, second.of, **words)

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


def published_area_audits():
    """What HMICFRS graded of all cases in one area, in each published inspection, latest report first."""
    return [
        audit
        for audit in published_audits()
        if audit.area_id is not None and audit.assessor == Assessor.HMICFRS and audit.sample == Sample.ALL
    ]


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
        forces = {one.audit.force_id: one.audit.force for one in self.sets}
        areas = {one.audit.area_id: one.area for one in self.sets}
        return (
            sorted(forces.values(), key=lambda force: (force.name, force.pk)),
            sorted(areas.values(), key=lambda area: (area.order, area.pk)),
        )

    def answers(self, grade):
        """Keys of force and area -> the latest set that allows a share of the grade; failing all, the latest one."""
        if grade not in self.answered:
            self.answered[grade] = self._answers(grade)
        return self.answered[grade]

    def _answers(self, grade):
        found, fallback = {}, {}
        for one in self.sets:
            key = one.audit.force_id, one.audit.area_id
            fallback.setdefault(key, one)
            if key not in found and one.share(grade) is not None:
                found[key] = one
        return fallback | found


def area_groups(is_wanted=None):
    """All published sets by area, or those whose case audit is wanted, newest framework first."""
    found = {}
    for audit in published_area_audits():
        if is_wanted is None or is_wanted(audit):
            key = audit.inspection.framework_id, audit.scale_id
            found.setdefault(key, []).append(AreaSet(audit))
    groups = [Group(sets[0].inspection.framework, sets[0].audit.scale, tuple(sets)) for sets in found.values()]
    return sorted(groups, key=lambda group: (-group.framework.order, group.scale.slug))
