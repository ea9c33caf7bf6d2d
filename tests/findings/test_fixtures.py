"""The transcribed reports are complete and add up: counts known beforehand, counted again in the fixtures."""

from collections import Counter

import pytest

from findings.documents.yaml_form import read_file
from findings.models import GradeCount, Theme
from findings.reconcile import ledger
from inspections.models import Area, Inspection
from tests.conftest import DOCUMENTS

READ = {path.stem: read_file(path).document for path in DOCUMENTS}
DORSET, KENT, REVIEW = (READ[name] for name in ("dorset-2021", "kent-2019", "dorset-2022-review"))
REPORTS = pytest.mark.parametrize("document", [DORSET, KENT], ids=["dorset", "kent"])
AREAS = (
    "section-47",
    "domestic-abuse",
    "other-referrals",
    "child-sexual-exploitation",
    "missing-children",
    "police-protection",
    "sex-offender-management",
    "police-custody",
)
# Good, requires improvement, inadequate.
SETS = {
    ("force", "joint"): ((29, 4, 0), (7, 19, 7)),
    ("hmicfrs", "joint"): ((4, 17, 12), (5, 18, 10)),
    ("hmicfrs", "additional"): ((16, 18, 16), (13, 11, 20)),
    ("hmicfrs", "all"): ((20, 35, 28), (18, 29, 30)),
    ("hmicfrs", "all", "section-47"): ((6, 3, 5), (5, 4, 2)),
    ("hmicfrs", "all", "domestic-abuse"): ((4, 3, 4), (0, 2, 9)),
    ("hmicfrs", "all", "other-referrals"): ((3, 2, 5), (3, 3, 4)),
    ("hmicfrs", "all", "child-sexual-exploitation"): ((1, 5, 8), (5, 6, 2)),
    ("hmicfrs", "all", "missing-children"): ((1, 3, 3), (3, 4, 1)),
    ("hmicfrs", "all", "police-protection"): ((4, 2, 0), (2, 3, 3)),
    ("hmicfrs", "all", "sex-offender-management"): ((1, 7, 1), (0, 5, 3)),
    ("hmicfrs", "all", "police-custody"): ((0, 10, 2), (0, 2, 6)),
}
TOTALS = {"dorset-2021": (33, 33, 50, 83), "kent-2019": (33, 33, None, 77)}


def tallies(document):
    """The counts of each set, best grade first, each grade counted alone."""
    found = {}
    for audit in document.case_audits:
        key = tuple(part for part in (audit.assessor, audit.sample, audit.area) if part)
        found[key] = tuple(count.cases for count in audit.counts)
        assert [count.grade for count in audit.counts] == ["good", "requires-improvement", "inadequate"]
        assert not any(count.grade_to or count.derived for count in audit.counts)
    return found


@pytest.mark.parametrize(("document", "column"), [(DORSET, 0), (KENT, 1)], ids=["dorset", "kent"])
def test_every_tally_of_the_report_is_there_and_no_other(document, column):
    assert tallies(document) == {key: columns[column] for key, columns in SETS.items()}
    printed = [audit.total for audit in document.case_audits if audit.area is None]
    assert tuple(printed) == TOTALS[document.inspection.slug]


def test_the_review_has_totals_only():
    assert tallies(REVIEW) == {("hmicfrs", "all"): (10, 10, 11)}
    assert REVIEW.case_audits[0].total == 31
    assert REVIEW.inspection.parent == "dorset-2021"
    assert REVIEW.case_audits[0].locator.address == REVIEW.inspection.address
    assert not REVIEW.findings
    assert not REVIEW.recommendations


def test_cases_referred_back_are_printed_by_one_report_only():
    found = [figure for figure in DORSET.figures if figure.value == 9 and figure.of == 83]
    assert len(found) == 1, [(figure.key, figure.of) for figure in DORSET.figures if figure.value == 9]
    assert not [figure for figure in KENT.figures if "referred-back" in figure.key]


@pytest.mark.parametrize(
    ("document", "expected"),
    [(DORSET, (5, 5, 3, 6, 6, 5, 5, 3)), (KENT, (5, 5, 3, 6, 5, 5, 4, 5))],
    ids=["dorset", "kent"],
)
def test_case_themes_are_complete_by_area(document, expected):
    themes = [finding for finding in document.findings if finding.kind == "case-theme"]
    assert all(len(finding.areas) == 1 and finding.themes for finding in themes)
    counted = Counter(area for finding in themes for area in finding.areas)
    assert tuple(counted[area] for area in AREAS) == expected
    assert len(themes) == 38


HEADED = {
    "dorset-2021": ("leadership", 7, "initial-contact", 7, "assessment-and-help", 12, "investigation", 12)
    + ("decision-making", 2, "trusted-adult", 1, "managing-risk", 8, "police-detention", 2),
    "kent-2019": ("leadership", 6, "initial-contact", 4, "assessment-and-help", 6, "investigation", 7)
    + ("decision-making", 2, "managing-risk", 4, "police-detention", 2),
}


@REPORTS
def test_headed_findings_are_complete_by_chapter(document):
    expected = HEADED[document.inspection.slug]
    counted = Counter(finding.chapter for finding in document.findings if finding.kind == "headed")
    assert counted == dict(zip(expected[::2], expected[1::2], strict=True))


def test_prose_outside_headings_counts_as_well():
    for document, chapters in (
        (DORSET, {"trusted-adult", "managing-risk"}),
        (KENT, {"trusted-adult", "initial-contact"}),
    ):
        assert chapters <= {finding.chapter for finding in document.findings if finding.kind == "unheaded"}


def test_main_findings_are_complete():
    def counted(document):
        return Counter((item.chapter, item.polarity) for item in document.findings if item.kind == "main")

    assert counted(DORSET) == {("summary", "strength"): 5, ("summary", "concern"): 4}
    kent = Counter(item.chapter for item in KENT.findings if item.kind == "main")
    assert kent == {"summary": 7, "conclusion": 7}


def test_recommendations_are_complete_with_timescales_and_parts():
    for document, timescales, parts in (
        (DORSET, {"immediately": 4, "three-months": 2, "six-months": 2}, 17),
        (KENT, {"immediately": 3, "three-months": 4}, 9),
    ):
        asked = document.recommendations
        assert Counter(item.timescale for item in asked) == timescales
        assert [item.number for item in asked] == list(range(1, len(asked) + 1))
        assert sum(len(item.parts) for item in asked) == parts
        assert all(item.themes and not item.claims for item in asked)
    assert all(item.restated_at for item in KENT.recommendations)
    assert not any(item.restated_at for item in DORSET.recommendations)


def test_illustrations_are_complete_and_say_whether_the_report_labels_them():
    kinds = Counter((item.kind, item.labelled) for item in DORSET.illustrations)
    assert kinds == {("positive-practice", True): 5, ("case-study", True): 11}
    assert len(KENT.illustrations) == 14
    assert not any(item.labelled for item in KENT.illustrations)
    starts = [442, 480, 554, 634, 650, 652, 676, 686, 717, 719, 775, 837, 841, 887]
    assert [item.locator.line for item in KENT.illustrations] == starts


def test_judgments_of_local_authorities_stand_apart():
    grades = {item.authority: (item.inspectorate, item.grade_as_printed) for item in KENT.judgments}
    assert grades == {"Kent": ("Ofsted", "Good"), "Medway": ("Ofsted", "Requires improvement")}
    assert not DORSET.judgments


@REPORTS
def test_every_item_is_in_our_own_words_and_says_where_it_stands(document):
    for item in (*document.findings, *document.illustrations, *document.recommendations):
        assert item.wording == "own words"
        assert item.locator.line
    for item in (*document.figures, *document.judgments, *document.case_audits):
        assert item.locator.line


@pytest.mark.django_db
def test_one_vocabulary_codes_both_reports():
    themes = set(Theme.objects.values_list("slug", flat=True))
    assert 20 <= len(themes) <= 40
    used = [
        {
            theme
            for name in ("findings", "illustrations", "recommendations")
            for item in getattr(document, name)
            for theme in item.themes
        }
        for document in (DORSET, KENT)
    ]
    assert used[0] | used[1] == themes, sorted(themes - used[0] - used[1])
    assert "appropriate-adults" in used[0] & used[1]


@pytest.mark.django_db
def test_areas_stand_in_the_order_of_the_reports():
    assert tuple(Area.objects.filter(framework__slug="ncpi-2017").values_list("slug", flat=True)) == AREAS


@pytest.mark.django_db
@pytest.mark.parametrize("slug", READ)
def test_every_equation_holds_or_is_not_printed(slug):
    lines = ledger(Inspection.objects.published().get(slug=slug))
    assert [line.detail for line in lines if line.outcome == "fails"] == []
    assert [line for line in lines if line.outcome == "holds"]


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["dorset-2021", "kent-2019"])
def test_samples_and_areas_make_up_the_headline_grade_by_grade(slug):
    lines = {line.key: line.outcome for line in ledger(Inspection.objects.published().get(slug=slug))}
    for grade in ("good", "requires-improvement", "inadequate", "total"):
        assert lines[f"areas.hmicfrs-all.{grade}"] == "holds"
        assert lines[f"samples.whole-sample.{grade}"] == "holds"
    assert lines["joint-totals.whole-sample.total"] == "holds"


@pytest.mark.django_db
def test_a_broken_count_makes_the_ledger_fail():
    inspection = Inspection.objects.published().get(slug="dorset-2021")
    count = GradeCount.objects.get(
        case_audit__inspection=inspection, case_audit__area__slug="missing-children", grade__slug="good"
    )
    count.cases += 1
    count.save()
    failed = [line for line in ledger(inspection) if line.outcome == "fails"]
    assert [line.key for line in failed] == ["areas.hmicfrs-all.good", "areas.hmicfrs-all.total"]
    assert failed[0].detail.endswith("= 21; HMICFRS on all cases: 20.")


def test_the_sex_offender_cases_of_kent_are_an_equation_of_figures():
    figures = {item.key: int(item.value) for item in KENT.figures}
    sums = [(figures[item.whole], [figures[key] for key in item.parts]) for item in KENT.equations]
    assert (8, [3, 5]) in [(whole, sorted(parts)) for whole, parts in sums]
