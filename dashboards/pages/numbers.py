"""The numbers of this site in plain words, with pictures of real cases: everything on the page is computed.

The worked example is the latest published joint sample that allows shares: one square a case, the share of its worst
grade, and what other samples of the same size could have shown.
"""

from dataclasses import dataclass

from dashboards.charts.gradings import GradedSet, pictures
from dashboards.charts.panel import Units
from dashboards.pages.joint_samples import published_joint_samples
from findings.models import Assessor, CaseAudit, Sample
from findings.reconcile import distribution_of
from findings.statistics.distributions import grade_shares
from findings.statistics.funnel import limits
from findings.statistics.results import Share
from findings.statistics.self_assessment import sentences
from inspections.models import Inspection

LEVEL = 0.95


@dataclass(frozen=True)
class Example:
    """`found` is the share of the worst grade. `fewest` and `most`: the cases with that grade in at least 95 of 100
    samples of this size, if the true share were the one found. `at_low`, `at_high`: the ends of the interval as cases.
    """

    inspection: Inspection
    audit: CaseAudit
    grade: object
    units: Units
    found: Share
    fewest: int
    most: int
    others: tuple[Units, ...]
    sizes: tuple[tuple[str, Share], ...]
    self_assessment: tuple[str, ...]

    @property
    def at_low(self):
        return round(self.found.interval.low * self.found.of)

    @property
    def at_high(self):
        return round(self.found.interval.high * self.found.of)


def example():
    """The worked example, or None where no published report prints a joint sample with every grade."""
    for sample in published_joint_samples():
        if sample.result:
            made = _of_sample(sample)
            if made:
                return made
    return None


def _of_sample(sample):
    audit = sample.hmicfrs
    distribution, grade = distribution_of(audit), list(audit.scale.grades.all())[-1]
    found = grade_shares(distribution)[-1]
    units, _ = pictures((GradedSet("Graded by HMICFRS", distribution, tuple(audit.scale.grades.all())),))
    if not units or not 0 < found.cases < found.of:
        return None
    spread = limits(found.of, found.value, LEVEL)
    return Example(
        inspection=sample.inspection,
        audit=audit,
        grade=grade,
        units=units[0],
        found=found,
        fewest=spread.low,
        most=spread.high,
        others=tuple(_other(grade, cases, found.of) for cases in (spread.low, found.cases, spread.high)),
        sizes=_sizes(sample.inspection, found, sample.name),
        self_assessment=sentences(sample.result, sample.inspection.force.name),
    )


def _other(grade, cases, of):
    return Units(f"{cases} of {of}", ((grade.name, grade.tone, cases),), of)


def _sizes(inspection, found, name):
    """The same grade in the smallest set, in the sample and in all cases of one report: fewer cases, wider interval."""
    audits = (
        CaseAudit.objects.filter(inspection=inspection, assessor=Assessor.HMICFRS, sample=Sample.ALL)
        .select_related("area", "scale")
        .prefetch_related("scale__grades", "counts__grade", "counts__grade_to")
    )
    shares = [(audit, grade_shares(distribution_of(audit))[-1]) for audit in audits]
    known = [(audit, share) for audit, share in shares if share is not None and share.of]
    areas = [(audit.area.short_name, share) for audit, share in known if audit.area_id]
    whole = [("all cases", share) for audit, share in known if not audit.area_id]
    smallest = [min(areas, key=lambda pair: (pair[1].of, pair[0]))] if areas else []
    return (*smallest, ("the joint sample", found), *whole)
