"""The list of inspections, and the page an inspector reads."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from findings.models import (
    CaseAudit,
    Finding,
    Illustration,
    LocalAuthorityJudgment,
    Recommendation,
    ReportedFigure,
    Waiver,
)
from findings.reconcile import ledger
from inspections.models import Person
from tests import synthetic

pytestmark = pytest.mark.django_db


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(html.unescape(response.content.decode()).split())


def visible(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_list_names_every_published_inspection_with_its_tallies(client):
    text = visible(text_of(client, "/inspections/"))
    for said in (
        "Dorset Police: child protection inspection, 2021",
        "12–23 April 2021",
        "26 August 2021",
        "20 good 35 requires improvement 28 inadequate",
        "September 2019",
        "18 good 29 requires improvement 30 inadequate",
        "Post-inspection review",
        "10 good 10 requires improvement 11 inadequate",
    ):
        assert said in text


def test_header_says_how_exactly_the_publication_is_known(client):
    dorset, kent = (visible(text_of(client, f"/inspections/{slug}/")) for slug in ("dorset-2021", "kent-2019"))
    assert "26 August 2021 (printed: August 2021)" in dorset
    assert "September 2019 (printed: September 2019)" in kent
    assert "978-1-78655-881-7" in kent
    assert "hmicfrs.justiceinspectorates.gov.uk/publication-html/kent-national-child-protection-inspection/" in kent


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("dorset-2021", ("of 83; 24%, 95% interval 16% to 34%", "between 0 and 8 of the 33 cases", "1.12 grade steps")),
        ("kent-2019", ("of 77; 39%, 95% interval 29% to 50%", "between 4 and 30 of the 33 cases", "0.15 grade steps")),
    ],
)
def test_headline_and_self_assessment(client, slug, said):
    text = visible(text_of(client, f"/inspections/{slug}/"))
    for sentence in said:
        assert sentence in text


def test_cases_referred_back_are_printed_or_not_printed_never_zero(client):
    assert "Cases referred back to the force 9 of 83 cases" in visible(text_of(client, "/inspections/dorset-2021/"))
    assert "Cases referred back to the force not printed" in visible(text_of(client, "/inspections/kent-2019/"))


def test_what_it_was_told_to_do_at_once_stands_before_the_long_lists(client):
    text = text_of(client, "/inspections/dorset-2021/")
    own, urgent, grades = (text.index(f'<h2 id="{name}"') for name in ("self-assessment", "immediately", "case-grades"))
    assert own < urgent < grades
    contents = text[: text.index('<h2 id="report"')]
    assert 'href="#self-assessment"' in contents
    assert 'href="#immediately"' in contents
    section = text[urgent:grades]
    assert section.count('href="#recommendations-') == 4


def test_recommendations_come_soonest_first_with_their_dates(client):
    text = text_of(client, "/inspections/dorset-2021/")
    shown = re.findall(r'recommendation__meta"><span class="tag tag--neutral">([^<]+)<', text)
    assert shown == ["Immediately"] * 4 + ["Within three months"] * 2 + ["Within six months"] * 2
    assert text.count("by 26 November 2021") == 2
    assert text.count("by 26 February 2022") >= 2
    assert "overdue" not in text.lower()


def test_small_bases_say_the_count_first(client):
    text = visible(text_of(client, "/inspections/dorset-2021/"))
    assert "3 of 7 (43%" in text
    assert "57% (33% to 79%)" in text


@pytest.mark.parametrize("slug", ["dorset-2021", "kent-2019"])
def test_every_item_has_its_place_on_the_page(client, slug):
    text = text_of(client, f"/inspections/{slug}/")
    for model in (Finding, Illustration, Recommendation, ReportedFigure, LocalAuthorityJudgment):
        for key in model.objects.published().filter(inspection__slug=slug).values_list("key", flat=True):
            assert text.count(f'id="{model.noun}-{key}"') == 1, (model.noun, key)
    for audit in CaseAudit.objects.published().filter(inspection__slug=slug).select_related("area"):
        assert text.count(f'id="case-audits-{audit.key}"') == 1, audit.key


@pytest.mark.parametrize("slug", ["dorset-2021", "kent-2019", "dorset-2022-review"])
def test_no_id_occurs_twice_and_every_inner_link_leads_somewhere(client, slug):
    text = text_of(client, f"/inspections/{slug}/")
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)


def test_unlabelled_illustrations_say_so(client):
    assert text_of(client, "/inspections/kent-2019/").count("not labelled in the report") == 14
    assert text_of(client, "/inspections/dorset-2021/").count("not labelled in the report") == 0


def test_judgments_of_others_are_kept_apart(client):
    text = visible(text_of(client, "/inspections/kent-2019/"))
    assert "They are not grades of the force or of cases." in text
    assert "Ofsted" in text


def test_ledger_shows_every_outcome(client):
    text = text_of(client, "/inspections/dorset-2021/")
    assert "tag--holds" in text
    assert "tag--fails" not in text
    text = text_of(client, "/inspections/kent-2019/")
    assert "tag--not-printed" in text


def test_what_does_not_add_up_is_shown_as_printed(client):
    audits = [synthetic.audit("hmicfrs", "all", synthetic.grades(1, 2, 3), total=7)]
    synthetic.load(synthetic.document(case_audits=audits))
    text = text_of(client, "/inspections/testshire-2020/")
    assert "tag--fails" in text
    assert "the grades add up to 6, but the report prints a total of 7" in text


def test_a_missing_grade_is_not_a_zero(client):
    audits = [synthetic.audit("hmicfrs", "all", synthetic.grades(1, None, 0))]
    synthetic.load(synthetic.document(case_audits=audits))
    row = re.search(
        r'<tr id="case-audits-hmicfrs-all">.*?</tr>', text_of(client, "/inspections/testshire-2020/")
    ).group()
    assert "not printed" in row
    assert '<td class="num">0</td>' in row


def test_topics_are_graded_apart_from_cases(client):
    synthetic.load(synthetic.topical())
    text = visible(text_of(client, "/inspections/testshire-2024/"))
    assert "Its grades are never compared with grades of single cases." in text
    assert "Outstanding" in text
    assert "How Testshire (invented) graded itself" not in text


def test_texts_are_said_to_be_ours_unless_printed(client):
    assert "Texts are in our own words unless marked as printed" in text_of(client, "/inspections/dorset-2021/")
    synthetic.load(synthetic.document(findings=[synthetic.finding("one", wording="as printed")]))
    assert "As printed in the report." in text_of(client, "/inspections/testshire-2020/")


def test_text_of_a_report_is_escaped(client):
    synthetic.load(synthetic.document(findings=[synthetic.finding("one", summary="<script>alert(1)</script>")]))
    assert b"<script>alert(1)" not in client.get("/inspections/testshire-2020/").content


def test_draft_is_404_and_changes_nothing(client):
    synthetic.testshire()  # the invented force is reference data, and public
    before = client.get("/inspections/").content
    synthetic.load(synthetic.everything(), as_draft=True)
    assert client.get("/inspections/testshire-2020/").status_code == 404
    assert client.get("/inspections/").content == before


def test_draft_of_a_review_is_not_named_by_its_parent(client):
    before = client.get("/inspections/dorset-2021/").content
    synthetic.load_as_draft(synthetic.everything(inspection={"force": "dorset", "parent": "dorset-2021"}))
    assert client.get("/inspections/dorset-2021/").content == before


def test_number_of_queries_does_not_grow(client):
    synthetic.load(synthetic.everything())
    addresses = ("/inspections/", "/inspections/testshire-2020/")
    few = [queries_of(client, address) for address in addresses]
    more = synthetic.everything("testshire-2021", inspection={"published_on": "2021-06-01"})
    for name in ("findings", "illustrations", "figures", "judgments", "milestones"):
        first = more[name][0]
        more[name] += [first | {"key": f"{first['key']}-{number}"} for number in range(20)]
    asked = more["recommendations"][0]
    more["recommendations"] += [asked | {"key": f"more-{number}", "number": number + 10} for number in range(20)]
    synthetic.load(more)
    assert queries_of(client, "/inspections/") == few[0]
    assert queries_of(client, "/inspections/testshire-2021/") == few[1]


def test_a_waiver_stands_beside_its_equation(client):
    wrong = synthetic.whole(case_audits=[synthetic.audit("hmicfrs", "all", synthetic.grades(3, 2, 1), total=7)])
    inspection = synthetic.load(wrong)
    line = next(line for line in ledger(inspection) if line.outcome == "fails")
    person = Person.objects.create_user("somebody")
    Waiver.objects.create(
        inspection=inspection, equation=line.key, detail=line.detail, reason="Printed <so>.", by=person
    )
    page = client.get(inspection.get_absolute_url()).content.decode()
    assert "Published although it fails: Printed &lt;so&gt;." in page
    assert "somebody" not in page.split("<main")[1]


def test_themes_of_cases_that_name_no_area_are_shown_after_those_of_the_areas(client):
    before = text_of(client, "/inspections/dorset-2021/")
    assert "Audited cases of no one area" not in before
    theme = Finding.objects.filter(inspection__slug="dorset-2021", kind=Finding.Kind.CASE_THEME).first()
    assert theme.summary in before
    theme.areas.clear()
    page = text_of(client, "/inspections/dorset-2021/")
    shown = page.split('<summary id="case-themes-no-area">')[1].split("</details>")[0]
    assert shown.startswith("Audited cases of no one area: ")
    assert theme.summary in shown
    assert page.count("case-themes-no-area") == 1


def test_a_number_beyond_its_printed_base_fails_in_the_ledger(client):
    synthetic.testshire()
    figures = [synthetic.figure("late", 31, of=30), synthetic.figure("share", 120, of=30, unit="percent")]
    figures.append(synthetic.figure("some", 30, of=30))
    inspection = synthetic.load(synthetic.document(figures=figures))
    outcomes = {line.key: line.outcome for line in ledger(inspection) if line.key.startswith("figures.")}
    assert outcomes == {"figures.late.base": "fails"}
    statement = "A number is no more than the base that is printed with it"
    assert statement in text_of(client, "/inspections/testshire-2020/")
