"""The funnel page: forces of one framework and kind of inspection around their pooled share, from ten on."""

from collections import defaultdict
from dataclasses import dataclass

from dashboards.charts.funnel import funnel_panel
from dashboards.charts.panel import Panel, Source, downloads, named_sources
from dashboards.pages.citation import reports_cited
from dashboards.pages.counted_audits import headline_audits
from findings.reconcile import distribution_of
from findings.statistics.distributions import grade_shares
from findings.statistics.funnel import Unit, funnel
from findings.statistics.results import Refusal
from inspections.models import Framework, Grade, Inspection


@dataclass(frozen=True)
class Section:
    """One framework, scale and kind of inspection: a funnel, or the sentence that says why there is none."""

    key: str
    title: str
    number: int
    panel: Panel | None
    refusal: str


def grades_asked():
    """The grades a reader may ask for: slug -> name, of every case scale, worst first."""
    scales = Framework.objects.filter(case_scale__isnull=False).values("case_scale")
    return dict(Grade.objects.filter(scale__in=scales).order_by("-order", "slug").values_list("slug", "name"))


def funnel_page(grade):
    """Sections in the order of frameworks, newest first; each force stands in it with its latest such inspection."""
    groups = defaultdict(dict)
    for row in headline_audits():
        inspection = row.inspection
        groups[inspection.framework, row.scale, inspection.kind].setdefault(inspection.force_id, row)
    ordered = sorted(groups.items(), key=lambda entry: (-entry[0][0].order, entry[0][1].slug, entry[0][2]))
    return tuple(_section(*key, list(rows.values()), grade) for key, rows in ordered)


def _section(framework, scale, kind, rows, slug):
    label = Inspection.Kind(kind).label
    title = f"{label}: {framework.name}"
    grade = next((grade for grade in rows[0].scale.grades.all() if grade.slug == slug), None)
    key = f"{framework.slug}-{scale.slug}-{kind}"
    if grade is None:
        return Section(key, title, len(rows), None, "There is no funnel plot: this scale has no such grade.")
    known = [(row, share) for row in rows if (share := _share(row, slug)) is not None]
    units = [Unit(row.inspection.force.name, share.cases, share.of) for row, share in known]
    result = funnel(units, f"graded {grade.name.lower()}")
    if isinstance(result, Refusal):
        return Section(key, title, len(units), None, result.sentence)
    addresses = {row.inspection.force.name: row.inspection.get_absolute_url() for row, _ in known}
    panel = funnel_panel(
        f"funnel-{key}",
        f"Cases graded {grade.name.lower()}, {len(units)} forces",
        result,
        addresses,
        sources=named_sources(
            [row for row, _ in known],
            lambda row: Source(row.inspection.title, row.get_absolute_url(), reports_cited([row.inspection])),
        ),
        downloads=downloads(
            "case-grades",
            f"framework={framework.slug}&kind={kind}&assessor=hmicfrs&sample=all&area=whole-sample&grade={slug}",
        ),
    )
    return Section(key, title, len(units), panel, "")


def _share(row, slug):
    """The share of the grade in the headline of one inspection; None where its report does not allow one."""
    distribution = distribution_of(row)
    share = grade_shares(distribution)[distribution.grades.index(slug)]
    return share if share is not None and share.of else None
