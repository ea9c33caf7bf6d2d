"""A report may take many forms: each is stored as printed, given back as printed, and its ledger says what holds."""

import pytest

from findings.reconcile import ledger
from findings.store.export import document_of
from findings.store.load import canonical
from inspections.models import Inspection
from tests import report_forms, synthetic
from tests.loading import writes_of

pytestmark = pytest.mark.django_db
EVERY = pytest.mark.parametrize("form", report_forms.FORMS)


def loaded(form):
    """The inspection of this form, after everything that belongs to it is loaded."""
    for data in report_forms.FORMS[form]():
        inspection = synthetic.load(data)
    return inspection


def outcomes(inspection, key):
    return [line.outcome for line in ledger(inspection) if line.key.startswith(key)]


def counts(inspection, **which):
    audit = inspection.case_audits.get(**which)
    return {count.grade.slug: count.cases for count in audit.counts.all()}


@EVERY
def test_every_form_is_stored_as_printed_and_given_back(form):
    inspection = loaded(form)
    document = synthetic.source(report_forms.FORMS[form]()[-1]).document
    assert canonical(document_of(inspection)) == canonical(document)


@EVERY
def test_every_form_is_loaded_once(form):
    loaded(form)
    assert writes_of(lambda: synthetic.load(report_forms.FORMS[form]()[-1])) == []


@EVERY
def test_nothing_fails_but_what_does_not_add_up(form):
    failed = [line.key for line in ledger(loaded(form)) if line.outcome == "fails"]
    expected = [
        "samples.whole-sample.good",
        "samples.whole-sample.inadequate",
        "samples.whole-sample.total",
        "totals.hmicfrs-all-whole-sample",
    ]
    assert failed == (expected if form == "totals_that_do_not_add_up" else [])


def test_four_grades_stay_four():
    inspection = loaded("four_grades")
    assert counts(inspection, sample="all") == report_forms.FOUR
    assert inspection.case_audits.first().scale.slug == "case-4"
    assert outcomes(inspection, "totals.hmicfrs-all") == ["holds"]
    assert outcomes(inspection, "joint-totals.whole-sample.total") == ["holds"]


def test_graded_topics_have_findings_of_formal_kinds_and_no_tallies():
    inspection = loaded("graded_topics")
    graded = {row.topic.slug: row.grade.slug for row in inspection.topic_grades.all()}
    assert graded["leadership"] == "outstanding"
    assert len(graded) == 5
    assert {row.kind: row.topic.slug for row in inspection.findings.all()} == {
        "cause-of-concern": "responding",
        "area-for-improvement": "partnership",
    }
    assert not inspection.case_audits.exists()
    assert ledger(inspection) == ()


def test_totals_without_areas_leave_the_areas_not_printed():
    inspection = loaded("totals_without_areas")
    assert outcomes(inspection, "areas.hmicfrs-all") == ["not-printed"]
    assert outcomes(inspection, "totals.hmicfrs-all") == ["holds"]


def test_areas_without_self_assessment_leave_the_forces_side_not_printed():
    inspection = loaded("areas_without_self_assessment")
    assert outcomes(inspection, "joint-totals") == ["not-printed"]
    assert "holds" not in outcomes(inspection, "areas.hmicfrs-all")  # six of eight areas are not printed


def test_areas_on_the_joint_sample_are_tried_area_by_area():
    inspection = loaded("areas_on_the_joint_sample")
    assert outcomes(inspection, "joint-totals.missing-children.total") == ["holds"]
    assert outcomes(inspection, "joint-totals.police-custody.total") == ["holds"]
    assert outcomes(inspection, "joint-totals.whole-sample.total") == ["holds"]


def test_a_missing_grade_is_no_row_and_no_zero():
    inspection = loaded("one_grade_missing")
    assert counts(inspection, area=None) == {"good": 5, "inadequate": 7}
    assert counts(inspection, area__slug="missing-children") == {"requires-improvement": 2, "inadequate": 0}
    assert outcomes(inspection, "totals") == ["not-printed"]


def test_lumped_grades_stay_lumped_and_add_up():
    inspection = loaded("two_grades_lumped")
    ranges = {
        (count.grade.slug, count.grade_to.slug): count.cases
        for audit in inspection.case_audits.all()
        for count in audit.counts.filter(grade_to__isnull=False)
    }
    assert ranges == {("requires-improvement", "inadequate"): 15, ("good", "requires-improvement"): 8}
    assert outcomes(inspection, "totals.hmicfrs-all") == ["holds"]
    assert outcomes(inspection, "totals.force-joint") == ["holds"]


def test_totals_that_do_not_add_up_are_stored_as_printed():
    inspection = loaded("totals_that_do_not_add_up")
    audit = inspection.case_audits.get(sample="all")
    assert (audit.printed_total, sum(count.cases for count in audit.counts.all())) == (20, 18)
    (line,) = [line for line in ledger(inspection) if line.key == "totals.hmicfrs-all-whole-sample"]
    assert (line.left_value, line.right_value, line.detail) == (18, 20, "5 + 6 + 7 = 18; printed total: 20.")


def test_a_review_has_its_parent():
    review = loaded("review_with_its_parent")
    assert review.parent.slug == "testshire-2018"
    assert [row.slug for row in review.parent.follow_ups.all()] == ["testshire-2020"]
    assert (review.kind, review.published_precision) == ("review", "month")


def test_a_corrected_edition_replaces_the_one_it_corrects():
    current = loaded("corrected_edition")
    old = Inspection.objects.get(slug=report_forms.SLUG, edition=1)
    assert (current.edition, current.edition_note != "", old.state) == (2, True, "superseded")
    assert counts(current, sample="all")["inadequate"] == 8
    assert counts(old, sample="all")["inadequate"] == 7
