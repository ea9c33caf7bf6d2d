"""What was gathered becomes a document: every value with its locator, everything uncertain among the doubts."""

from findings.documents.case_audits import CaseAuditPart, GradeCountPart, TopicGradePart
from findings.documents.figures import JudgmentPart
from findings.documents.findings import FindingPart, IllustrationPart
from findings.documents.inspection_document import FORMAT, InspectionDocument, MilestonePart
from findings.documents.recommendations import RecommendationPart, RecommendationPartPart
from findings.readers.report.assemble_figures import add_figures
from findings.readers.report.draft import Draft, line_of, locator_of
from findings.readers.report.reading import EarlierRecommendation, Reading
from findings.readers.report.reconcile import reconcile
from findings.readers.report.tally_words import in_words
from findings.readers.report.verdicts import about_verdicts, state_of

PRINTED = "as printed"


def assemble(header, missing, gathered, terms, scales, before, ignored):
    """The Reading. `before`: (values, doubts) of the stages before."""
    draft = Draft()
    scale = scales.get(terms.case_scale, ())
    places = _audits(draft, gathered.sets, terms.case_scale, scale)
    _topics(draft, gathered.topic_grades, scales.get(terms.topic_scale, ()))
    findings = _findings(draft, gathered, terms)
    _boxes(draft, gathered.boxes, terms)
    _recommendations(draft, gathered, terms, findings)
    add_figures(draft, gathered, terms, header)
    _judgments(draft, gathered.judgments)
    _milestones(draft, gathered.milestones)
    doubts = [*before[1], *gathered.doubts, *draft.doubts]
    doubts += reconcile(draft.parts.get("case_audits", []), scale, terms.areas, places) if scale and places else []
    doubts += [doubt for _, theme in gathered.themes for doubt in theme.doubts]
    doubts += [doubt for _, box in gathered.boxes for doubt in box.doubts]
    doubts += [doubt for one in gathered.recommendations for doubt in one.doubts]
    parent, published = getattr(header, "parent", None), getattr(header, "published_as_printed", None)
    doubts += about_verdicts(gathered.earlier, parent, published)
    document = InspectionDocument.model_construct(document=FORMAT, inspection=header, **draft.parts)
    earlier = tuple(
        EarlierRecommendation(one.place, one.whole, one.verdict, state_of(one.verdict) if one.verdict else None)
        for one in gathered.earlier
    )
    counts = {name: len(parts) for name, parts in draft.parts.items()}
    return Reading(
        document, missing, (*before[0], *draft.values), tuple(dict.fromkeys(doubts)), tuple(ignored), earlier, counts
    )


def _audits(draft, sets, scale_slug, scale):
    places = {}
    for one in sets:
        counts = _counts(draft, one, scale)
        if not counts:
            continue
        assessor, sample, area = one.key
        how = "likely" if one.doubts else "sure"
        made = draft.add(
            "case_audits",
            CaseAuditPart,
            one.place,
            how,
            assessor=assessor,
            sample=sample,
            area=area,
            scale=scale_slug,
            total=one.total,
            counts=counts,
            note=one.note,
        )
        if made is not None:
            places[one.key] = one.place
    return places


def _counts(draft, one, scale):
    """The counts of a set in the order of the scale; what does not fit the scale is a doubt and left out."""
    made, taken = [], set()
    for count in sorted(one.tally.counts, key=lambda count: _rank(count.grades, scale)):
        steps = sorted(scale.index(grade) for grade in count.grades if grade in scale)
        told = None
        if len(steps) != len(count.grades):
            told = "the scale has no such grade"
        elif steps != list(range(steps[0], steps[-1] + 1)):
            told = "it lumps grades that are not neighbours"
        elif set(steps) & taken:
            told = "it counts a grade that is counted already"
        elif not isinstance(count.value, int):
            told = "it is no whole number of cases"
        if told:
            draft.doubt(one.place, f"{in_words(one.key)}: {'/'.join(count.grades)} {count.value} is left out", told)
            continue
        taken |= set(steps)
        last = scale[steps[-1]] if len(steps) > 1 else None
        made.append(GradeCountPart(grade=scale[steps[0]], grade_to=last, cases=count.value))
    return made


def _rank(grades, scale):
    return min((scale.index(grade) for grade in grades if grade in scale), default=len(scale))


def _topics(draft, grades, scale):
    for one in grades:
        if one.grade in scale:
            draft.add("topic_grades", TopicGradePart, one.place, "likely", topic=one.topic, grade=one.grade)
        else:
            draft.doubt(
                one.place, f"The grade of the topic {one.topic} is left out", f"{one.grade} is not on the scale"
            )


def chapter_in(slug, terms):
    """A chapter of the framework for what stands outside one."""
    if slug in terms.chapters:
        return slug
    return "conclusion" if "conclusion" in terms.chapters else next(iter(terms.chapters))


def _findings(draft, gathered, terms):
    """Findings in the order of the report; the causes of concern by chapter, for their recommendations."""
    rows = [
        (theme.place, "case-theme", chapter, None, theme.text, (theme.area,), theme.polarity)
        for chapter, theme in gathered.themes
    ]
    rows += [
        (one.place, one.kind, one.chapter, one.title, one.text, one.areas, one.polarity) for one in gathered.narratives
    ]
    rows += [(one.place, one.kind, one.chapter, None, one.text, (), "concern") for one in gathered.labelled]
    causes = {}
    for place, kind, chapter, title, text, areas, polarity in sorted(rows, key=lambda row: row[0].line):
        chapter = chapter_in(chapter, terms)
        part = draft.add(
            "findings",
            FindingPart,
            place,
            "likely",
            key=draft.key(f"{chapter}-{kind}"),
            kind=kind,
            chapter=chapter,
            topic=chapter if chapter in terms.topics else None,
            areas=[area for area in areas if area],
            polarity=polarity,
            title=line_of(title) if title else None,
            summary=text,
            wording=PRINTED,
            doubtful=("polarity", "areas"),
        )
        if part is not None and kind == "cause-of-concern":
            causes.setdefault(chapter, []).append((place.line, part.key))
    return causes


def _boxes(draft, boxes, terms):
    for chapter, box in boxes:
        chapter = chapter_in(chapter, terms)
        text = "\n\n".join(f"- {block.text}" if block.kind == "item" else block.text for block in box.blocks)
        if not text:
            draft.doubt(box.place, "A box without a text is left out", "nothing stands under its label")
            continue
        draft.add(
            "illustrations",
            IllustrationPart,
            box.place,
            "likely",
            key=draft.key(f"{chapter}-box"),
            kind=box.kind,
            labelled=box.labelled,
            chapter=chapter,
            polarity="strength" if box.kind == "positive-practice" else "concern",
            summary=text,
            wording=PRINTED,
            doubtful=("polarity",) if box.labelled else ("polarity", "summary"),
        )


def _recommendations(draft, gathered, terms, causes):
    ordered = sorted(gathered.recommendations, key=lambda one: one.place.line)
    for number, one in enumerate(ordered, start=1):
        chapter = chapter_in(one.chapter, terms)
        before = [key for line, key in causes.get(chapter, ()) if line <= one.place.line]
        key = f"{chapter}-recommendation-{number}"
        parts = [
            RecommendationPartPart(key=f"part-{place}", text=part.text, locator=locator_of(part.place))
            for place, part in enumerate(one.parts, start=1)
        ]
        restated = {"line": one.restated.line, "line_to": one.restated.line_to} if one.restated else None
        draft.add(
            "recommendations",
            RecommendationPart,
            one.place,
            "likely",
            key=key,
            number=number,
            kind="cause-of-concern" if before else "standalone",
            chapter=chapter,
            timescale=one.timescale.slug if one.timescale else None,
            timescale_as_printed=one.timescale.as_printed if one.timescale else None,
            areas=list(one.areas),
            findings=before[-1:],
            text=one.text,
            wording=PRINTED,
            parts=parts,
            restated_at=restated,
            doubtful=("areas",),
            sure=("timescale", "timescale_as_printed"),
        )


def _judgments(draft, judgments):
    for one in judgments:
        draft.add(
            "judgments",
            JudgmentPart,
            one.place,
            "likely",
            key=draft.key("judgment"),
            authority=line_of(one.authority),
            inspectorate=one.inspectorate,
            subject=line_of(one.subject),
            grade_as_printed=line_of(one.grade),
            published_on=one.published.start,
            published_precision=one.published.precision,
        )


def _milestones(draft, milestones):
    for one in milestones:
        draft.add(
            "milestones",
            MilestonePart,
            one.place,
            "likely",
            key=one.kind,
            kind=one.kind,
            what=one.what,
            within=one.within,
            unit=one.unit,
        )
