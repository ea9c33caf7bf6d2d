"""Joint samples of published inspections: what both assessors graded, or why nothing can be said of it."""

from dataclasses import dataclass

from dashboards.pages.counted_audits import CountedAudit, published_audits
from findings.data_version.kept_values import KeptValues
from findings.models import Assessor, CaseAudit, Sample
from findings.reconcile import distribution_of
from findings.statistics.self_assessment import SelfAssessment, self_assessment
from inspections.models import Inspection

NAMES = {Assessor.FORCE: "The force", Assessor.HMICFRS: "HMICFRS"}
KEPT = KeptValues(1)


@dataclass(frozen=True)
class JointSample:
    """The whole joint sample of one inspection. Either `result`, or `refusal`, the sentence that says why not.

    `force` and `hmicfrs` are the case audits, None where the report prints none; `additional` is HMICFRS's other
    sample, which shares no case with the joint one.
    """

    inspection: Inspection
    force: CaseAudit | CountedAudit | None
    hmicfrs: CaseAudit | CountedAudit | None
    additional: CaseAudit | CountedAudit | None
    result: SelfAssessment | None
    refusal: str

    @property
    def force_id(self):
        return self.inspection.force_id

    @property
    def scales(self):
        """The scales used, the force's first; usually one."""
        return list(dict.fromkeys(audit.scale for audit in (self.force, self.hmicfrs) if audit))

    @property
    def name(self):
        """Force and year of the report, which name the sample wherever it stands beside others."""
        return f"{self.inspection.force.name}, {self.inspection.published_on.year}"


def published_joint_samples():
    """Every joint sample of the current editions, latest report first. Kept: nobody changes one."""
    return KEPT.get("published", _published)


def _published():
    found = {}
    for audit in published_audits():
        if audit.area_id is None and audit.sample in (Sample.JOINT, Sample.ADDITIONAL):
            found.setdefault(audit.inspection_id, {})[audit.assessor, audit.sample] = audit
    samples = [_of_sets(next(iter(sets.values())).inspection, sets) for sets in found.values()]
    return tuple(sample for sample in samples if sample)


def joint_sample_of(inspection, audits):
    """The joint sample of one edition, from its case audits; None where the report prints none."""
    return _of_sets(inspection, {(audit.assessor, audit.sample): audit for audit in audits if audit.area_id is None})


def _of_sets(inspection, sets):
    own, theirs = sets.get((Assessor.FORCE, Sample.JOINT)), sets.get((Assessor.HMICFRS, Sample.JOINT))
    if not (own or theirs):
        return None
    return _joint_sample(inspection, own, theirs, sets.get((Assessor.HMICFRS, Sample.ADDITIONAL)))


def _joint_sample(inspection, own, theirs, additional):
    refusal = _refusal(own, theirs)
    result = None
    if not refusal:
        force, inspectorate = distribution_of(own), distribution_of(theirs)
        result = self_assessment(force.grades, force.counts, inspectorate.counts)
    return JointSample(inspection, own, theirs, additional, result, refusal)


def _refusal(own, theirs):
    """Why these two gradings cannot be set against each other; empty where they can."""
    if own is None:
        return "The report prints how HMICFRS graded the joint cases, but not how the force had graded them."
    if theirs is None:
        return "The report prints how the force graded the joint cases, but not how HMICFRS graded the same cases."
    if own.scale != theirs.scale:
        return "The force and HMICFRS graded on different scales, so their grades cannot be set against each other."
    for audit in (own, theirs):
        if sentence := _unclear(audit, distribution_of(audit)):
            return sentence
    first, second = distribution_of(own).total, distribution_of(theirs).total
    if first != second:
        return (
            f"The force’s grades are of {first} cases and HMICFRS’s of {second}: these are not the same cases, so the "
            "grades cannot be set against each other."
        )
    return "" if first else "The report prints a joint sample without any case in it."


def _unclear(audit, distribution):
    """What the report leaves open in one grading; empty where every grade is printed and the total fits."""
    who = NAMES[audit.assessor]
    if distribution.lumped:
        return f"{who}’s cases are printed partly as one number for several grades, so nothing can be said."
    absent = [
        grade.name.lower()
        for grade, count in zip(audit.scale.grades.all(), distribution.counts, strict=True)
        if count is None
    ]
    if absent:
        return (
            f"{who}’s number of cases is not printed for the grade {' or '.join(absent)}. Without every grade of both "
            "assessors nothing can be said; what is not printed is not taken for zero."
        )
    if distribution.total is None:
        return (
            f"{who}’s grades add up to {sum(distribution.counts)} cases, but the report prints a total of "
            f"{distribution.printed_total}: nothing can be said until it is known which is right."
        )
    return ""
