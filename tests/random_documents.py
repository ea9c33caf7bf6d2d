"""Random documents of the invented framework of `tests.workbooks`: everything that a document may say."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from findings.documents.base import Lines, Locator, Polarity, Precision, Wording
from findings.documents.case_audits import CaseAuditPart, GradeCountPart, TopicGradePart
from findings.documents.figures import EquationPart, FigurePart, JudgmentPart, Qualifier
from findings.documents.findings import FindingKind, FindingPart, IllustrationPart
from findings.documents.inspection_document import (
    FORMAT,
    InspectionDocument,
    InspectionPart,
    MilestoneKind,
    MilestonePart,
)
from findings.documents.recommendations import (
    ClaimPart,
    ClaimState,
    RecommendationPart,
    RecommendationPartPart,
    Timescale,
)
from findings.documents.workbook.layout import words
from tests.workbooks import CHOICES

CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\ufffe\uffff")
TRAPS = st.sampled_from(
    ["=1+1", "#N/A", "12", "1.50", "2020-01-01", "true", "_x0041_", "_x005F_", "'text", "no", "null", "@a", "-", "01"]
)
TEXTS = (st.text(CHARACTERS, min_size=1, max_size=60).map(str.strip).filter(bool)) | TRAPS
NUMBERS = st.decimals(-999_999_999_999, 999_999_999_999, places=3) | st.integers(-(10**12) + 1, 10**12 - 1).map(Decimal)
COUNTS = st.decimals(0, 999_999_999_999, places=3) | st.integers(0, 10**12 - 1).map(Decimal)
# A number without a base may be a change and fall below zero; what stands on a base is counted.
COUNTED = st.fixed_dictionaries({"value": NUMBERS}) | st.fixed_dictionaries({"value": COUNTS, "of": COUNTS})
DATES = st.dates(date(1990, 1, 1), date(2100, 1, 1))
FROM = st.dates(date(1990, 1, 1), date(2000, 1, 1))
TO = st.dates(date(2001, 1, 1), date(2100, 1, 1))


def maybe(strategy):
    return st.none() | strategy


def one_of(name):
    return st.sampled_from(CHOICES.of(name))


def some_of(name):
    return st.lists(one_of(name), max_size=3)


LOCATORS = st.builds(
    Locator,
    line=st.integers(1, 99),
    line_to=maybe(st.integers(100, 999)),
    page=maybe(st.integers(1, 999)),
    paragraph=maybe(st.integers(1, 99)),
    section=maybe(TEXTS),
    address=maybe(st.just("https://example.org/invented")),
) | st.builds(Locator, section=TEXTS)


def with_keys(strategy, most=3):
    """Up to `most` items, each with a key of its own."""
    return st.lists(strategy, max_size=most).map(
        lambda items: [item.model_copy(update={"key": f"item-{number}"}) for number, item in enumerate(items)]
    )


ITEM = {"key": st.just("x"), "note": maybe(TEXTS), "locator": LOCATORS}
IN_CHAPTER = ITEM | {"chapter": one_of("chapters"), "areas": some_of("areas")}
CODED = IN_CHAPTER | {"themes": some_of("themes"), "wording": st.sampled_from(words(Wording))}
POLARITIES = st.sampled_from(words(Polarity))
FINDINGS = st.builds(
    FindingPart,
    kind=st.sampled_from(words(FindingKind)),
    topic=maybe(one_of("topics")),
    polarity=POLARITIES,
    title=maybe(TEXTS),
    summary=TEXTS,
    **CODED,
)
PARTS = st.builds(RecommendationPartPart, key=st.just("x"), text=TEXTS, locator=maybe(LOCATORS))
CLAIMS = st.builds(
    ClaimPart,
    voice=st.just("hmicfrs"),
    state=st.sampled_from(words(ClaimState)),
    on=DATES,
    precision=st.sampled_from(words(Precision)),
    note=maybe(TEXTS),
    source=TEXTS,
)
FIGURES = st.builds(
    lambda counted, **fields: FigurePart(**fields, **counted),
    counted=COUNTED,
    figure=TEXTS,
    unit=TEXTS,
    qualifier=maybe(st.sampled_from(words(Qualifier))),
    as_of=FROM,
    as_of_to=maybe(TO),
    as_of_precision=st.sampled_from(words(Precision)),
    as_printed=TEXTS,
    **IN_CHAPTER,
)
JUDGMENTS = st.builds(
    JudgmentPart,
    authority=TEXTS,
    inspectorate=TEXTS,
    subject=TEXTS,
    grade_as_printed=TEXTS,
    published_on=DATES,
    published_precision=st.sampled_from(words(Precision)),
    **ITEM,
)
HAPPENED = st.fixed_dictionaries(
    {"happened_on": DATES, "happened_precision": st.sampled_from(words(Precision)), "source": TEXTS}
)
MILESTONES = st.builds(
    lambda happened, **fields: MilestonePart(**fields, **(happened or {})),
    happened=maybe(HAPPENED),
    kind=st.sampled_from(words(MilestoneKind)),
    what=TEXTS,
    within=st.integers(1, 99),
    unit=st.sampled_from(["days", "weeks", "months"]),
    **ITEM,
)
HEADERS = st.builds(
    InspectionPart,
    slug=st.just("testshire-2020"),
    force=one_of("forces"),
    framework=st.just(CHOICES.framework),
    kind=st.sampled_from(["inspection", "re-inspection", "review", "revisit-letter"]),
    parent=maybe(one_of("inspections")),
    title=TEXTS,
    abstract=maybe(TEXTS),
    inspected_from=FROM,
    inspected_to=TO,
    inspected_precision=st.sampled_from(words(Precision)),
    published_on=st.just(date(2100, 1, 1)),
    published_precision=st.sampled_from(words(Precision)),
    isbn=maybe(TEXTS),
    text_edition=maybe(TEXTS),
    edition_note=maybe(TEXTS),
)
SETS = [("force", "joint"), ("hmicfrs", "joint"), ("hmicfrs", "additional"), ("hmicfrs", "all"), ("force", "all")]


@st.composite
def case_audits(draw):
    sets = draw(st.lists(st.tuples(st.sampled_from(SETS), maybe(one_of("areas"))), unique=True, max_size=5))
    return [draw(_case_audit(who, sample, area)) for (who, sample), area in sets]


@st.composite
def _case_audit(draw, who, sample, area):
    """Every grade is counted, left out, or lumped with the next."""
    grades, counts, place = CHOICES.of("grades"), [], 0
    while place < len(grades):
        how = draw(st.sampled_from(["counted", "left out", "lumped"]))
        if how == "lumped" and place == len(grades) - 1:
            how = "counted"
        if how != "left out":
            last = grades[place + 1] if how == "lumped" else None
            cases = draw(st.sampled_from([0, 1, 7]))
            counts.append(GradeCountPart(grade=grades[place], grade_to=last, cases=cases, derived=draw(st.booleans())))
        place += 2 if how == "lumped" else 1
    counts = counts or [GradeCountPart(grade=grades[0], cases=0)]
    return CaseAuditPart(
        assessor=who,
        sample=sample,
        area=area,
        scale=CHOICES.case_scale,
        total=draw(maybe(st.integers(0, 99))),
        counts=counts,
        note=draw(maybe(TEXTS)),
        locator=draw(LOCATORS),
    )


@st.composite
def documents(draw):
    """A document whose references all hold."""
    findings, figures = draw(with_keys(FINDINGS, 4)), draw(with_keys(FIGURES))
    finding_keys, figure_keys = [item.key for item in findings], [item.key for item in figures]
    return InspectionDocument(
        document=FORMAT,
        inspection=draw(HEADERS),
        case_audits=draw(case_audits()),
        topic_grades=[
            TopicGradePart(topic=topic, grade=draw(one_of("topic_grades")), note=None, locator=draw(LOCATORS))
            for topic in draw(st.lists(one_of("topics"), unique=True))
        ],
        findings=findings,
        illustrations=draw(with_keys(_illustrations(finding_keys))),
        recommendations=draw(_recommendations(finding_keys)),
        figures=figures,
        equations=draw(with_keys(_equations(figure_keys))) if figure_keys else [],
        judgments=draw(with_keys(JUDGMENTS)),
        milestones=draw(with_keys(MILESTONES)),
    )


def _illustrations(keys):
    return st.builds(
        IllustrationPart,
        kind=st.sampled_from(["positive-practice", "case-study"]),
        labelled=st.booleans(),
        finding=maybe(st.sampled_from(keys)) if keys else st.none(),
        polarity=POLARITIES,
        summary=TEXTS,
        **CODED,
    )


def _recommendations(keys):
    made = st.builds(
        RecommendationPart,
        number=st.just(1),
        kind=st.sampled_from(["standalone", "cause-of-concern"]),
        timescale=maybe(st.sampled_from(words(Timescale))),
        timescale_as_printed=maybe(TEXTS),
        findings=st.lists(st.sampled_from(keys), max_size=2) if keys else st.just([]),
        text=TEXTS,
        parts=with_keys(PARTS),
        claims=st.lists(CLAIMS, max_size=2, unique_by=lambda claim: claim.identity),
        restated_at=maybe(st.builds(Lines, line=st.integers(1, 9), line_to=maybe(st.integers(9, 99)))),
        **CODED,
    )
    return with_keys(made).map(
        lambda items: [item.model_copy(update={"number": number}) for number, item in enumerate(items, 1)]
    )


def _equations(keys):
    return st.builds(
        EquationPart,
        key=st.just("x"),
        statement=TEXTS,
        whole=st.sampled_from(keys),
        parts=st.lists(st.sampled_from(keys), min_size=1, max_size=4),
        relation=st.sampled_from(["equals", "at-most"]),
        note=maybe(TEXTS),
    )
