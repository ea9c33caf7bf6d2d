"""Counts of single cases are kept for the loads there are: each load, correction and purge shows at once."""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from findings.cases.purge import purge_inspection, purge_load
from findings.models import AuditedCase, CaseLoad
from tests import cases
from tests.people import client_of, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keeping")]
QUERIES = ("", "sample=joint", "force=testshire&referred_back=yes")


def shown(client):
    """Total and numbers beside the options, for each query."""
    pages = [client.get(f"/cases/?{query}").context["page"] for query in QUERIES]
    return [
        (page.total, {(one.name, option.value): option.cases for one in page.filters for option in one.options})
        for page in pages
    ]


def counted():
    """The same of all cases, one by one."""
    found = Counter()
    for case in AuditedCase.objects.select_related("inspection__force", "area", "force_grade", "hmicfrs_grade"):
        found["force", case.inspection.force.slug] += 1
        found["inspection", case.inspection.slug] += 1
        found["area", case.area.slug] += 1
        found["sample", case.sample] += 1
        found["hmicfrs_grade", case.hmicfrs_grade.slug] += 1
        found["referred_back", case.referred_back or "not-known"] += 1
        if case.force_grade:
            steps = case.hmicfrs_grade.order - case.force_grade.order
            found["force_grade", case.force_grade.slug] += 1
            found["disagreement", "same" if not steps else "higher" if steps > 0 else "lower"] += 1
    return dict(found)


def agree(client):
    (total, beside), (joint, _), (referred, _) = shown(client)
    assert total == AuditedCase.objects.count()
    assert beside == counted()
    assert joint == AuditedCase.objects.filter(sample="joint").count()
    assert referred == AuditedCase.objects.filter(referred_back="yes").count()
    return total, beside


def test_every_change_of_cases_shows_at_once(tmp_path):
    inspection = cases.inspection()
    cases.loaded(tmp_path, list(cases.rows(60)), inspection)
    client = client_of(somebody("analyst"))
    first = agree(client)
    cases.loaded(tmp_path, [cases.row(0, hmicfrs_grade="requires-improvement")], inspection)
    corrected = agree(client)
    assert corrected[0] == first[0]
    assert corrected[1] != first[1]
    other = cases.inspection("testshire-2021", inspection={"published_on": "2021-06-01"})
    cases.loaded(tmp_path, list(cases.rows(40, seed=3)), other)
    assert agree(client)[0] == 100
    purge_load(CaseLoad.objects.filter(inspection=inspection).earliest("pk"), by_name="somebody")
    assert agree(client)[0] == 41
    purge_inspection(other, by_name="somebody")
    assert agree(client)[0] == 1


def test_a_page_counts_nothing_again(tmp_path):
    cases.loaded(tmp_path, list(cases.rows(60)), cases.inspection())
    client = client_of(somebody("analyst"))
    client.get("/cases/")
    with CaptureQueriesContext(connection) as found:
        client.get("/cases/")
    assert len(found) <= 8  # data version, session, account, its rights and those of its groups, loads, rows, version
    assert not any("casecount" in query["sql"] for query in found)
