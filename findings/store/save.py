"""Document in, rows out: items are matched by key and never deleted and made again, so their ids survive."""

from findings.models import (
    CaseAudit,
    Claim,
    Equation,
    Finding,
    GradeCount,
    Illustration,
    LocalAuthorityJudgment,
    Milestone,
    Recommendation,
    RecommendationPart,
    ReportedFigure,
    TopicGrade,
)
from findings.models.figure import EquationTerm
from findings.store import fields
from findings.store.vocabulary import Terms

OUT_OF_THE_WAY = 10_000


def update(row, values):
    """Writes only what differs; an unchanged row is not touched."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)


def match(rows, identity, wanted, create):
    """Brings rows in line with what is wanted: `{identity: values}`, in order. Returns rows by identity."""
    existing = {identity(row): row for row in rows}
    kept = {}
    for name, values in wanted.items():
        row = existing.pop(name, None)
        if row is None:
            row = create(name, values)
        else:
            update(row, values)
        kept[name] = row
    for row in existing.values():
        row.delete()
    return kept


def match_items(model, inspection, parts, values_of, keep=None):
    """`match` for items with a key; position follows the order of the document."""
    rows = model.objects.filter(inspection=inspection)
    if keep:
        rows = rows.exclude(**keep)
    return match(
        rows,
        lambda row: row.key,
        {part.key: {"position": number, **values_of(part)} for number, part in enumerate(parts, 1)},
        lambda key, values: model.objects.create(inspection=inspection, key=key, **values),
    )


def save_items(inspection, document):
    """Everything below the header. Claims, milestones and codings that people entered stay as they are."""
    terms = Terms.of(inspection.framework)
    _save_case_audits(inspection, document, terms)
    _save_topic_grades(inspection, document, terms)
    findings = match_items(Finding, inspection, document.findings, lambda part: fields.finding_fields(part, terms))
    illustrations = match_items(
        Illustration,
        inspection,
        document.illustrations,
        lambda part: fields.illustration_fields(part, terms, findings),
    )
    recommendations = _save_recommendations(inspection, document, terms, findings)
    figures = match_items(ReportedFigure, inspection, document.figures, lambda part: fields.figure_fields(part, terms))
    for parts, rows in (
        (document.findings, findings),
        (document.illustrations, illustrations),
        (document.recommendations, recommendations),
        (document.figures, figures),
    ):
        for part in parts:
            rows[part.key].areas.set([terms.areas[slug] for slug in part.areas])
            if hasattr(part, "themes"):
                _save_codings(rows[part.key], part, terms)
    _save_equations(inspection, document, figures)
    match_items(LocalAuthorityJudgment, inspection, document.judgments, fields.judgment_fields)
    match_items(Milestone, inspection, document.milestones, fields.milestone_fields, keep={"entered_by__isnull": False})


def _save_case_audits(inspection, document, terms):
    wanted = {}
    for number, part in enumerate(document.case_audits, 1):
        wanted[part.key] = {
            "position": number,
            "assessor": part.assessor,
            "sample": part.sample,
            "area": terms.areas[part.area] if part.area else None,
            "scale": terms.scales[part.scale],
            "printed_total": part.total,
            "note": fields.text(part.note),
            **fields.place_fields(part.locator),
        }
    rows = match(
        CaseAudit.objects.filter(inspection=inspection).select_related("area", "scale"),
        lambda row: row.key,
        wanted,
        lambda key, values: CaseAudit.objects.create(inspection=inspection, **values),
    )
    for part in document.case_audits:
        row = rows[part.key]
        match(
            row.counts.select_related("grade", "grade_to"),
            lambda count: count.grade.slug,
            {
                count.grade: {
                    "grade_to": terms.grades[part.scale, count.grade_to] if count.grade_to else None,
                    "cases": count.cases,
                    "is_derived": count.derived,
                }
                for count in part.counts
            },
            lambda grade, values, row=row, part=part: GradeCount.objects.create(
                case_audit=row, grade=terms.grades[part.scale, grade], **values
            ),
        )


def _save_topic_grades(inspection, document, terms):
    match(
        TopicGrade.objects.filter(inspection=inspection).select_related("topic"),
        lambda row: row.topic.slug,
        {
            part.topic: {
                "position": number,
                "grade": terms.topic_grades[part.grade],
                "note": fields.text(part.note),
                **fields.place_fields(part.locator),
            }
            for number, part in enumerate(document.topic_grades, 1)
        },
        lambda topic, values: TopicGrade.objects.create(inspection=inspection, topic=terms.topics[topic], **values),
    )


def _save_recommendations(inspection, document, terms, findings):
    numbers = {part.key: part.number for part in document.recommendations}
    for row in inspection.recommendations.all():
        if row.number != numbers.get(row.key):
            # Two recommendations that change places, or one that goes and one that comes, would meet in the unique
            # number half-way.
            row.number += OUT_OF_THE_WAY
            row.save(update_fields=["number"])
    rows = match_items(
        Recommendation, inspection, document.recommendations, lambda part: fields.recommendation_fields(part, terms)
    )
    for part in document.recommendations:
        row = rows[part.key]
        row.answers.set([findings[key] for key in part.findings])
        match(
            row.parts.all(),
            lambda item: item.key,
            {
                item.key: {"position": number, "text": item.text, **fields.place_fields(item.locator)}
                for number, item in enumerate(part.parts, 1)
            },
            lambda key, values, row=row: RecommendationPart.objects.create(recommendation=row, key=key, **values),
        )
        match(
            row.claims.filter(entered_by__isnull=True),
            lambda claim: (claim.voice, claim.on, claim.state),
            {(claim.voice, claim.on, claim.state): fields.claim_fields(claim) for claim in part.claims},
            lambda name, values, row=row: Claim.objects.create(
                recommendation=row, voice=name[0], on=name[1], state=name[2], **values
            ),
        )
    return rows


def _save_codings(row, part, terms):
    """The document's themes; a theme that a person has given stays theirs, whether the document names it or not."""
    model = row.codings.model
    link = model._meta.get_field(row._meta.model_name)
    by_theme = {coding.theme_id: coding for coding in row.codings.all()}
    wanted = {terms.themes[slug].pk: terms.themes[slug] for slug in part.themes}
    for theme_id, coding in by_theme.items():
        if theme_id not in wanted and coding.coded_by_id is None:
            coding.delete()
    for theme_id, theme in wanted.items():
        if theme_id not in by_theme:
            model.objects.create(**{link.name: row}, theme=theme)


def _save_equations(inspection, document, figures):
    rows = match_items(
        Equation,
        inspection,
        document.equations,
        lambda part: {
            "statement": part.statement,
            "whole": figures[part.whole],
            "relation": part.relation,
            "note": fields.text(part.note),
        },
    )
    for part in document.equations:
        match(
            rows[part.key].terms.all(),
            lambda term: term.position,
            {number: {"figure": figures[key]} for number, key in enumerate(part.parts, 1)},
            lambda number, values, part=part: EquationTerm.objects.create(
                equation=rows[part.key], position=number, **values
            ),
        )
