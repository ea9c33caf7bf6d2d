"""What is added to a published inspection: by those who may, with a source, without a new edition, on record."""

import pytest
from django.test import Client

from findings.actions.draft import changing, start_correction
from findings.actions.publication import publish
from findings.actions.review import submit
from findings.data_version.current import data_version
from findings.models import Claim, FindingTheme, Milestone, Revision, Theme, WithdrawnTheme
from findings.store.load import load_sources
from inspections.models import Inspection, Person
from tests import synthetic
from tests.findings.actions.test_workflow import sound
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
AT = "/entry/inspections/testshire-2020/follow-up/"
CLAIM = {"voice": "hmicfrs", "state": "closed", "on": "2021-03-01", "precision": "day", "source": "A <letter>."}


@pytest.fixture
def row():
    return synthetic.load(synthetic.whole())


@pytest.fixture
def client():
    return client_of(somebody("editor"))


def test_a_claim_is_public_at_once_and_makes_no_edition(row, client):
    version = data_version()
    response = client.post(f"{AT}recommendations/one/claim/", {**CLAIM, "entered_by": 1, "recommendation": 9})
    assert response.headers["Location"] == AT
    claim = Claim.objects.get(recommendation__inspection=row)
    assert (claim.entered_by.username, claim.recommendation.key) == ("editor", "one")
    assert Inspection.objects.filter(slug=row.slug).count() == 1
    assert data_version() != version
    assert "A &lt;letter&gt;." in Client().get(row.get_absolute_url()).content.decode()
    revision = Revision.objects.of(row).last()
    assert (revision.what, revision.by.username) == ("followed-up", "editor")
    assert list(revision.changes) == ["recommendations/one"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"voice": "force"}, "Only the inspectorate closes"),
        ({"voice": "commissioner"}, "Only the inspectorate closes"),
        ({"source": ""}, "Source"),
        ({"source": "  "}, "Source"),
        ({"on": "2999-01-01"}, "still to come"),
        ({"on": "yesterday"}, "As of"),
        ({"voice": "king"}, "Who says so"),
    ],
)
def test_what_a_claim_needs(row, client, changed, told):
    response = client.post(f"{AT}recommendations/one/claim/", {**CLAIM, **changed})
    assert response.status_code == 400
    assert told in response.content.decode()
    assert not Claim.objects.filter(recommendation__inspection=row).exists()


def test_the_same_claim_twice_is_one(row, client):
    client.post(f"{AT}recommendations/one/claim/", CLAIM)
    assert client.post(f"{AT}recommendations/one/claim/", CLAIM).status_code == 400
    assert Claim.objects.filter(recommendation__inspection=row).count() == 1


def test_a_claim_is_withdrawn_with_a_reason_and_a_reports_claim_is_not(client):
    row = synthetic.load(synthetic.everything())
    own = Claim.objects.get(recommendation__inspection=row)
    assert client.post(f"{AT}claims/{own.pk}/withdraw/", {"reason": "x"}).status_code == 400
    client.post(f"{AT}recommendations/one/claim/", CLAIM)
    mine = Claim.objects.get(recommendation__inspection=row, entered_by__isnull=False)
    assert client.post(f"{AT}claims/{mine.pk}/withdraw/", {"reason": ""}).status_code == 400
    assert client.post(f"{AT}claims/{mine.pk}/withdraw/", {"reason": "Misread."}).status_code == 302
    assert list(Claim.objects.filter(recommendation__inspection=row)) == [own]
    other = Claim.objects.exclude(recommendation__inspection=row).first()
    if other:
        assert client.post(f"{AT}claims/{other.pk}/withdraw/", {"reason": "x"}).status_code == 404


def test_a_milestone_gets_its_day_and_keeps_it_when_the_document_is_loaded_again(row, client):
    sent = {"on": "2020-07-01", "precision": "day", "source": "A letter."}
    assert client.post(f"{AT}milestones/plan/", {**sent, "source": ""}).status_code == 400
    assert client.post(f"{AT}milestones/plan/", sent).status_code == 302
    assert load_sources([synthetic.source(synthetic.whole())])[0].what == "unchanged"
    found = Milestone.objects.get(inspection=row)
    assert (str(found.happened_on), found.happened_source) == ("2020-07-01", "A letter.")


STEP = {
    "kind": "revisit",
    "what": "An invented revisit",
    "on": "2020-09-01",
    "precision": "month",
    "source": "<A letter>",
}


def test_a_step_that_the_report_did_not_foresee_is_added_and_stays(row, client):
    at, version = f"{AT}milestones/", data_version()
    assert "Add a milestone" in client.get(AT).content.decode()
    assert client.post(at, {**STEP, "entered_by": 1, "key": "plan", "inspection": 1}).headers["Location"] == AT
    made = Milestone.objects.get(inspection=row, kind="revisit")
    assert (made.key, made.position, made.entered_by.username) == ("an-invented-revisit", 2, "editor")
    assert (str(made.happened_on), made.happened_precision, made.within) == ("2020-09-01", "month", None)
    assert data_version() != version
    assert "An invented revisit" in Client().get(row.get_absolute_url()).content.decode()
    revision = Revision.objects.of(row).last()
    assert (revision.what, revision.by.username) == ("followed-up", "editor")
    assert "milestones/an-invented-revisit" in revision.changes
    assert load_sources([synthetic.source(synthetic.whole())])[0].what == "unchanged"
    assert Inspection.objects.filter(slug=row.slug).count() == 1
    assert Milestone.objects.filter(pk=made.pk).exists()
    assert client.post(at, STEP).status_code == 400  # the same twice is one


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"source": " "}, "Source"),
        ({"what": ""}, "What happened"),
        ({"kind": "party"}, "Kind"),
        ({"on": "2999-01-01"}, "still to come"),
        ({"on": ""}, "Happened on"),
    ],
)
def test_what_a_step_needs(row, client, changed, told):
    response = client.post(f"{AT}milestones/", {**STEP, **changed})
    assert response.status_code == 400
    assert told in response.content.decode()
    assert Milestone.objects.filter(inspection=row).count() == 1


def test_an_item_is_coded_anew(row, client):
    address = f"{AT}findings/first/themes/"
    assert client.post(address, {"themes": ["supervision"], "reason": ""}).status_code == 400
    assert client.post(address, {"themes": ["nothing"], "reason": "x"}).status_code == 400
    assert client.post(address, {"themes": ["supervision"], "reason": "Fits better."}).status_code == 302
    coding = FindingTheme.objects.get(finding__inspection=row, finding__key="first")
    assert (coding.theme.slug, coding.coded_by.username) == ("supervision", "editor")
    assert Revision.objects.of(row).last().reason == "Fits better."


def test_a_draft_is_not_followed_up_and_a_reader_follows_nothing_up(row, client):
    synthetic.load_as_draft(synthetic.document("testshire-2021", recommendations=[synthetic.recommendation("one")]))
    assert client.get("/entry/inspections/testshire-2021/follow-up/").status_code == 404
    reader = client_of(somebody("reader"))
    for address in (
        AT,
        f"{AT}recommendations/one/claim/",
        f"{AT}milestones/",
        f"{AT}milestones/plan/",
        f"{AT}findings/first/themes/",
    ):
        assert reader.get(address).status_code == 403
        assert reader.post(address, CLAIM).status_code == 403


def test_the_page_costs_the_same_for_few_and_many(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):
        assert client.get("/entry/inspections/dorset-2021/follow-up/").status_code == 200
    with django_assert_max_num_queries(18):
        assert client.get("/entry/inspections/kent-2019/follow-up/").status_code == 200


def test_a_theme_that_a_person_took_off_stays_off_until_somebody_gives_it_again(row, client):
    def themes():
        return [theme.slug for theme in row.findings.get(key="first").themes.all()]

    document, at = synthetic.whole(), f"{AT}findings/first/themes/"
    assert themes() == ["risk-assessment"]
    assert client.post(at, {"themes": [], "reason": "Not meant."}).status_code == 302
    assert load_sources([synthetic.source(document)])[0].what == "unchanged"
    changed = document | {"inspection": document["inspection"] | {"edition_note": "A note."}}
    assert load_sources([synthetic.source(changed)])[0].what == "new edition"
    assert themes() == []
    assert client.post(at, {"themes": ["risk-assessment"], "reason": "Meant."}).status_code == 302
    assert load_sources([synthetic.source(changed)])[0].what == "unchanged"
    assert themes() == ["risk-assessment"]
    assert not WithdrawnTheme.objects.exists()


def test_a_corrected_edition_that_names_a_theme_again_brings_it_back(client):
    """Two people have looked at it; a file that is merely loaded again does not."""
    row = synthetic.load(sound())
    at = f"{AT}findings/first/themes/"
    client.post(at, {"themes": ["supervision"], "reason": "Not meant."})
    editor, publisher = Person.objects.get(username="editor"), somebody("publisher")
    draft = start_correction(row.slug, by=editor, reason="Put it back.")
    coding = {"finding": draft.findings.get(key="first"), "theme": Theme.objects.get(slug="risk-assessment")}
    with changing(draft, by=editor):
        FindingTheme.objects.create(**coding)
    submit(draft, by=editor)
    publish(draft, by=publisher)
    assert [theme.slug for theme in row.findings.get(key="first").themes.all()] == ["risk-assessment", "supervision"]
