"""How the force of each side graded itself: what totals allow, side by side. Nothing of it is tested."""

from dataclasses import dataclass

from dashboards.charts.axes import signed
from dashboards.charts.self_assessment import span
from dashboards.pages.compare_sides import Report, comparable, named, nothing, representatives
from dashboards.pages.joint_samples import JointSample, published_joint_samples
from findings.statistics.results import Bounds
from inspections.models import GradeScale

NO_SAMPLE = nothing("gradings of the same cases by the force and by HMICFRS")
WIDTH = 200


@dataclass(frozen=True)
class BoundsCell:
    """The least and the most a number of cases can be, and where the two lie in the picture."""

    bounds: Bounds
    of: int

    @property
    def text(self):
        return span(self.bounds)

    @property
    def start(self):
        return round(WIDTH * self.bounds.least / self.of, 1)

    @property
    def width(self):
        """At least a visible mark where the number is certain."""
        return max(3.0, round(WIDTH * (self.bounds.most - self.bounds.least) / self.of, 1))


@dataclass(frozen=True)
class SelfGraded:
    """One report's joint sample as the table shows it."""

    report: Report
    sample: JointSample

    @property
    def n(self):
        return self.sample.result.n

    @property
    def own(self):
        return self._grades(self.sample.result.force)

    @property
    def theirs(self):
        return self._grades(self.sample.result.inspectorate)

    @property
    def bounds(self):
        """Higher, same and lower, in this order."""
        result = self.sample.result
        return tuple(BoundsCell(bounds, result.n) for bounds in (result.higher, result.same, result.lower))

    @property
    def shift(self):
        return signed(float(self.sample.result.mean_shift))

    def _grades(self, counts):
        names = [grade.name.lower() for grade in self.sample.force.scale.grades.all()]
        return ", ".join(f"{count} {name}" for count, name in zip(counts, names, strict=True))


@dataclass(frozen=True)
class SelfTable:
    scale: GradeScale
    columns: tuple[SelfGraded, ...]

    @property
    def directions(self):
        """A row a direction: its words, and one cell a report."""
        words = ("graded higher by the force", "given the same grade", "graded lower by the force")
        return tuple((text, tuple(one.bounds[place] for one in self.columns)) for place, text in enumerate(words))


@dataclass(frozen=True)
class SelfAssessments:
    sentence: str
    tables: tuple[SelfTable, ...]
    refusals: tuple[str, ...]

    @property
    def is_drawn(self):
        return bool(self.tables)

    @property
    def href(self):
        """The same samples, drawn."""
        forces = {one.report.side.force.slug: None for table in self.tables for one in table.columns}
        return "/self-assessment/?" + "&".join(f"force={slug}" for slug in forces)


def self_assessments(asked):
    samples = {pk: one for one in published_joint_samples() if (pk := one.inspection.pk) in asked.keys}
    usable = {pk for pk, sample in samples.items() if sample.result}

    def missing(side):
        found = side.latest(samples)
        return f"Not compared: {side.name}. {samples[found.pk].refusal}" if found else NO_SAMPLE(side)

    reports, refusals = representatives(asked, usable, missing)
    groups, incomparable = comparable(reports, lambda report: samples[report.inspection.pk].force.scale)
    tables = tuple(
        SelfTable(
            samples[group[0].inspection.pk].force.scale,
            tuple(SelfGraded(report, samples[report.inspection.pk]) for report in group),
        )
        for group in groups
        if len(group) > 1
    )
    return SelfAssessments(_sentence(tables), tables, (*refusals, *incomparable))


def _sentence(tables):
    if not tables:
        return "The forces’ gradings of themselves cannot be compared."
    parts = [_shift(one) for table in tables for one in table.columns]
    return f"Grade steps a case by which the force graded itself above or below HMICFRS: {named(parts)}."


def _shift(one):
    shift = one.sample.result.mean_shift
    if shift == 0:
        return f"{one.report.label} none"
    size = f"{abs(float(shift)):.2f}" if abs(shift) >= 0.01 else "less than 0.01"
    return f"{one.report.label} {size} {'above' if shift > 0 else 'below'}"
