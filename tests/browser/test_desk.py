"""The desk, signed in: no barrier nothing that scrolls sideways, and the way out with the keyboard."""

from datetime import date

import pytest
from playwright.sync_api import expect

from findings.actions import review, waivers
from findings.actions.follow_up import record_claim
from findings.actions.saved_views import save_view
from findings.models import ErrorReport, Milestone, Recommendation, Revision
from findings.store.load import load_sources
from inspections.roles import ROLE_NAMES
from inspections.tokens import make_token, revoke_token
from tests import synthetic
from tests.browser.desk_pages import LOOKED_AT, names_of
from tests.browser.test_axe import look
from tests.findings.actions.test_workflow import WRONG, sound
from tests.people import sign_in, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def followed_up(person):
    """The pages of a claim, a milestone, themes and a reported error, each of which is there."""
    error = ErrorReport.objects.create(
        kind="finding", key="none", inspection_slug="dorset-2021", edition=1, text="It says zebra."
    )
    asked = Recommendation.objects.filter(inspection__slug="dorset-2021").first()
    claim = record_claim(
        asked, by=person, voice="force", state="accepted", on=date(2021, 10, 1), precision="day", source="A letter."
    )
    step = Milestone.objects.filter(inspection__slug="dorset-2021").first()
    at = "/entry/inspections/dorset-2021/follow-up"
    return [
        f"{at}/claims/{claim.pk}/withdraw/",
        f"{at}/milestones/",
        f"{at}/milestones/{step.key}/",
        f"{at}/recommendations/{asked.key}/themes/",
        "/entry/errors/",
        f"/entry/errors/{error.pk}/",
    ]


@pytest.fixture
def pages(site, page):
    """Every page of the desk that is not a task of entering, with something on it; the browser is signed in."""
    synthetic.testshire()
    person = somebody(*ROLE_NAMES, name="everything")
    draft = load_sources([synthetic.source(sound(**WRONG))], as_draft=True, by=person, reason="x")[0].inspection
    review.comment(draft, by=person, text="Which page?", noun="findings", key="first")
    waivers.waive(draft, waivers.failures(draft)[0].key, by=person, reason="Printed so.")
    load_sources([synthetic.source(sound(inspection={"title": "Another"}, **WRONG))], as_draft=True, by=person)
    sign_in(page.context, site, person)
    view = save_view(name="A view", register="findings", query="force=dorset", is_shared=True, by=person)
    make_token("A script", days=30, by=person)
    revoke_token(make_token("Another script", days=None, by=person)[0], by=person)
    followed = followed_up(person)
    first, at = Revision.objects.of(draft).first(), "/entry/inspections/dorset-2021"
    return [
        "/entry/",
        "/entry/published/",
        f"/entry/inspections/{draft.pk}/review/",
        f"/entry/inspections/{draft.pk}/publish/",
        f"/entry/inspections/{draft.pk}/discard/",
        f"/entry/inspections/{draft.pk}/states/{first.pk}/",
        "/entry/inspections/testshire-2020/history/",
        f"{at}/correct/",
        f"{at}/follow-up/",
        f"{at}/follow-up/recommendations/rec-control-room-response/claim/",
        *followed,
        "/entry/people/",
        "/entry/people/invite/",
        f"/entry/people/{person.pk}/",
        "/entry/password/",
        "/entry/sessions/",
        "/views/",
        "/views/new/?register=findings&query=force%3Dkent",
        f"/views/{view.token}/edit/",
        "/tokens/",
        "/entry/themes/",
        "/entry/forces/",
        "/entry/forces/new/",
        "/entry/forces/dorset/",
        "/entry/record/",
        "/entry/themes/supervision/retire/",
        "/sign-in/",
        "/sign-out/",
    ]


def test_no_page_of_the_desk_has_a_barrier_or_scrolls_sideways(site, page, pages):
    """Each page is loaded once: wide by day, then by night, then narrow."""
    assert names_of(pages) == LOOKED_AT["test_desk"]
    found = []
    for address in pages:
        page.goto(site + address)
        found += look(page, address)
    assert not found, "\n".join(found)


def test_one_signs_out_with_the_keyboard(site, page, pages):
    page.goto(f"{site}/entry/")
    page.get_by_role("button", name="Sign out").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/")
    page.goto(f"{site}/entry/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
