"""Counted sets as plain values say what their models say, for every published report; and they follow every change."""

import pytest

from dashboards.pages.counted_audits import audits_by_key, published_audits
from dashboards.pages.joint_samples import published_joint_samples
from findings.models import CaseAudit, GradeCount
from findings.reconcile import counted_set, distribution_of
from tests import synthetic

pytestmark = pytest.mark.django_db


def told(audit):
    """What pages read of a set, by the slow way for a model and by the plain values alike."""
    area = audit.area and audit.area.slug
    kind = audit.assessor, audit.sample, area, audit.scale.slug, audit.printed_total
    return audit.pk, audit.key, kind, audit.source, audit.get_absolute_url(), distribution_of(audit)


def test_plain_values_say_what_the_models_say():
    audits = CaseAudit.objects.published().order_by("-inspection__published_on", "inspection__slug", "pk")
    assert [told(audit) for audit in published_audits()] == [told(audit) for audit in audits]
    for audit in published_audits():
        assert audit.force == audit.inspection.force
        assert audit.force_id == audit.force.pk


@pytest.mark.usefixtures("keeping")
def test_a_changed_count_shows_at_once_and_a_draft_never():
    before, samples = audits_by_key(), published_joint_samples()
    assert audits_by_key() is before
    synthetic.load_as_draft(synthetic.everything(inspection={"force": "dorset"}))
    assert audits_by_key() is before
    count = GradeCount.objects.filter(case_audit=samples[0].hmicfrs.pk, grade_to=None).first()
    count.cases += 1
    count.save()
    changed = audits_by_key()[count.case_audit_id]
    assert dict(zip(changed.distribution.grades, changed.distribution.counts, strict=True)) == (
        counted_set(count.case_audit).counts
    )
    assert changed.distribution != before[changed.pk].distribution
    assert published_joint_samples()[0].hmicfrs.distribution == changed.distribution
