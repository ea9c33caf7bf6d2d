"""The desk of a reading: a value and its source lead to each other, and every value is changed where it was read."""

from urllib.parse import urlencode

import pytest

from dashboards.entry.reading_polarities import page_of as page_of_rows
from dashboards.entry.reading_polarities import polarities_of
from findings.documents.yaml_form import read_text
from findings.reading.decided import item_of
from findings.store.export import document_of
from inspections.models import Inspection
from tests.dashboards.entry.reading_steps import SLUG, accept, page_of, see_all, text

pytestmark = pytest.mark.django_db


def test_a_field_shows_its_source_and_the_source_its_field(editor, job):
    one = next(one for one in job.result.values if one["path"] == "recommendations[1].timescale_as_printed")
    page = text(editor.get(page_of(job), {"field": one["path"]}))
    assert f'class="reading-desk__source" id="line-{one["line"]}"' in page
    line = text(editor.get(page_of(job), {"line": one["line"]}))
    row = line.split(f'id="line-{one["line"]}"')[1].split("</p>")[0]
    assert f"?line={one['line']}#line-" in row  # several values stand in it
    assert "<mark>" in row
    assert "?field=recommendations%5B1%5D.timescale_as_printed#read" in line
    job.result.values = [alone := job.result.values[0]]
    job.result.save()
    row = text(editor.get(page_of(job), {"line": alone["line"]})).split(f'id="line-{alone["line"]}"')[1]
    assert f"?{urlencode({'field': alone['path']})}#read" in row.split("</p>")[0]


def test_a_value_is_shown_with_the_doubts_about_its_lines(editor, job):
    one = next(one for one in job.result.values if one["path"] == "recommendations[1].text")
    last = one.get("line_to") or one["line"]
    job.result.doubts = [
        {"line": last, "line_to": last + 2, "page": None, "what": "“Two”", "why": "it may count something else"},
        {"what": f"Numbers (line {one['line']}, line 9999)", "why": "they stand alone"},
        {"line": last + 1, "line_to": None, "page": None, "what": "“Three”", "why": "it is far away"},
    ]
    job.result.save()
    shown = text(editor.get(page_of(job), {"field": one["path"]})).split("Doubted here")[1].split("</div>")[0]
    assert "“Two”: it may count something else" in shown
    assert "they stand alone" in shown
    assert "far away" not in shown
    assert "recommendation 1" in text(editor.get(page_of(job), {"field": one["path"]}))


def test_lists_numbers_and_choices_are_changed_where_they_were_read(editor, job):
    counts = next(one["value"] for one in job.result.values if one["path"] == "case_audits[1].counts")
    recommendations = read_text(job.result.document).document.recommendations
    number, parts = next((number, one.parts) for number, one in enumerate(recommendations) if len(one.parts) > 1)
    of = f"recommendations[{number + 1}]"
    assert len(counts) == 3
    for field, new in (
        ("case_audits[1].counts", ["1 Good\n0 requires improvement to inadequate"]),
        (f"{of}.parts", [f"{parts[1].text}\r\nAnother part"]),
        (f"{of}.areas", ["missing-children", "section-47"]),
    ):
        assert editor.post(page_of(job), {"act": "edit", "field": field, "value": new}).status_code == 302, field
    shown = text(editor.get(page_of(job), {"field": "case_audits[1].counts"}))
    assert "1 Good\n0 requires improvement to inadequate</textarea>" in shown
    shown = text(editor.get(page_of(job), {"field": f"{of}.areas"}))
    assert 'value="section-47" checked' in shown
    assert 'value="sex-offender-management" checked' not in shown
    see_all(editor, job)
    assert accept(editor, job).status_code == 302
    draft = document_of(Inspection.objects.get(slug=SLUG))
    made = [(one.grade, one.grade_to, one.cases) for one in draft.case_audits[0].counts]
    assert made == [("good", None, 1), ("requires-improvement", "inadequate", 0)]
    new = draft.recommendations[number]
    assert new.parts[0] == parts[1]  # its key and place stay
    assert new.parts[1].text == "Another part"
    assert new.areas == ["missing-children", "section-47"]


def test_who_has_looked_at_a_doubtful_value_is_led_to_the_next_item(editor, job):
    waiting = []
    for one in job.result.values:
        if one["path"] in ("findings[1].summary", "recommendations[1].text", "recommendations[1].timescale"):
            one["confidence"] = "doubtful"
            waiting.append(one["path"])
    job.result.save()
    count = len({item_of(path) for path in waiting})
    assert f"Look at doubtful items ({count})" in text(editor.get(page_of(job)))
    shown = text(editor.get(page_of(job), {"field": waiting[0]}))
    assert f'name="back" value="{waiting[1]}"' in shown
    seen = {"act": "seen", "field": item_of(waiting[0]), "back": waiting[1]}
    assert f"Look at doubtful items ({count - 1})" in text(editor.post(page_of(job), seen, follow=True))


def test_a_field_that_was_not_read_is_filled_in_at_its_item(editor, job):
    found = read_text(job.result.document).document.findings
    number = next(number for number, one in enumerate(found) if one.title is None)
    path = f"findings[{number + 1}].title"
    page = text(editor.get(page_of(job), {"field": path.replace("title", "summary")}))
    assert f"?{urlencode({'field': path})}#read" in page
    assert "Right as it is" not in text(editor.get(page_of(job), {"field": path}))
    for value, count in (("A title", 1), ("", 0), ("A title", 1)):
        assert editor.post(page_of(job), {"act": "edit", "field": path, "value": value}).status_code == 302
        assert job.decisions.count() == count
    for wrong in (path.replace("title", "key"), "findings[99].title"):
        assert "Nothing was read" in text(editor.post(page_of(job), {"act": "edit", "field": wrong, "value": "x"}))
    see_all(editor, job)
    assert accept(editor, job).status_code == 302
    assert document_of(Inspection.objects.get(slug=SLUG)).findings[number].title == "A title"


def test_strengths_concerns_and_areas_are_seen_together_chapter_by_chapter(editor, job):
    rows = polarities_of(job)
    assert len({row.chapter for row in rows}) > 1
    shown, after = page_of_rows(rows)
    page = text(editor.get(page_of(job, "polarity/")))
    assert {row.chapter for row in shown} == {shown[0].chapter}
    assert page.count('name="shown"') == len(shown)
    assert f"{after} in other chapters" in page
    about = next(row for row in rows if row.areas and row.proposed)
    editor.post(page_of(job), {"act": "seen", "field": item_of(about.path)})
    assert about in polarities_of(job)  # its polarity is asked for all the same
    job.decisions.all().delete()
    areas = about.path.replace(".polarity", ".areas")
    shown = {"act": "polarities", "shown": [about.path], about.path: about.proposed}
    assert editor.post(page_of(job, "polarity/"), shown).headers["Location"].endswith("/polarity/#chapter")
    assert set(job.decisions.values_list("path", "what")) == {(about.path, "seen"), (areas, "seen")}
    alone = next((row for row in rows if not row.proposed), None)
    assert alone, "a figure or recommendation with areas stands in the report"
    editor.post(page_of(job, "polarity/"), {"act": "polarities", "shown": [alone.path], alone.path: "leave-out"})
    assert job.decisions.filter(path=item_of(alone.path), what="rejected").exists()


@pytest.mark.parametrize(
    ("act", "field", "value", "sentence"),
    [
        ("edit", "findings[99].polarity", "mixed", "Nothing was read at"),
        ("edit", "findings[1].polarity", "splendid", "expected"),
        ("edit", "case_audits[1].counts", "9 good\nmany bad", "Line 2: “many bad” is not understood"),
        ("edit", "recommendations[1].text", "", "leave the whole item out"),
        ("edit", "inspection.published_on", "some day", "date"),
        ("leave-out", "findings[1].polarity", "", "Only a whole item"),
        ("seen", "", "", "Nothing was read at"),
    ],
)
def test_what_cannot_be_decided_is_told(editor, job, act, field, value, sentence):
    response = editor.post(page_of(job), {"act": act, "field": field, "value": value})
    assert response.status_code == 400
    assert sentence in text(response)
    assert not job.decisions.exists()
