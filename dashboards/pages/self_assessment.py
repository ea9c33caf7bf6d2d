"""The dashboard of self-assessment: one section a scale, in it the forces together and then each inspection."""

from dataclasses import dataclass
from urllib.parse import urlencode

from dashboards.charts.axes import signed
from dashboards.charts.gradings import GradedSet
from dashboards.charts.panel import Panel, Source, downloads, named_sources
from dashboards.charts.self_assessment import Graded, joint_sample_panel, mean_shift_panel, samples_panel, span
from dashboards.pages.citation import reports_cited
from dashboards.pages.joint_samples import JointSample, published_joint_samples
from dashboards.pages.latest import latest_by_force
from dashboards.registers.reference import by_key
from findings.reconcile import distribution_of
from findings.statistics.differences import compare_shares, decided_together
from findings.statistics.results import Refusal
from findings.statistics.self_assessment import sentences
from inspections.models import GradeScale, Inspection

# More inspections than these are listed with their shift, and shown in full when their force is chosen.
SHOWN_IN_FULL = 12


@dataclass(frozen=True)
class Stat:
    label: str
    value: str
    base: str


@dataclass(frozen=True)
class Detail:
    """One inspection in full."""

    sample: JointSample
    stats: tuple[Stat, ...]
    sentences: tuple[str, ...]
    panel: Panel
    additional: Panel | None
    without_additional: str


@dataclass(frozen=True)
class ScaleSection:
    """Everything graded on one scale; nothing in it meets anything graded on another."""

    scale: GradeScale
    grades: str
    overview: Panel | None
    details: tuple[Detail, ...]
    others: tuple[JointSample, ...]


@dataclass(frozen=True)
class SelfAssessmentPage:
    sections: tuple[ScaleSection, ...]
    refused: tuple[JointSample, ...]
    silent: tuple[Inspection, ...]
    choices: tuple[tuple[str, str, bool], ...]

    @property
    def has_figures(self):
        panels = [section.overview for section in self.sections]
        for section in self.sections:
            panels += [panel for detail in section.details for panel in (detail.panel, detail.additional)]
        return any(panel and panel.figure for panel in panels)


def self_assessment_page(forces=()):
    """The page, of all forces or of these (slugs)."""
    every = published_joint_samples()
    samples = [sample for sample in every if not forces or sample.inspection.force.slug in forces]
    answered = [sample for sample in samples if sample.result]
    scales = sorted({sample.force.scale for sample in answered}, key=lambda scale: scale.slug)
    with_sample = {sample.inspection.pk for sample in samples}
    return SelfAssessmentPage(
        sections=tuple(_section(scale, [one for one in answered if one.force.scale == scale]) for scale in scales),
        refused=tuple(sample for sample in samples if not sample.result),
        silent=tuple(
            row
            for row in by_key(Inspection).values()
            if row.pk not in with_sample and (not forces or row.force.slug in forces)
        ),
        choices=tuple(choices({sample.inspection.force for sample in every}, forces)),
    )


def choices(forces, chosen):
    """One entry a force: its name, the address that takes it in or leaves it out, and whether it is chosen."""
    for force in sorted(forces, key=lambda force: force.name):
        is_chosen = force.slug in chosen
        slugs = [slug for slug in chosen if slug != force.slug] if is_chosen else [*chosen, force.slug]
        yield force.name, "?" + urlencode({"force": slugs}, doseq=True), is_chosen


def _section(scale, samples):
    latest = sorted(latest_by_force(samples), key=lambda sample: (-sample.result.mean_shift, sample.name))
    represented = {sample.inspection.pk for sample in latest}
    earlier = [sample for sample in samples if sample.inspection.pk not in represented]
    ordered = [*latest, *earlier]
    overview = None
    if len(latest) > 1:
        overview = mean_shift_panel(
            f"shift-{scale.slug}",
            [Graded(one.name, _address(one), one.result) for one in latest],
            sources=named_sources(
                latest,
                lambda one: Source(one.inspection.title, one.force.get_absolute_url(), reports_cited([one.inspection])),
            ),
            downloads=downloads("self-assessment"),
        )
    return ScaleSection(
        scale=scale,
        grades=", ".join(grade.name.lower() for grade in samples[0].force.scale.grades.all()),
        overview=overview,
        details=tuple(_detail(sample) for sample in ordered[:SHOWN_IN_FULL]),
        others=tuple(ordered[SHOWN_IN_FULL:]),
    )


def _address(sample):
    """The sample among others on this page."""
    return f"/self-assessment/?force={sample.inspection.force.slug}#{sample.inspection.slug}"


def _detail(sample):
    inspection, grades = sample.inspection, tuple(sample.force.scale.grades.all())
    force = inspection.force
    files = downloads("self-assessment", f"force={force.slug}")
    own = GradedSet(f"By {force.name}", distribution_of(sample.force), grades)
    theirs = GradedSet("By HMICFRS", distribution_of(sample.hmicfrs), grades)
    comparisons = _comparisons(sample)
    additional = None
    if comparisons:
        sets = (
            GradedSet("Joint sample", theirs.distribution, grades),
            GradedSet("Additional cases", distribution_of(sample.additional), grades),
        )
        additional = samples_panel(
            f"{inspection.slug}-samples",
            sample.name,
            sets,
            comparisons,
            sources=(_source(sample.hmicfrs, "joint sample"), _source(sample.additional, "additional cases")),
            downloads=downloads("case-grades", f"inspection={inspection.slug}&assessor=hmicfrs&area=whole-sample"),
        )
    return Detail(
        sample=sample,
        stats=_stats(sample.result),
        sentences=sentences(sample.result, force.name),
        panel=joint_sample_panel(
            f"{inspection.slug}-joint",
            sample.name,
            force.name,
            (own, theirs),
            sources=(_source(sample.force, "the force’s grades"), _source(sample.hmicfrs, "HMICFRS’s grades")),
            downloads=files,
        ),
        additional=additional,
        without_additional="" if additional else "The report prints no grades of additional cases.",
    )


def _stats(result):
    of = f"of {result.n} cases"
    return (
        Stat("graded higher by the force", span(result.higher), of),
        Stat("given the same grade", span(result.same), of),
        Stat("graded lower by the force", span(result.lower), of),
        Stat("mean shift", signed(float(result.mean_shift)), "grade steps a case"),
    )


def _comparisons(sample):
    """Joint against additional cases, shares of the worst and of the best grade, decided together."""
    joint, additional = sample.hmicfrs, sample.additional
    if additional is None:
        return ()
    if additional.scale != joint.scale:
        return (Refusal("Not compared: the two samples were graded on different scales."),)
    first, second = distribution_of(joint), distribution_of(additional)
    if second.total is None:
        return (Refusal(f"Not compared: {second.reason.removeprefix('No share: ')}"),)
    grades, compared = list(joint.scale.grades.all()), []
    for place in (-1, 0):
        if second.counts[place] is None:
            compared.append(Refusal(f"Not compared: cases {grades[place].name.lower()} are not printed for both."))
            continue
        compared.append(
            compare_shares(
                first.counts[place],
                first.total,
                second.counts[place],
                second.total,
                first_name="the joint sample",
                second_name="the additional cases",
                what=f"the share that HMICFRS graded {grades[place].name.lower()}",
                disjoint=True,
            )
        )
    return decided_together(compared)


def _source(audit, what):
    said = f"{what}: {audit.source}"
    cited = f"{reports_cited([audit.inspection])}, {said}"
    return Source(f"{audit.inspection.title}, {said}", audit.get_absolute_url(), cited)
