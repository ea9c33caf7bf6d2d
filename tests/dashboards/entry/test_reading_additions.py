"""What the reader passed over is added on the desk of a reading: from lines of the text, undone, and in the draft."""

import pytest

from findings.documents.yaml_form import read_text
from findings.models import ReadingAddition, Scratch
from findings.store.export import document_of
from inspections.models import Inspection
from tests.dashboards.entry.reading_steps import SLUG, accept, page_of, see_all, text
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
AT = "line 3"
TYPED = {
    "findings": {"kind": "headed", "chapter": "leadership", "summary": "Said.", "wording": "as printed"},
    "case-themes": {"chapter": "leadership", "summary": "Seen in cases.", "wording": "as printed"},
    "illustrations": {
        **{"kind": "case-study", "labelled": "yes", "chapter": "leadership"},
        **{"summary": "One case.", "wording": "as printed"},
    },
    "recommendations": {
        **{"chapter": "leadership", "text": "Do it.", "wording": "as printed", "timescale": "immediately"},
        **{"part-0-text": "Do this first.", "part-0-where": "line 4"},
    },
    "figures": {
        "chapter": "leadership",
        "figure": "Officers",
        "value": "1200.5",
        "unit": "people",
        "as_printed": "1,200.5",
    },
    "judgments": {
        **{"authority": "A council", "inspectorate": "Ofsted", "subject": "Care", "grade_as_printed": "Good"},
        **{"published_on": "2019-02-01", "published_precision": "month"},
    },
    "milestones": {"kind": "revisit", "what": "A visit", "within": "6", "unit": "months"},
}
POLAR = ("findings", "case-themes", "illustrations")


def add(client, job, slug, **typed):
    return client.post(page_of(job, f"add/{slug}/"), {"where": AT, **typed})


@pytest.fixture
def bare(job):
    """The reading, without the sets of cases that the reader read: so that they can be added."""
    for number in range(1, len(read_text(job.result.document).document.case_audits) + 1):
        job.decisions.create(path=f"case_audits[{number}]", what="rejected", by=job.started_by)
    return job


def test_every_kind_of_item_is_added_and_stands_in_the_draft(editor, bare):
    read = read_text(bare.result.document).document
    for kind, typed in TYPED.items():
        sent = typed | ({"polarity": "concern"} if kind in POLAR else {})
        assert add(editor, bare, kind, **sent).status_code == 302, kind
    counts = {"counts.good": "0", "together": "5 requires improvement to inadequate", "total": "5"}
    assert add(editor, bare, "case-audits", assessor="hmicfrs", sample="all", area="", **counts).status_code == 302
    other = read.recommendations[-1]
    assert add(editor, bare, "parts", recommendation=other.key, text="A part more.").status_code == 302
    see_all(editor, bare)
    assert accept(editor, bare).status_code == 302
    draft = document_of(Inspection.objects.get(slug=SLUG))
    for noun in ("findings", "illustrations", "recommendations", "figures", "judgments", "milestones"):
        more = 2 if noun == "findings" else 1
        assert len(getattr(draft, noun)) == len(getattr(read, noun)) + more, noun
    (audit,) = draft.case_audits
    assert [(one.grade, one.grade_to, one.cases) for one in audit.counts] == [
        ("good", None, 0),
        ("requires-improvement", "inadequate", 5),
    ]
    assert (audit.total, audit.locator.line) == (5, 3)
    first = draft.recommendations[0]  # the line it stands at is before all others
    assert (first.text, first.number, first.timescale) == ("Do it.", 1, "immediately")
    assert [(one.text, one.locator.line) for one in first.parts] == [("Do this first.", 4)]
    assert [one.number for one in draft.recommendations] == list(range(1, len(draft.recommendations) + 1))
    last = next(one for one in draft.recommendations if one.key == other.key)
    assert {one.text for one in last.parts} == {"A part more.", *(one.text for one in other.parts)}
    assert next(one for one in draft.figures if one.figure == "Officers").value == 1200.5
    assert next(one for one in draft.findings if one.summary == "Said.").wording == "as printed"


def test_the_chosen_lines_fill_the_form_with_their_text_and_place(editor, job):
    number = next(n for n, (line, _) in enumerate(job.result.lines, 1) if len(line.split()) > 6)
    words = " ".join(job.result.lines[number - 1][0].split()).lstrip("-• ")
    page = text(editor.get(page_of(job), {"line": number}))
    assert f'name="line" inputmode="numeric" size="4" value="{number}"' in page
    asked = {"kind": "findings", "line": number, "line_to": number + 1}
    form = text(editor.get(page_of(job, "add/"), asked, follow=True))
    assert f'value="lines {number}–{number + 1}' in form
    assert words in form
    assert 'value="as printed" selected' in form
    backwards = editor.get(page_of(job, "add/"), asked | {"line": number + 1, "line_to": number})
    assert f"line={number}&line_to={number + 1}" in backwards.headers["Location"]


def test_a_page_that_was_typed_is_shown(editor, job):
    job.result.lines = [[line, number // 10 + 1] for number, (line, _) in enumerate(job.result.lines)]
    job.result.save()
    page = text(editor.get(page_of(job), {"page": 3}))
    assert ">Page 3<" in page
    assert 'class="reading-desk__source" id="line-21"' in page
    form = text(editor.get(page_of(job, "add/findings/"), {"line": 21}))
    assert 'value="line 21; page 3"' in form


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"kind": "findings", "line": "0"}, "is no line of the text"),
        ({"kind": "findings", "line": "99999999999"}, "is no line of the text"),
        ({"kind": "findings", "line": "two"}, "is no line of the text"),
        ({"kind": "findings", "line": "2", "line_to": "x"}, "is no line of the text"),
        ({"kind": "equations", "line": "2"}, "Choose what is added"),
    ],
)
def test_lines_that_are_none_are_told(editor, job, asked, told):
    assert told in text(editor.get(page_of(job, "add/"), asked, follow=True))


def test_an_added_item_is_changed_left_out_and_put_back(editor, job):
    add(editor, job, "findings", polarity="concern", **TYPED["findings"])
    one = ReadingAddition.objects.get()
    desk = text(editor.get(page_of(job), {"line": 3}))
    assert f"{page_of(job)}added/{one.pk}/#read" in desk
    assert "Added (1)" in desk
    own = page_of(job, f"added/{one.pk}/")
    assert "Said.</textarea>" in text(editor.get(own))
    for act, is_out in (("leave-out", True), ("put-back", False), ("leave-out", True)):
        assert editor.post(own, {"act": act}).status_code == 302
        one.refresh_from_db()
        assert one.is_left_out is is_out
    assert "left out" in text(editor.get(page_of(job)))
    see_all(editor, job)
    changed = TYPED["findings"] | {"summary": "Said otherwise.", "polarity": "mixed", "where": AT}
    assert editor.post(own, changed).status_code == 302  # that puts it back
    accept(editor, job)
    made = [one.summary for one in document_of(Inspection.objects.get(slug=SLUG)).findings]
    assert "Said otherwise." in made
    assert "Said." not in made
    assert editor.post(own, {"act": "leave-out"}, follow=True).status_code == 200
    assert not ReadingAddition.objects.get().is_left_out  # a draft was made: nothing changes any more


def test_what_is_left_out_is_named_by_nothing_in_the_draft(editor, job):
    add(editor, job, "findings", polarity="concern", **TYPED["findings"])
    finding = ReadingAddition.objects.get()
    add(editor, job, "illustrations", polarity="concern", finding=finding.key, **TYPED["illustrations"])
    editor.post(page_of(job, f"added/{finding.pk}/"), {"act": "leave-out"})
    see_all(editor, job)
    assert accept(editor, job).status_code == 302
    told = document_of(Inspection.objects.get(slug=SLUG)).illustrations
    assert next(one for one in told if one.summary == "One case.").finding is None


def test_what_is_wrong_is_told_and_what_was_typed_is_kept(editor, job):
    answer = add(editor, job, "findings", **TYPED["findings"])
    assert answer.status_code == 400
    assert "Said.</textarea>" in text(answer)
    audit = read_text(job.result.document).document.case_audits[0]
    sent = {"assessor": audit.assessor, "sample": audit.sample, "area": audit.area or ""}
    assert "was read from the report already" in text(add(editor, job, "case-audits", **sent, **{"counts.good": "1"}))
    empty = {"assessor": "hmicfrs", "sample": "additional", "area": "missing-children"}
    assert "at least one grade" in text(add(editor, job, "case-audits", **empty))
    for _ in range(2):
        again = add(editor, job, "judgments", key="care", **TYPED["judgments"])
    assert "Another item has this key" in text(again)
    kept = {"scratch-form": page_of(job, "add/findings/"), "summary": "Half a sentence"}
    assert editor.post("/entry/scratch/", kept).status_code == 200
    assert Scratch.objects.get().fields
    assert "You have unsaved text" in text(editor.get(page_of(job, "add/findings/")))
    stranger = client_of(somebody("editor", name="somebody-else"))
    assert stranger.post("/entry/scratch/", kept).status_code == 404


def test_only_who_sent_the_report_adds_to_it(job):
    stranger = client_of(somebody("editor", name="somebody-else"))
    add(stranger, job, "findings", polarity="concern", **TYPED["findings"])
    assert "Add what was not read" not in text(stranger.get(page_of(job)))
    assert not ReadingAddition.objects.exists()


def test_without_a_framework_it_is_asked_for_first(editor, job):
    job.decisions.create(path="inspection.framework", what="edited", value="", by=job.started_by)
    assert "Choose the framework" in text(editor.get(page_of(job, "add/findings/"), follow=True))
    assert editor.get(page_of(job, "add/nothing/")).status_code == 404
