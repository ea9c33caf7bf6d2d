"""All forces, and what became of one force's inspections."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.models import Force
from tests import synthetic

pytestmark = pytest.mark.django_db


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def case_document(slug, counts, **fields):
    header = {"published_on": "2020-06-01"} | fields.pop("inspection", {})
    audits = [synthetic.audit("hmicfrs", "all", counts, **fields)]
    return synthetic.document(slug, inspection=header, case_audits=audits)


def test_every_force_is_listed_once_under_its_region(client):
    text = text_of(client, "/forces/")
    main = text.split("<main")[1].split("</main>")[0]
    for force in Force.objects.filter(is_demo=False):
        assert main.count(f'href="/forces/{force.slug}/"') == 1
    for region in ("South West", "South East", "Wales", "North East"):
        assert f"<h2>{region}</h2>" in main


def test_no_inspection_here_is_not_never_inspected(client):
    text = text_of(client, "/forces/cumbria/")
    assert "This database has no published inspection of Cumbria." in text
    assert "never inspected" not in text
    assert "No inspection here" in text_of(client, "/forces/")


def test_force_page_says_who_it_is(client):
    text = text_of(client, "/forces/dorset/")
    for said in ("Dorset Police", "South West", "England", Force.objects.get(slug="dorset").ons_code):
        assert said in text


def test_review_is_compared_with_its_inspection(client):
    text = text_of(client, "/forces/dorset/")
    assert "No evidence of a change in the share of cases graded good" in text
    assert "10 of 31 (32%, interval 19% to 50%)" in text
    assert "20 of 83 (24%, interval 16% to 34%)" in text
    assert "95% interval from" in text
    assert "Different cases were drawn each time" in text


def test_promises_stand_beside_what_happened(client):
    text = text_of(client, "/forces/dorset/")
    assert "It was due by 26 February 2022 and happened in April 2022" in text
    assert "7 September 2022" in text
    assert text.count("<td>No follow-up known to us</td>") == 8
    assert "No follow-up known to us: 4 of 4." in text
    assert "overdue" not in text.lower()


def test_due_dates_of_a_month_are_months(client):
    text = text_of(client, "/forces/kent/")
    assert "in December 2019" in text
    assert "30 December 2019" not in text


def test_other_rules_are_refused_with_a_sentence(client):
    synthetic.load(case_document("testshire-2020", synthetic.grades(1, 2, 3)))
    four = {"good": 1, "adequate": 2, "requires-improvement": 3, "inadequate": 4}
    header = {"framework": "ncpi-2014", "kind": "review", "parent": "testshire-2020", "published_on": "2021-06-01"}
    synthetic.load(case_document("testshire-2021", four, scale="case-4", inspection=header))
    text = text_of(client, "/forces/testshire/")
    assert "they are not compared" in text
    assert "evidence of a change" not in text


def test_a_review_without_totals_is_no_comparison(client):
    synthetic.load(case_document("testshire-2020", synthetic.grades(1, 2, 3)))
    header = {"kind": "review", "parent": "testshire-2020", "published_on": "2021-06-01"}
    synthetic.load(synthetic.document("testshire-2021", inspection=header))
    assert "there is nothing to compare" in text_of(client, "/forces/testshire/")


def test_invented_force_says_so(client):
    synthetic.load(synthetic.whole())
    assert "This force is invented." in text_of(client, "/forces/testshire/")
    assert "Demonstrations (invented)" in text_of(client, "/forces/")


def test_draft_changes_neither_page(client):
    before = [client.get(address).content for address in ("/forces/", "/forces/dorset/")]
    draft = synthetic.everything(inspection={"force": "dorset", "kind": "review", "parent": "dorset-2021"})
    synthetic.load_as_draft(draft)
    assert [client.get(address).content for address in ("/forces/", "/forces/dorset/")] == before


def test_unknown_force_is_404(client):
    assert client.get("/forces/nowhere/").status_code == 404


def test_number_of_queries_does_not_grow(client):
    addresses = ("/forces/", "/forces/testshire/")
    synthetic.load(synthetic.everything("testshire-2010"))
    few = [queries_of(client, address) for address in addresses]
    for year in range(2011, 2016):
        header = {"kind": "review", "parent": "testshire-2010"}
        synthetic.load(synthetic.everything(f"testshire-{year}", inspection=header))
    assert [queries_of(client, address) for address in addresses] == few
