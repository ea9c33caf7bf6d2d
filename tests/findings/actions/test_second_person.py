"""Whatever is done by whomever in whatever order: nothing is ever published without a second person."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from findings.actions import draft as drafts
from findings.actions import review
from findings.actions.publication import publish
from findings.actions.refusal import RefusedError
from findings.models import Revision
from findings.store.export import document_of
from inspections.models import Inspection
from tests.findings.actions.test_workflow import make
from tests.people import somebody

pytestmark = pytest.mark.django_db
STEPS = ("change", "submit", "take back", "comment", "return", "publish", "revert")


@pytest.fixture
def people():
    """Two who may publish and one who may only enter."""
    return [somebody("publisher", name="ada"), somebody("publisher", name="bea"), somebody("editor", name="eve")]


def step(name, draft, by, count):
    if name == "change":
        with drafts.changing(draft, by=by) as row:
            row.findings.filter(key="first").update(summary=f"Words {count}.")
    elif name == "submit":
        review.submit(draft, by=by)
    elif name == "take back":
        review.take_back(draft, by=by)
    elif name == "comment":
        review.comment(draft, by=by, text="Why?")
    elif name == "return":
        review.return_to_draft(draft, by=by)
    elif name == "revert":
        drafts.revert(draft, Revision.objects.of(draft).first(), by=by, reason="Back.")
    else:
        publish(draft, by=by)


ACTS = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 2)), min_size=2, max_size=9)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(maker=st.integers(0, 2), acts=ACTS)
@example(maker=1, acts=[("take back", 0), ("revert", 0)])
def test_nothing_is_published_without_a_second_person(people, maker, acts):
    with transaction.atomic():
        draft = make(people[maker])
        worked, published_by = {people[maker].pk}, None
        for count, (name, who) in enumerate([*acts, ("submit", 2), ("publish", 0)]):
            by, before = people[who], document_of(draft)
            try:
                with transaction.atomic():
                    step(name, draft, by, count)
            except RefusedError:
                continue
            # To set a draft back to what it says already changes nothing, and is no work on it.
            if name == "submit" or (name in ("change", "revert") and document_of(draft) != before):
                worked.add(by.pk)
            if name == "publish":
                published_by = by.pk
        is_public = Inspection.objects.get(pk=draft.pk).state == "published"
        assert is_public == (published_by is not None)
        assert published_by not in worked
        transaction.set_rollback(True)
