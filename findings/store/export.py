"""Rows in, document out: everything one edition of an inspection says."""

from findings.documents.base import Lines
from findings.documents.case_audits import CaseAuditPart, GradeCountPart, TopicGradePart
from findings.documents.figures import EquationPart, FigurePart, JudgmentPart
from findings.documents.findings import FindingPart, IllustrationPart
from findings.documents.inspection_document import FORMAT, InspectionDocument, InspectionPart, MilestonePart
from findings.documents.recommendations import ClaimPart, RecommendationPart, RecommendationPartPart
from findings.store.fields import FIGURE_VALUES, HEADER_TEXTS, HEADER_VALUES, JUDGMENT_VALUES, locator_of


def document_of(inspection, *, with_peoples_work=True):
    """The InspectionDocument of this edition.

    Without people's work it holds what documents brought: claims, milestones and codings that people entered are left
    out, so that it can be compared with the document it came from.
    """
    return InspectionDocument(
        document=FORMAT,
        inspection=_header(inspection),
        case_audits=[_case_audit(row) for row in inspection.case_audits.prefetch_related("counts__grade__scale")],
        topic_grades=[
            TopicGradePart(topic=row.topic.slug, grade=row.grade.slug, note=row.note or None, locator=locator_of(row))
            for row in inspection.topic_grades.select_related("topic", "grade")
        ],
        findings=[_finding(row, with_peoples_work) for row in _items(inspection.findings, "topic")],
        illustrations=[_illustration(row, with_peoples_work) for row in _items(inspection.illustrations, "finding")],
        recommendations=[
            _recommendation(row, with_peoples_work)
            for row in _items(inspection.recommendations).prefetch_related("parts", "claims", "answers")
        ],
        figures=[
            _figure(row) for row in inspection.reportedfigures.select_related("chapter").prefetch_related("areas")
        ],
        equations=[
            _equation(row) for row in inspection.equations.select_related("whole").prefetch_related("terms__figure")
        ],
        judgments=[_judgment(row) for row in inspection.localauthorityjudgments.all()],
        milestones=[
            _milestone(row) for row in inspection.milestones.all() if with_peoples_work or row.entered_by_id is None
        ],
    )


def _items(manager, *related):
    return manager.select_related("chapter", *related).prefetch_related("areas", "codings__theme")


def _header(row):
    values = {name: getattr(row, name) for name in HEADER_VALUES}
    values |= {name: getattr(row, name) or None for name in HEADER_TEXTS}
    return InspectionPart(
        slug=row.slug,
        force=row.force.slug,
        framework=row.framework.slug,
        parent=row.parent.slug if row.parent else None,
        **values,
    )


def _case_audit(row):
    return CaseAuditPart(
        assessor=row.assessor,
        sample=row.sample,
        area=row.area.slug if row.area else None,
        scale=row.scale.slug,
        total=row.printed_total,
        counts=[
            GradeCountPart(
                grade=count.grade.slug,
                grade_to=count.grade_to.slug if count.grade_to else None,
                cases=count.cases,
                derived=count.is_derived,
            )
            for count in row.counts.all()
        ],
        note=row.note or None,
        locator=locator_of(row),
    )


def _chapter_item(row):
    return {
        "key": row.key,
        "chapter": row.chapter.slug,
        "areas": [area.slug for area in row.areas.all()],
        "note": row.note or None,
        "locator": locator_of(row),
    }


def _themes(row, with_peoples_work):
    return [coding.theme.slug for coding in row.codings.all() if with_peoples_work or coding.coded_by_id is None]


def _finding(row, with_peoples_work):
    return FindingPart(
        **_chapter_item(row),
        kind=row.kind,
        topic=row.topic.slug if row.topic else None,
        polarity=row.polarity,
        themes=_themes(row, with_peoples_work),
        title=row.title or None,
        summary=row.summary,
        wording=row.wording,
    )


def _illustration(row, with_peoples_work):
    return IllustrationPart(
        **_chapter_item(row),
        kind=row.kind,
        labelled=row.is_labelled,
        finding=row.finding.key if row.finding else None,
        polarity=row.polarity,
        themes=_themes(row, with_peoples_work),
        summary=row.summary,
        wording=row.wording,
    )


def _recommendation(row, with_peoples_work):
    restated = Lines(line=row.restated_line, line_to=row.restated_line_to) if row.restated_line else None
    return RecommendationPart(
        **_chapter_item(row),
        number=row.number,
        kind=row.kind,
        timescale=row.timescale or None,
        timescale_as_printed=row.timescale_as_printed or None,
        themes=_themes(row, with_peoples_work),
        findings=[finding.key for finding in row.answers.all()],
        text=row.text,
        wording=row.wording,
        parts=[
            RecommendationPartPart(key=part.key, text=part.text, locator=locator_of(part)) for part in row.parts.all()
        ],
        claims=[
            ClaimPart(
                voice=claim.voice,
                state=claim.state,
                on=claim.on,
                precision=claim.precision,
                note=claim.note or None,
                source=claim.source,
            )
            for claim in row.claims.all()
            if with_peoples_work or claim.entered_by_id is None
        ],
        restated_at=restated,
    )


def _figure(row):
    return FigurePart(
        **_chapter_item(row),
        **{name: getattr(row, name) for name in FIGURE_VALUES},
        qualifier=row.qualifier or None,
        as_of_precision=row.as_of_precision or None,
    )


def _equation(row):
    return EquationPart(
        key=row.key,
        statement=row.statement,
        whole=row.whole.key,
        parts=[term.figure.key for term in row.terms.all()],
        relation=row.relation,
        note=row.note or None,
    )


def _judgment(row):
    values = {name: getattr(row, name) for name in JUDGMENT_VALUES}
    return JudgmentPart(key=row.key, **values, note=row.note or None, locator=locator_of(row))


def _milestone(row):
    return MilestonePart(
        key=row.key,
        kind=row.kind,
        what=row.what,
        within=row.within,
        unit=row.unit or None,
        happened_on=row.happened_on,
        happened_precision=row.happened_precision or None,
        source=row.happened_source or None,
        note=row.note or None,
        locator=locator_of(row),
    )
