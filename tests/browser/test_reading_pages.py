"""The pages of a reading, signed in: no barrier in any state, none scrolls sideways, and decided by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from findings.actions.reading_decisions import unseen
from findings.actions.reading_jobs import start
from findings.models import ReadingAddition, ReadingDecision, ReadingJob, ReadingResult
from findings.reading import queue
from findings.reading.child import _read
from findings.store.reader_vocabulary import reader_vocabulary
from inspections.models import Force
from tests.browser.desk_pages import LOOKED_AT, names_of
from tests.browser.test_axe import look
from tests.findings.reading.sent import REPORT
from tests.people import sign_in, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ENDINGS = ("refused", "failed", "cancelled")


@pytest.fixture
def read(site, page):
    """A reading that is done, beside one in each other state; the browser is signed in as who sent them."""
    names = {"name": "Exampleshire (invented)", "official_name": "Exampleshire Police", "region": "Nowhere"}
    Force.objects.create(slug="exampleshire", nation="England", is_demo=True, **names)
    person = somebody("editor")
    start(REPORT, "report.txt", by=person)
    job = queue.claim()
    assert queue.finish(job, _read(REPORT, "report.txt", reader_vocabulary(), lambda **what: None))
    for ending in ENDINGS:
        start(REPORT, f"{ending}.txt", by=person)
        queue.end(queue.claim(), ending, "" if ending == "cancelled" else "An invented reason.")
    start(REPORT, "running.txt", by=person)
    queue.beat(queue.claim(), "Page 3 of 9", 33)
    start(REPORT, "waiting.txt", by=person)
    sign_in(page.context, site, person)
    return f"{site}/entry/read/{job.pk}/"


def test_no_page_of_a_reading_has_a_barrier_or_scrolls_sideways(site, page, read):
    job = ReadingJob.objects.get(state="done")
    part = {"text": "A part.", "recommendation": "none", "locator": {"line": 20}}
    ReadingAddition.objects.create(job=job, noun="parts", key="a", part=part, by=job.started_by)
    states = [f"{site}/entry/read/{pk}/" for pk in ReadingJob.objects.values_list("pk", flat=True)]
    fields = [f"{read}?field={field}" for field in ("case_audits[1].counts", "findings[1].areas", "inspection.force")]
    forms = [f"{read}add/{kind}/?line=20&line_to=22" for kind in ("recommendations", "case-audits")]
    forms.append(f"{read}added/{job.additions.get().pk}/")
    pages = (f"{site}/entry/read/", *states, *fields, f"{read}polarity/", f"{read}delete/", *forms)
    assert names_of(pages) == LOOKED_AT["test_reading_pages"]
    found = []
    for address in pages:
        page.goto(address)
        found += look(page, address)
    assert not found, "\n".join(found)


def test_selected_text_is_added_as_an_item(page, read):
    page.goto(f"{read}?line=12")
    line, last = (page.locator(f"#line-{number} > span:last-child") for number in (14, 16))
    line.evaluate("(first, to) => getSelection().setBaseAndExtent(first, 0, document.querySelector(to), 1)", "#line-16")
    expect(page.get_by_role("textbox", name="from line")).to_have_value("14")
    expect(page.get_by_label("to", exact=True)).to_have_value("16")
    text = " ".join(f"{line.inner_text()} {last.inner_text()}".split())
    page.get_by_label("Add", exact=True).select_option("findings")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_label("Where in the report")).to_have_value("lines 14–16")
    for word in text.split()[:3]:
        expect(page.get_by_label("Summary")).to_have_value(re.compile(re.escape(word)))
    page.get_by_label("Kind").select_option("unheaded")
    page.get_by_label("Chapter").select_option(index=1)
    page.get_by_label("Polarity").select_option("mixed")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("Added: finding.")).to_be_visible()
    assert ReadingAddition.objects.get().part["locator"] == {"line": 14, "line_to": 16}


def test_values_and_polarities_are_decided_with_the_keyboard_alone(page, read):
    paths = [one["path"] for one in ReadingResult.objects.get().values]
    field = next(path for path in paths if path.endswith(".areas"))
    page.goto(f"{read}?field={field}#read")
    box = page.get_by_role("checkbox").first
    before = box.is_checked()
    box.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save", exact=True).first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved: areas of ")).to_be_visible()
    page.goto(f"{read}?field={field}")
    assert page.get_by_role("checkbox").first.is_checked() != before
    page.goto(f"{read}polarity/#chapter")
    first = page.locator("[data-keys]").first
    first.get_by_role("radio").first.focus()
    path = first.get_by_role("radio").first.get_attribute("name")
    page.keyboard.press("m" if path.endswith(".polarity") else "r")
    expect(first.get_by_role("radio").first).not_to_be_focused()  # the next group, or the button, has the focus
    for _ in range(20):
        button = page.get_by_role("button", name="I have seen these")
        if not button.count():
            break
        button.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What was read")).to_be_visible()
    assert not unseen(ReadingJob.objects.get(state="done"))
    assert ReadingDecision.objects.get(path=path).value == ("mixed" if path.endswith(".polarity") else "")
