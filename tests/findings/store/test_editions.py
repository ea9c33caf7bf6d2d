"""A published document that changed becomes a new edition: rows keep their ids, and the old text is kept."""

import pytest
from django.utils.dateparse import parse_date

from findings.documents.problems import DocumentError
from findings.documents.yaml_form import read_text, write_text
from findings.models import Claim, FindingTheme, Milestone, Theme
from findings.store.export import document_of
from findings.store.load import load_sources
from inspections.models import Inspection, Person
from tests import synthetic
from tests.loading import problems_of, writes_of
from tests.synthetic import whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection():
    return synthetic.load(whole())


@pytest.fixture
def person():
    return Person.objects.create_user("analyst", password="not-a-real-password")


def ids(inspection):
    """The primary key of every row below an inspection, by its kind and key."""
    found = {("inspection", inspection.slug): inspection.pk}
    for name in ("findings", "illustrations", "recommendations", "reportedfigures", "equations", "milestones"):
        found |= {(name, row.key): row.pk for row in getattr(inspection, name).all()}
    found |= {("audit", row.key): row.pk for row in inspection.case_audits.all()}
    for row in inspection.recommendations.all():
        found |= {("part", row.key, part.key): part.pk for part in row.parts.all()}
    return found


def editions(slug="testshire-2020"):
    return {row.edition: row for row in Inspection.objects.filter(slug=slug)}


def test_ids_survive_and_the_old_text_is_kept(inspection):
    before, old_document = ids(inspection), document_of(inspection)
    data = whole()
    data["findings"][0]["summary"] = "Corrected."
    data["inspection"]["edition_note"] = "Corrects the first finding."
    data["case_audits"][0]["counts"][0]["cases"] = 4
    current = synthetic.load(data)
    assert ids(current) == before
    assert (current.edition, current.state) == (2, "published")
    assert current.findings.get(key="first").summary == "Corrected."
    old = editions()[1]
    assert old.state == "superseded"
    assert document_of(old) == old_document
    assert set(ids(old)) == set(before)
    assert old.findings.get(key="first").summary == "An invented finding."
    assert old.findings.get(key="first").pk != current.findings.get(key="first").pk


def test_editions_are_counted_on(inspection):
    for number in range(2, 5):
        current = synthetic.load(whole(inspection={"title": f"Title {number}"}))
        assert current.edition == number
    assert {number: row.state for number, row in editions().items()} == {
        1: "superseded",
        2: "superseded",
        3: "superseded",
        4: "published",
    }
    assert editions()[2].title == "Title 2"
    assert current.pk == inspection.pk


def test_the_same_document_again_is_no_new_edition(inspection):
    changed = whole(inspection={"title": "Changed"})
    synthetic.load(changed)
    assert writes_of(lambda: synthetic.load(changed)) == []
    assert set(editions()) == {1, 2}


def test_a_removed_item_is_gone_from_the_current_edition_and_kept_in_the_old(inspection):
    data = whole()
    data["findings"].pop()
    data["figures"].pop(0)
    data["equations"] = []
    data["milestones"] = []
    current = synthetic.load(data)
    assert [row.key for row in current.findings.all()] == ["first"]
    assert [row.key for row in current.reportedfigures.all()] == ["detectives"]
    old = editions()[1]
    assert [row.key for row in old.findings.all()] == ["first", "second"]
    assert [row.key for row in old.equations.all()] == ["sum"]
    assert [row.key for row in old.milestones.all()] == ["plan"]


def test_numbers_of_recommendations_can_swap(inspection):
    before = ids(inspection)
    data = whole()
    for item, number in zip(data["recommendations"], (2, 1), strict=True):
        item["number"] = number
    current = synthetic.load(data)
    assert [(row.number, row.key) for row in current.recommendations.all()] == [(1, "two"), (2, "one")]
    assert ids(current) == before


def test_a_recommendation_can_take_the_number_of_one_that_goes(inspection):
    data = whole()
    data["recommendations"][1] |= {"key": "three"}
    current = synthetic.load(data)
    assert [(row.number, row.key) for row in current.recommendations.all()] == [(1, "one"), (2, "three")]


def test_what_follows_up_the_inspection_keeps_its_parent(inspection):
    review = synthetic.load(whole("testshire-2021", inspection={"kind": "review", "parent": "testshire-2020"}))
    synthetic.load(whole(inspection={"title": "Changed"}))
    review.refresh_from_db()
    assert review.parent == editions()[2]


def test_the_framework_of_an_edition_cannot_change(inspection):
    (problem,) = problems_of(lambda: synthetic.load(synthetic.document(inspection={"framework": "ncpi-2014"})))
    assert problem.where == "inspection.framework"
    assert problem.line > 1
    assert problem.message.startswith("the framework of an edition cannot change")


def work_of(person, inspection):
    """A claim, a milestone and a coding that a person entered."""
    recommendation = inspection.recommendations.get(key="two")
    claim = Claim.objects.create(
        recommendation=recommendation,
        voice="force",
        state="met",
        on=parse_date("2021-01-04"),
        source="A letter.",
        entered_by=person,
    )
    milestone = Milestone.objects.create(
        inspection=inspection, key="revisit", kind="revisit", what="Seen again.", position=9, entered_by=person
    )
    coding = FindingTheme.objects.create(
        finding=inspection.findings.get(key="first"), theme=Theme.objects.get(slug="supervision"), coded_by=person
    )
    return claim, milestone, coding


def test_what_people_entered_survives_and_makes_no_edition_by_itself(inspection, person):
    rows = work_of(person, inspection)
    assert writes_of(lambda: synthetic.load(whole())) == []
    current = synthetic.load(whole(inspection={"title": "Changed"}))
    assert current.edition == 2
    for row in rows:
        again = type(row).objects.get(pk=row.pk)
        assert (getattr(again, "entered_by", None) or getattr(again, "coded_by", None)) == person
    old = editions()[1]
    assert [claim.state for claim in old.recommendations.get(key="two").claims.all()] == ["met"]
    assert {row.key for row in old.milestones.all()} == {"plan", "revisit"}


def test_an_exported_document_with_peoples_work_in_it_is_no_change(inspection, person):
    work_of(person, inspection)
    exported = document_of(inspection)
    assert [item.key for item in exported.milestones] == ["plan", "revisit"]
    text = write_text(exported)
    assert writes_of(lambda: load_sources([read_text(text)])) == []
    changed = text.replace("Synthetic inspection testshire-2020", "Changed")
    current = load_sources([read_text(changed)])[0].inspection
    assert current.edition == 2
    assert Claim.objects.filter(recommendation__inspection=current).count() == 1
    assert Milestone.objects.get(inspection=current, key="revisit").entered_by == person
    assert writes_of(lambda: load_sources([read_text(changed)])) == []


def test_the_theme_that_a_document_drops_is_dropped_and_the_persons_stays(inspection, person):
    work_of(person, inspection)
    data = whole()
    data["findings"][0]["themes"] = []
    current = synthetic.load(data)
    codings = current.findings.get(key="first").codings.all()
    assert [(coding.theme.slug, coding.coded_by) for coding in codings] == [("supervision", person)]


def test_a_recommendation_with_peoples_claims_cannot_vanish(inspection, person):
    work_of(person, inspection)
    data = whole()
    data["recommendations"].pop()
    (problem,) = problems_of(lambda: synthetic.load(data))
    assert problem.where == "recommendations"
    assert problem.message == "two is missing here, but its follow-up has been entered"
    data["recommendations"] = whole()["recommendations"][1:]
    assert synthetic.load(data).edition == 2


def test_a_draft_stands_beside_the_published_edition(inspection):
    draft = synthetic.load(whole(inspection={"title": "Better"}), as_draft=True)
    assert (draft.state, draft.edition) == ("draft", 2)
    inspection.refresh_from_db()
    assert (inspection.edition, inspection.title) == (1, "Synthetic inspection testshire-2020")
    assert draft.pk != inspection.pk


def test_a_draft_is_changed_in_place():
    draft = synthetic.load(whole(), as_draft=True)
    before = ids(draft)
    again = synthetic.load(whole(inspection={"title": "Better"}), as_draft=True)
    assert (again.pk, again.title, again.edition) == (draft.pk, "Better", 1)
    assert ids(again) == before
    assert writes_of(lambda: synthetic.load(whole(inspection={"title": "Better"}), as_draft=True)) == []


def test_a_draft_in_the_way_of_publishing_is_named():
    synthetic.load(whole(), as_draft=True)
    (problem,) = problems_of(lambda: synthetic.load(whole()))
    assert problem.where == "inspection.slug"
    assert problem.message == "a draft of testshire-2020 is being worked on; finish or delete it"


def test_drafts_may_follow_up_drafts_of_the_same_load():
    synthetic.testshire()
    review = whole("testshire-2021", inspection={"kind": "review", "parent": "testshire-2020"})
    sources = [synthetic.source(review), synthetic.source(whole())]
    outcomes = load_sources(sources, as_draft=True)
    assert [outcome.inspection.state for outcome in outcomes] == ["draft", "draft"]
    assert outcomes[1].inspection.parent == outcomes[0].inspection


def test_a_published_inspection_cannot_follow_up_a_draft():
    synthetic.load(whole(), as_draft=True)
    review = whole("testshire-2021", inspection={"kind": "review", "parent": "testshire-2020"})
    with pytest.raises(DocumentError, match="no inspection testshire-2020 is loaded"):
        synthetic.load(review)
