"""The data version moves with everything a row shows, and with nothing else."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from findings.data_version.current import data_version
from findings.models import Claim, Finding, FindingTheme, Recommendation, Theme
from inspections.models import Area, Force
from tests import synthetic

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/recommendations/"


def tag(client, address=ADDRESS, **headers):
    return client.get(address, headers=headers).headers["ETag"]


def test_version_takes_one_query():
    with CaptureQueriesContext(connection) as queries:
        assert data_version() == data_version()
    assert len(queries) == 2


def test_publications_and_corrections_move_it():
    synthetic.testshire()
    seen = [data_version()]
    synthetic.load(synthetic.whole())
    seen.append(data_version())
    synthetic.load(synthetic.whole(findings=[synthetic.finding("first", "A corrected finding.")]))
    seen.append(data_version())
    assert len(set(seen)) == 3


def test_loading_the_same_again_does_not_move_it():
    synthetic.load(synthetic.whole())
    before = data_version()
    synthetic.load(synthetic.whole())
    assert data_version() == before


def test_a_draft_does_not_move_it(client):
    synthetic.testshire()
    before = data_version(), tag(client)
    draft = synthetic.load(synthetic.everything(), as_draft=True)
    assert (data_version(), tag(client)) == before
    draft.recommendations.first().claims.create(voice="force", state="met", on=date(2021, 1, 1), source="Invented.")
    assert (data_version(), tag(client)) == before


def edits():
    """Each step of what people and maintainers may change without a new edition."""
    public = {"inspection__state": "published"}
    recommendation = Recommendation.objects.filter(**public).first()
    theme, other = Theme.objects.first(), Theme.objects.last()
    finding = Finding.objects.filter(**public).exclude(themes=theme).first()
    coded = FindingTheme.objects.filter(finding__inspection__state="published").exclude(finding=finding).first()
    claim = {"voice": "force", "state": "accepted", "on": date(2022, 1, 1), "source": "An invented letter."}
    yield "claim", lambda: Claim.objects.create(recommendation=recommendation, **claim)
    yield "changed claim", lambda: Claim.objects.update(state="met")
    yield "coding", lambda: FindingTheme.objects.create(finding=finding, theme=theme)
    yield "coding taken away", coded.delete
    yield "theme", lambda: Theme.objects.filter(pk=other.pk).update(definition="Another.")
    yield "force", lambda: Force.objects.filter(slug="dorset").update(region="Elsewhere")
    yield "area", lambda: Area.objects.filter(slug="police-custody").update(slug="custody")


def test_what_people_enter_moves_it(client):
    seen = {data_version()}
    for what, edit in edits():
        edit()
        assert data_version() not in seen, what
        seen.add(data_version())


def test_an_unchanged_answer_is_304_without_rows(client):
    held = client.get(ADDRESS)
    answer = client.get(ADDRESS, headers={"If-None-Match": held.headers["ETag"]})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"] == held.headers["ETag"]
    assert answer.headers["Cache-Control"] == "no-cache"
    with CaptureQueriesContext(connection) as queries:
        client.get(ADDRESS, headers={"If-None-Match": held.headers["ETag"]})
    assert not any("findings_recommendationpart" in query["sql"] for query in queries)


def test_a_changed_answer_comes_whole(client):
    held = tag(client)
    synthetic.load(synthetic.whole())
    answer = client.get(ADDRESS, headers={"If-None-Match": held})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != held


def test_tag_depends_on_address_form_day_and_release(client, settings, monkeypatch):
    tags = [tag(client), tag(client, f"{ADDRESS}?force=dorset"), tag(client, Accept="application/json; indent=2")]
    with monkeypatch.context() as patched:
        patched.setattr(timezone, "localdate", lambda: date(2030, 1, 1))
        tags.append(tag(client))
    settings.RELEASE = "9.9.9"
    tags.append(tag(client))
    assert len(set(tags)) == len(tags)


def test_a_refusal_has_no_tag_and_is_not_hidden_by_one(client):
    answer = client.get(f"{ADDRESS}?colour=red", headers={"If-None-Match": "*"})
    assert answer.status_code == 400
    assert "ETag" not in answer.headers


def test_a_request_that_supposes_other_data_is_refused(client):
    answer = client.get(ADDRESS, headers={"If-Match": '"other"'})
    assert answer.status_code == 412
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_index_tells_the_data_version(client):
    assert client.get("/api/v1/").json()["data_version"] == data_version()
