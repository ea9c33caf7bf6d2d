"""What a comparison computes: one family of tests, reports kept apart that must be, and figures per head."""

from decimal import Decimal
from itertools import combinations

import pytest
from django.http import QueryDict

from dashboards.pages.compare import comparison
from dashboards.pages.compare_context import two_digits
from dashboards.pages.compare_grades import points
from dashboards.pages.compare_sides import asked, comparable, nothing, representatives
from inspections.models import GradeScale
from tests import synthetic

pytestmark = pytest.mark.django_db
FOUR = {"good": 4, "adequate": 3, "requires-improvement": 2, "inadequate": 1}


def page(query):
    return comparison(asked(QueryDict(query)))


def invented(slug="testshire-2020", year=2020, **fields):
    header = {"inspected_from": f"{year}-02-03", "inspected_to": f"{year}-02-14", "published_on": f"{year}-06-01"}
    return synthetic.load(synthetic.document(slug, inspection=header | fields.pop("inspection", {}), **fields))


def adjusted(p_values):
    """Benjamini and Hochberg as a slow, obvious loop."""
    count = len(p_values)
    return [
        min(min(1, q * count / sum(other <= q for other in p_values)) for q in p_values if q >= p) for p in p_values
    ]


def decided_on(found):
    results = [one.result for one in found.headline.comparisons]
    for table in found.areas.tables:
        results += [cell.comparison.result for line in table.lines for cell in line.differences]
    return results


@pytest.mark.parametrize(
    "query", ["force=dorset&force=kent", "inspection=dorset-2021&inspection=dorset-2022-review&force=kent"]
)
def test_all_decided_on_a_page_are_one_family(query):
    found = page(query)
    results = decided_on(found)
    assert len(results) == found.decided_together
    expected = adjusted([one.p_value for one in results])
    assert [one.decided_by_p for one in results] == pytest.approx(expected)
    assert all(one.is_adjusted for one in results)


def test_dorset_and_kent_differ_nowhere_although_three_intervals_leave_out_zero():
    found = page("force=dorset&force=kent")
    cells = [cell for line in found.areas.tables[0].lines for cell in line.differences]
    assert sum(cell.comparison.result.interval.excludes_zero for cell in cells) == 3
    assert not any(one.has_evidence for one in decided_on(found))


def test_evidence_is_said_where_there_is_some():
    invented(
        case_audits=[
            synthetic.audit("hmicfrs", "all", synthetic.grades(2, 4, 90)),
            synthetic.audit("hmicfrs", "all", synthetic.grades(0, 0, 60), area="missing-children"),
        ]
    )
    found = page("force=testshire&force=kent")
    assert found.headline.sentence.startswith("Evidence of a difference between Testshire (invented) (2020) and Kent")
    assert found.areas.sentence.endswith("in the share inadequate: missing children.")
    assert len(found.areas.evidence) == 1


def test_three_sides_make_three_pairs_on_each_grade():
    found = page("force=kent&inspection=dorset-2021&inspection=dorset-2022-review")
    pairs = [(one.first.label, one.second.label) for one in found.headline.comparisons]
    names = ["Kent (2019)", "Dorset (2021)", "Dorset (review of 2022)"]
    assert pairs == [pair for pair in combinations(names, 2) for _ in range(2)]
    assert found.headline.several_pairs


def test_two_frameworks_are_not_set_beside_each_other():
    audits = [
        synthetic.audit("hmicfrs", "all", FOUR, scale="case-4"),
        synthetic.audit("hmicfrs", "all", FOUR, scale="case-4", area="missing-children"),
        synthetic.audit("force", "joint", FOUR, scale="case-4"),
        synthetic.audit("hmicfrs", "joint", FOUR, scale="case-4"),
    ]
    invented(inspection={"framework": "ncpi-2014"}, case_audits=audits)
    found = page("force=testshire&force=kent")
    for section in (found.headline, found.areas, found.self_assessments):
        assert any("Numbers of two frameworks are never set beside each other" in one for one in section.refusals)
    assert (found.headline.panels, found.areas.tables, found.self_assessments.tables) == ((), (), ())
    assert found.decided_together == 0


def test_two_scales_of_one_framework_are_not_set_beside_each_other():
    """The database lets a framework grade cases on one scale only; the page would not mix two if it did."""
    sides = asked(QueryDict("force=dorset&force=kent"))
    reports, _ = representatives(sides, {inspection.pk for inspection in sides.inspections}, nothing("anything"))
    scales = dict(zip(reports, GradeScale.objects.filter(slug__in=["case-3", "case-4"]), strict=True))
    groups, sentences = comparable(reports, scales.get)
    assert [len(group) for group in groups] == [1, 1]
    assert len(sentences) == 1
    assert "were graded on two scales" in sentences[0]


def test_a_part_is_not_set_beside_a_whole():
    invented(case_audits=[synthetic.audit("hmicfrs", "joint", synthetic.grades(3, 2, 1))])
    found = page("force=testshire&force=kent")
    assert any("a part is not set beside all cases" in one for one in found.headline.refusals)
    assert found.headline.panels == ()


def test_what_is_not_printed_is_not_compared_and_not_zero():
    invented(case_audits=[synthetic.audit("hmicfrs", "all", synthetic.grades(5, None, None), total=20)])
    found = page("force=testshire&force=kent")
    assert [one.subject.slug for one in found.headline.comparisons] == ["good"]
    assert any("allows no share of cases graded inadequate" in one for one in found.headline.refusals)


def test_a_totals_only_review_does_not_blank_the_areas_nor_the_self_assessment():
    found = page("force=dorset&force=kent")
    assert [report.label for report in found.areas.tables[0].reports] == ["Dorset (2021)", "Kent (2019)"]
    assert [one.report.label for one in found.self_assessments.tables[0].columns] == ["Dorset (2021)", "Kent (2019)"]
    assert [report.label for report in found.themes.reports] == ["Dorset (2021)", "Kent (2019)"]


def test_an_area_missing_in_the_latest_report_comes_from_an_earlier_one():
    invented(
        "testshire-2018",
        2018,
        case_audits=[synthetic.audit("hmicfrs", "all", synthetic.grades(1, 1, 1), area="police-custody")],
    )
    invented(case_audits=[synthetic.audit("hmicfrs", "all", synthetic.grades(1, 2, 3), area="missing-children")])
    lines = {line.area.slug: line for line in page("force=testshire&force=kent").areas.tables[0].lines}
    assert lines["missing-children"].cells[0].beside == ""
    assert lines["police-custody"].cells[0].beside == "from 2018"
    assert lines["section-47"].cells[0].reason == "not printed"
    assert lines["section-47"].differences == ()


def test_refused_self_assessment_says_why():
    invented(
        case_audits=[
            synthetic.audit("force", "joint", synthetic.grades(1, 2, 3)),
            synthetic.audit("hmicfrs", "joint", synthetic.grades(1, 2, 4)),
        ]
    )
    refusals = page("force=testshire&force=kent").self_assessments.refusals
    assert any("these are not the same cases" in one for one in refusals)


def test_themes_are_shared_or_alone_and_never_both():
    invented(
        findings=[
            synthetic.finding("a", themes=["risk-assessment"]),
            synthetic.finding("b", themes=["staff-wellbeing"], polarity="strength"),
        ]
    )
    invented("testshire-2021", 2021, findings=[synthetic.finding("a", themes=["risk-assessment", "supervision"])])
    found = page("inspection=testshire-2020&inspection=testshire-2021").themes
    assert [line.theme.slug for line in found.worrying] == ["risk-assessment"]
    assert [[theme.slug for theme, _ in one.lines] for one in found.alone] == [["staff-wellbeing"], ["supervision"]]
    assert [(one.number, one.noun) for one in found.worrying[0].cells[0]] == [(1, "concern")]


def test_topic_grades_are_shown_and_not_tested():
    synthetic.load(synthetic.topical("testshire-2024"))
    found = page("force=testshire&force=kent")
    assert [len(table.rows) for table in found.headline.topics] == [5]
    assert found.decided_together == 0


def test_labels_tell_reports_of_one_year_apart():
    for slug, day in (("testshire-2020", "2020-06-01"), ("testshire-2020-b", "2020-09-01")):
        invented(slug, inspection={"published_on": day})
    names = [side.name for side in asked(QueryDict("inspection=testshire-2020&inspection=testshire-2020-b")).sides]
    assert names == ["Testshire (invented) (June 2020)", "Testshire (invented) (September 2020)"]


def test_figures_per_head_only_from_two_plain_numbers_of_one_report():
    invented(
        figures=[
            synthetic.figure("police-officers", 250, unit="police officers", qualifier="more-than"),
            synthetic.figure("police-staff", 250, unit="police staff"),
            synthetic.figure("population", 200000),
        ]
    )
    lines = {line.measure.numerator: line for line in page("force=testshire&force=kent").context.lines}
    assert set(lines) == {"police-staff"}
    assert [cell.text for cell in lines["police-staff"].cells] == ["about 120", "about 120"]


@pytest.mark.parametrize(
    ("value", "text"),
    [("160.375", "160"), ("191.8", "190"), ("1534", "1,500"), ("15.25", "15"), ("6.666", "6.7"), ("0", "0")],
)
def test_two_digits_are_as_sharp_as_a_printed_population(value, text):
    assert two_digits(Decimal(value)) == text


@pytest.mark.parametrize(("value", "text"), [(0.175, "+18"), (-0.031, "−3"), (0.001, "0"), (-0.001, "0"), (-1, "−100")])
def test_points_have_a_sign_and_no_minus_zero(value, text):
    assert points(value) == text
