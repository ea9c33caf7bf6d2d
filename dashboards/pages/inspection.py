"""The page of one edition of an inspection: everything it says, in the order in which an inspector asks."""

from dataclasses import dataclass
from itertools import groupby

from dashboards.charts.gradings import GradedSet, pictures
from dashboards.pages.asked import most_urgent_first
from dashboards.pages.clock import clock
from dashboards.pages.joint_samples import JointSample, joint_sample_of
from dashboards.pages.released import released_tables
from dashboards.pages.timeline import timeline
from findings.models import CaseAudit, Finding
from findings.reconcile import distribution_of, ledger, name_of
from findings.statistics.distributions import grade_shares
from findings.statistics.results import span_in_words
from findings.statistics.self_assessment import sentences
from inspections.models import Inspection

REFERRED_BACK = "cases-referred-back"


@dataclass(frozen=True)
class AuditRow:
    """One counted set as a row: its name, cells per grade (text and share), and why there is no base, if so."""

    audit: object
    name: str
    cells: tuple
    lumped: tuple
    of: int | None
    reason: str
    worst: object

    @property
    def address(self):
        """Below which an error in the set is reported."""
        return f"{self.audit.inspection.get_absolute_url()}case-audits/{self.audit.key}/"


@dataclass(frozen=True)
class SelfView:
    """How the force graded itself: both unit charts and the sentences, or why nothing can be said."""

    sample: JointSample
    units: tuple
    sentences: tuple


def with_parts(manager, *related, prefetch=()):
    return manager.select_related("inspection__force", "chapter", *related).prefetch_related(
        "areas", "themes", *prefetch
    )


def inspection_page(inspection, on):
    """Everything the template needs, read in a fixed number of queries."""
    audits = list(
        CaseAudit.objects.filter(inspection=inspection)
        .select_related("area", "scale", "inspection__force")
        .prefetch_related("scale__grades", "counts__grade", "counts__grade_to")
    )
    findings = list(with_parts(inspection.findings, "topic", prefetch=("recommendations__inspection",)))
    asked = most_urgent_first(
        with_parts(inspection.recommendations, prefetch=("parts", "claims", "answers__inspection")), on
    )
    figures = list(inspection.reportedfigures.select_related("inspection", "chapter").prefetch_related("areas"))
    milestones = list(inspection.milestones.select_related("inspection"))
    equations = ledger(inspection)
    return {
        "headline": _headline(audits),
        "self_view": _self_view(inspection, audits),
        "samples": [_row(audit) for audit in audits if audit.area_id is None],
        "areas": [_row(audit) for audit in audits if audit.area_id],
        "grades": list(audits[0].scale.grades.all()) if audits else [],
        "topic_grades": list(inspection.topic_grades.select_related("topic", "grade", "inspection")),
        "asked": asked,
        "urgent": [item for item in asked if item.recommendation.timescale == "immediately"],
        "main": [finding for finding in findings if finding.kind == Finding.Kind.MAIN],
        "formal": [finding for finding in findings if finding.kind in FORMAL],
        "chapters": (chapters := _by_chapter(findings)),
        "neighbours": neighbours([chapter for chapter, _ in chapters]),
        "case_themes": _by_area(findings),
        "illustrations": list(with_parts(inspection.illustrations, "finding")),
        "figures": figures,
        "referred_back": next((figure for figure in figures if figure.key == REFERRED_BACK), None),
        "judgments": list(inspection.localauthorityjudgments.select_related("inspection")),
        "ledger": equations,
        "equation_notes": {
            f"figures.{key}": note for key, note in inspection.equations.exclude(note="").values_list("key", "note")
        },
        "waivers": dict(inspection.waivers.values_list("equation", "reason")),
        "does_not_add_up": any(line.outcome == "fails" for line in equations),
        "released": released_tables(inspection),
        "clock": clock(inspection, milestones, asked, on),
        "timeline": timeline(inspection, milestones, asked, on),
        "milestones": milestones,
        "follow_ups": list(
            Inspection.objects.published().filter(parent__slug=inspection.slug).select_related("force").newest_first()
        ),
    }


FORMAL = (Finding.Kind.CAUSE_OF_CONCERN, Finding.Kind.AREA_FOR_IMPROVEMENT)


def _headline(audits):
    for audit in audits:
        if audit.assessor == "hmicfrs" and audit.sample == "all" and audit.area_id is None:
            return _row(audit)
    return None


def _row(audit):
    """One set with its shares by grade; a grade that is not printed has no share and says so."""
    found = distribution_of(audit)
    grades = list(audit.scale.grades.all())
    shares = grade_shares(found)
    lumped_grades = {grade for lump in found.lumped for grade in _span(lump, found.grades)}
    cells = tuple(
        (grade, count, share, grade.slug in lumped_grades)
        for grade, count, share in zip(grades, found.counts, shares, strict=True)
    )
    names = {grade.slug: grade.name for grade in grades}
    lumped = tuple((span_in_words(names[lump.grade], names[lump.grade_to]), lump.cases) for lump in found.lumped)
    return AuditRow(audit, name_of(audit), cells, lumped, found.total, found.reason or "", shares[-1])


def _span(lump, grades):
    return grades[grades.index(lump.grade) : grades.index(lump.grade_to) + 1]


def _self_view(inspection, audits):
    sample = joint_sample_of(inspection, audits)
    if sample is None:
        return None
    if not sample.result:
        return SelfView(sample, (), (sample.refusal,))
    grades = tuple(sample.force.scale.grades.all())
    sets = (
        GradedSet(f"Graded by {inspection.force.name}", distribution_of(sample.force), grades),
        GradedSet("Graded by HMICFRS", distribution_of(sample.hmicfrs), grades),
    )
    units, _ = pictures(sets)
    return SelfView(sample, units, sentences(sample.result, inspection.force.name))


def _by_chapter(findings):
    """Findings by chapter in the order of the report, without the main and formal ones and the case themes."""
    apart = (Finding.Kind.MAIN, Finding.Kind.CASE_THEME, *FORMAL)
    rows = [finding for finding in findings if finding.kind not in apart]
    rows.sort(key=lambda finding: (finding.chapter.order, finding.position))
    return [(chapter, list(group)) for chapter, group in groupby(rows, key=lambda finding: finding.chapter)]


def neighbours(chapters):
    """Chapter by chapter (slug), the one before and the one after it; None at either end."""
    around = [None, *chapters, None]
    return {
        chapter.slug: {"before": around[place], "after": around[place + 2]} for place, chapter in enumerate(chapters)
    }


def _by_area(findings):
    """Case themes by the area whose cases show them; last, under None, those that name no area."""
    found, nowhere = {}, []
    for finding in findings:
        if finding.kind == Finding.Kind.CASE_THEME:
            areas = finding.areas.all()
            for area in areas:
                found.setdefault(area, []).append(finding)
            if not areas:
                nowhere.append(finding)
    by_area = sorted(found.items(), key=lambda entry: entry[0].order)
    return [*by_area, (None, nowhere)] if nowhere else by_area
