"""The comparison as its readers get it: choosing, refusing, and what the page says of Dorset and Kent."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import synthetic

pytestmark = pytest.mark.django_db
PAIR = "/compare/?force=dorset&force=kent"
# Inadequate by area, Dorset and Kent, as DOMAIN lists them.
INADEQUATE = {
    "section-47": ("5 of 14", "2 of 11"),
    "domestic-abuse": ("4 of 11", "9 of 11"),
    "other-referrals": ("5 of 10", "4 of 10"),
    "child-sexual-exploitation": ("8 of 14", "2 of 13"),
    "missing-children": ("3 of 7", "1 of 8"),
    "police-protection": ("0 of 6", "3 of 8"),
    "sex-offender-management": ("1 of 9", "3 of 8"),
    "police-custody": ("2 of 12", "6 of 8"),
}


def source_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def said(client, address, status=200):
    """The words of a page."""
    text = re.sub(r"(?s)<(script|svg)\b.*?</\1>", " ", source_of(client, address, status))
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))


def test_without_a_choice_the_page_helps_to_choose(client):
    text = source_of(client, "/compare/")
    assert "Choose two to four" in text
    assert '<form class="filters" method="get" action="/compare/"' in text
    for name, value in (("force", "dorset"), ("force", "kent"), ("inspection", "dorset-2022-review")):
        assert f'type="checkbox" name="{name}" value="{value}"' in text
    assert 'value="cumbria"' not in text
    assert "/compare/?force=dorset&amp;force=kent" in text
    assert "/compare/?inspection=dorset-2021&amp;inspection=dorset-2022-review" in text


def test_one_alone_is_kept_and_another_asked_for(client):
    text = source_of(client, "/compare/?force=kent&force=")
    assert "Kent is chosen: choose at least one more" in text
    assert 'value="kent" checked' in text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("force=dorset&force=nowhere", "“nowhere” is no value of “force”."),
        ("force=dorset&inspection=kent-1919", "“kent-1919” is no value of “inspection”."),
        ("force=dorset&force=kent&area=police-custody", "“area” is no parameter of this page."),
        ("force=dorset&force=dorset", "The force “dorset” is named more than once"),
        ("inspection=kent-2019&inspection=kent-2019", "The inspection “kent-2019” is named more than once"),
        ("force=dorset&force=kent&force=essex&force=surrey&force=sussex", "5 are too many"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_sentence(client, query, sentence):
    assert sentence in said(client, f"/compare/?{query}", 400)


def test_everything_wrong_is_named_at_once(client):
    text = said(client, "/compare/?force=dorset&force=dorset&force=nowhere", 400)
    assert "“nowhere” is no value" in text
    assert "named more than once" in text


def test_a_draft_cannot_be_chosen(client):
    synthetic.load_as_draft(synthetic.document("dorset-2030", inspection={"force": "dorset"}))
    assert "“dorset-2030” is no value" in said(client, "/compare/?force=kent&inspection=dorset-2030", 400)


def test_a_force_without_a_published_inspection_is_told_so(client):
    for address in ("/compare/?force=cumbria&force=kent", "/compare/?force=cumbria&force=kent&force=dorset"):
        text = said(client, address)
        assert "No inspection of Cumbria is published here, so there is nothing to compare." in text
    assert "Dorset and Kent compared" not in said(client, "/compare/?force=cumbria&force=kent")
    assert "Kent and Dorset compared" in text


def test_each_question_is_answered_by_the_latest_report_that_answers(client):
    text = said(client, PAIR)
    assert "Dorset (review of 2022) 11 of 31 (35%, interval 21% to 53%) against Kent (2019) 30 of 77 (39%, " in text
    assert "Dorset (review of 2022) is a post-inspection review and Kent (2019) is an inspection." in text
    assert "In no area is there evidence of a difference between Dorset (2021) and Kent (2019)" in text
    assert "Compare Dorset (2021) and Kent (2019) instead" in text
    instead = said(client, "/compare/?inspection=dorset-2021&inspection=kent-2019")
    assert "Dorset (2021) 28 of 83 (34%, interval 24% to 44%) against Kent (2019) 30 of 77 (39%, " in instead
    assert "instead" not in instead


def test_no_area_remains_although_three_intervals_leave_out_zero(client):
    text = said(client, PAIR)
    assert "although 3 of the 8 unadjusted intervals leave out zero" in text
    assert "domestic abuse referrals, child sexual exploitation and children in custody" in text
    assert "Whoever makes 10 comparisons has 10 chances to be fooled by luck" in text
    assert 'href="/methods/#together"' in source_of(client, PAIR)


def test_every_area_stands_with_both_counts_first(client):
    table = source_of(client, PAIR).split('id="areas-caption-1"')[1].split("</table>")[0]
    for slug, counts in INADEQUATE.items():
        line = table.split(f'href="/areas/{slug}/"')[1].split("</tr>")[0]
        assert re.findall(r'<span class="nowrap">(\d+ of \d+)</span>', line) == list(counts)


def test_self_assessment_is_bounded_and_not_tested(client):
    text = said(client, PAIR)
    assert "Dorset (2021) 1.12 above and Kent (2019) 0.15 above" in text
    for bounds in ("25–29 of 33", "0–8 of 33", "0–4 of 33", "3–17 of 33", "4–30 of 33", "0–12 of 33"):
        assert bounds in text
    assert "it has no interval, so a difference between shifts is not tested" in text


def test_themes_lead_to_exactly_the_findings_that_were_counted(client):
    text = source_of(client, "/compare/?inspection=dorset-2021&force=kent")
    assert "Silence is not absence" in text
    links = re.findall(r'tag--concern" href="([^"]+)">(\d+)<', text)
    assert {link.split("=")[0] for link, _ in links} == {"/findings/?inspection", "/findings/?force"}
    for link, count in links[:6]:
        said_there = said(client, html.unescape(link))
        assert re.search(rf"\b{count} findings? with ", said_there), link


def test_recommendations_meet_by_theme_with_their_timescale(client):
    text = said(client, PAIR)
    assert "Dorset (2021) and Kent (2019) both recommend on 11 themes" in text
    timing = text.split("By when the force was to act")[1].split("Recommended on in more")[0]
    assert re.search(r"Immediately 4 3 Within three months 2 4 Within six months 2 0 All 8 7", timing)


def test_figures_per_head_name_both_figures_and_stay_about(client):
    text = said(client, PAIR)
    assert "Police officers for every 100,000 people: about 160 in Dorset (2021) and about 190 in Kent (2019)." in text
    assert "about 1,283 police officers (April 2021) to about 800,000 people" in text


def test_a_review_is_compared_with_the_inspection_it_follows(client):
    text = said(client, "/compare/?inspection=dorset-2021&inspection=dorset-2022-review")
    assert "Dorset (review of 2022) looked at other cases than Dorset (2021), which it follows up" in text
    assert "Dorset (2021) 20 of 83 (24%, interval 16% to 34%) against Dorset (review of 2022) 10 of 31 (32%, " in text
    assert "does not hold cases graded inadequate area by area from Dorset (review of 2022)" in text


def test_a_force_is_not_compared_with_the_report_that_speaks_for_it(client):
    text = said(client, "/compare/?force=kent&inspection=kent-2019")
    assert "Not compared: Kent and Kent (2019) are the same report here" in text
    assert "95% interval from" not in text


def test_page_without_large_sets_needs_no_plotly(client):
    assert "plotly" not in source_of(client, PAIR)


def test_overview_leads_here(client):
    assert 'href="/compare/"' in source_of(client, "/")


def filled(slug, year, many):
    areas = ["missing-children", "police-custody", "section-47", "domestic-abuse", "other-referrals"]
    themes = ["risk-assessment", "supervision", "training-and-skills", "partnership-working"]
    audits = [synthetic.audit("hmicfrs", "all", synthetic.grades(30, 20, 10))]
    audits += [synthetic.audit(who, "joint", synthetic.grades(3, 2, 1)) for who in ("force", "hmicfrs")]
    audits += [
        synthetic.audit("hmicfrs", "all", synthetic.grades(3, 2, 1), area=area) for area in areas[: 5 if many else 1]
    ]
    header = {"inspected_from": f"{year}-02-03", "inspected_to": f"{year}-02-14", "published_on": f"{year}-06-01"}
    count = 20 if many else 1
    return synthetic.document(
        slug,
        inspection=header,
        case_audits=audits,
        findings=[synthetic.finding(f"f{n}", themes=[themes[n % 4]]) for n in range(count)],
        recommendations=[synthetic.recommendation(f"r{n}", n, themes=[themes[n % 4]]) for n in range(1, count + 1)],
        figures=[synthetic.figure("police-officers", 100), synthetic.figure("population", 1000)],
    )


def test_more_rows_and_more_sides_make_no_more_queries(client):
    def queries(address):
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    for slug, year, many in (("few-a", 2015, 0), ("few-b", 2016, 0), ("many-a", 2017, 1), ("many-b", 2018, 1)):
        synthetic.load(filled(slug, year, many))
    few = queries("/compare/?inspection=few-a&inspection=few-b")
    assert queries("/compare/?inspection=many-a&inspection=many-b") == few
    assert queries("/compare/?inspection=many-a&inspection=many-b&inspection=few-a&force=testshire") == few
    assert few < 35
