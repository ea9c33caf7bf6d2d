"""The pages of a reading, signed in: no barrier in any state, none scrolls sideways, and decided by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from findings.actions.reading_decisions import unseen
from findings.actions.reading_jobs import start
from findings.models import ReadingAddition, ReadingDecision, ReadingJob, ReadingResult
from findings.reading import queue
from findings.reading.child import _read
from findings.reading.decided import item_of
from findings.store.export import document_of
from findings.store.reader_vocabulary import reader_vocabulary
from inspections.models import Force, Inspection
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


def still(route):
    """The page without its header to ask again, which would take it away while it is looked at."""
    response = route.fetch()
    headers = {name: value for name, value in response.headers.items() if name != "refresh"}
    route.fulfill(response=response, headers=headers)


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
    page.route(re.compile(r"/entry/read/\d+/$"), still)
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


def pressed(page, key):
    """Presses a key, and waits for the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_value_is_edited_seen_and_taken_back_with_the_keyboard_alone(page, read):
    field = "recommendations[1].text"
    page.goto(f"{read}?field={field}")
    box = page.get_by_role("textbox", name="Text", exact=True)
    box.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" rwx")  # the letters of the keys are letters while one writes
    expect(box).to_have_value(re.compile(r" rwx$"))
    assert not ReadingDecision.objects.exists()
    pressed(page, "Control+Enter")
    expect(page.get_by_text("Saved: text of recommendation 1.")).to_be_visible()
    assert ReadingDecision.objects.get(path=field).value.endswith(" rwx")
    page.goto(f"{read}?field={field}")
    page.get_by_role("button", name="Take this back").first.focus()
    pressed(page, "Enter")
    assert not ReadingDecision.objects.exists()
    page.goto(f"{read}?field={field}")
    page.get_by_role("link", name="Text before").or_(page.get_by_role("link", name="Text after")).first.focus()
    page.keyboard.press("r")  # no form has the focus: nothing is done
    page.get_by_role("button", name="Right as it is").focus()
    pressed(page, "r")
    assert ReadingDecision.objects.get().what == "seen"


def test_what_is_left_out_by_key_is_absent_in_the_draft_and_can_be_taken_back(page, read):
    kept, rejected = "recommendations[1]", "recommendations[2]"
    values = {one["path"]: one["value"] for one in ReadingResult.objects.get().values}
    for item in (kept, rejected):
        page.goto(f"{read}?field={item}.text")
        page.get_by_role("button", name="Leave this item out").focus()
        pressed(page, "x")
        expect(page.get_by_text(f"Left out: {item[:-4]} {item[-2]}.")).to_be_visible()
    page.goto(f"{read}?field={kept}.text")
    expect(page.get_by_text("This item is left out of the draft.")).to_be_visible()
    page.get_by_role("button", name="Take this back").focus()
    pressed(page, "Enter")
    assert list(ReadingDecision.objects.values_list("path", flat=True)) == [rejected]
    page.goto(f"{read}polarity/")
    first = page.locator("input[type=radio][name$='.polarity']").first
    finding = first.get_attribute("name")
    first.focus()
    page.keyboard.press("x")
    for _ in range(20):
        button = page.get_by_role("button", name="I have seen these")
        if not button.count():
            break
        button.focus()
        pressed(page, "Enter")
    assert ReadingDecision.objects.get(path=item_of(finding)).what == "rejected"
    page.get_by_role("button", name="Make a draft of it").focus()
    pressed(page, "Enter")
    draft = document_of(Inspection.objects.get(slug="exampleshire-2019"))
    texts = {one.text for one in draft.recommendations}
    assert values[f"{kept}.text"] in texts
    assert values[f"{rejected}.text"] not in texts
    said = {one.summary for one in (*draft.findings, *draft.illustrations)}
    assert values[f"{item_of(finding)}.summary"] not in said
    assert len(said) > 3
