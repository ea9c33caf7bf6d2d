"""The page in plain words: every number on it is computed from a published report, and it works without one."""

import html
import re

import pytest

from dashboards.pages.numbers import example
from findings.models import CaseAudit, GradeCount
from findings.statistics.funnel import binomial
from findings.statistics.proportions import wilson
from inspections.models import Inspection
from tests import synthetic

pytestmark = pytest.mark.django_db


def words(client):
    response = client.get("/numbers/")
    assert response.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_the_example_is_the_latest_joint_sample_counted_again():
    found = example()
    counts = {one.grade.slug: one.cases for one in GradeCount.objects.filter(case_audit=found.audit.pk)}
    assert (found.audit.assessor, found.audit.sample) == ("hmicfrs", "joint")
    assert found.inspection == Inspection.objects.get(slug="dorset-2021", state="published")
    assert found.found.cases == counts["inadequate"]
    assert found.found.of == sum(counts.values())
    assert sum(cases for _, _, cases in found.units.rows) == found.found.of


def test_the_spread_holds_at_least_95_of_100_samples_and_no_narrower_one_does():
    found = example()
    chances = binomial(found.found.of, found.found.value)
    assert sum(chances[found.fewest : found.most + 1]) >= 0.95
    assert sum(chances[: found.fewest + 1]) > 0.025
    assert sum(chances[found.most :]) > 0.025


def test_the_page_says_what_was_computed(client):
    text = words(client)
    found = example()
    interval = wilson(found.found.cases, found.found.of)
    low, high = interval.low, interval.high
    assert f"{found.found.cases} of the {found.found.of} were graded inadequate" in text
    assert f"from {int(low * 100 + 0.5)}% to {int(high * 100 + 0.5)}%" in text
    assert f"between {found.fewest} and {found.most} of them" in text
    for sentence in found.self_assessment:
        assert sentence in text


def test_wider_bases_have_narrower_intervals(client):
    widths = [share.interval.high - share.interval.low for _, share in example().sizes]
    bases = [share.of for _, share in example().sizes]
    assert len(bases) == 3
    assert bases == sorted(bases)
    assert widths == sorted(widths, reverse=True)


def test_squares_are_as_many_as_the_cases(client):
    text = client.get("/numbers/").content.decode()
    section = text.split('<h2 id="share">')[1].split("</section>")[0]
    assert section.count('class="unit unit--') == example().found.of


def test_without_a_joint_sample_the_page_says_so_and_still_explains(client):
    CaseAudit.objects.filter(sample="joint").delete()
    text = words(client)
    assert "there is no picture" in text
    assert "95% interval" in text


def test_a_draft_is_no_example(client):
    before = client.get("/numbers/").content.decode().split("<main")[1].split("</main>")[0]
    synthetic.load_as_draft(
        synthetic.document(
            inspection={"force": "dorset", "published_on": "2025-01-01"},
            case_audits=[
                synthetic.audit("force", "joint", synthetic.grades(1, 2, 3)),
                synthetic.audit("hmicfrs", "joint", synthetic.grades(3, 2, 1)),
            ],
        )
    )
    assert client.get("/numbers/").content.decode().split("<main")[1].split("</main>")[0] == before
