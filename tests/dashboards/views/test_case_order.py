"""Single cases in every order, page by page in both directions, and looked up by reference."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from dashboards.pages.cases import MOST_FOUND, facets_of, keyset
from dashboards.registers import case_exports
from dashboards.registers.case_exports import portions
from dashboards.registers.cases import SORTS, CaseQuery
from findings.models import AuditedCase
from inspections.models import Grade
from tests import cases
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db
ODD = ("b1", "B1", "a-1", "a1", "A/1", "z9", "10", "9", "a.1")


@pytest.fixture
def analyst(tmp_path):
    """Two inspections, so that references come twice; some of them sort differently in another language."""
    for slug, number in (("testshire-2020", 70), ("testshire-2021", 40)):
        inspection = cases.inspection(slug, inspection={"published_on": f"{slug[-4:]}-06-01"})
        odd = [cases.row(0, reference=reference) for reference in ODD]
        cases.loaded(tmp_path, [*cases.rows(number, seed=number), *odd], inspection)
    return client_of(somebody("analyst"))


def slow_and_obvious(sort):
    """All cases in this order, told by Python."""
    rows = list(AuditedCase.objects.select_related("area", "force_grade", "hmicfrs_grade").order_by("pk"))

    def key(case):
        own, theirs = case.force_grade and case.force_grade.order, case.hmicfrs_grade.order
        return {
            "id": case.pk,
            "reference": case.reference.encode(),
            "area": case.area.order,
            "sample": case.sample == "additional",
            "force_grade": own or 99,
            "hmicfrs_grade": theirs,
            "disagreement": 9 if own is None else 0 if own == theirs else 1 if own < theirs else 2,
            "referred_back": ("yes", "no", "").index(case.referred_back),
        }[sort.removeprefix("-")]

    rows.sort(key=key)  # stable: within a value in the order of loading
    return [case.pk for case in (reversed(rows) if sort.startswith("-") else rows)]


def keys(page):
    return [row["id"] for row in page.rows]


def test_pages_and_files_are_in_the_order_asked_for(analyst, monkeypatch):
    """In one test, so that the cases are loaded once."""
    monkeypatch.setattr(case_exports, "PORTION", 40)
    for sort in (sign + name for name in SORTS for sign in ("", "-")):
        assert_in_order(sort, slow_and_obvious(sort))


def assert_in_order(sort, expected):
    def part(**place):
        query = CaseQuery(QueryDict("&".join(["size=50", f"sort={sort}", *(f"{k}={v}" for k, v in place.items())])))
        rows, earlier, later = keyset(query, facets_of(query))
        return [row[0] for row in rows], earlier, later

    keys, _, later = part()
    found = list(keys)
    while later:
        keys, earlier, later = part(after=keys[-1])
        found += keys
    assert found == expected, sort
    back = []
    while earlier:
        keys, earlier, _ = part(before=keys[0])
        back = keys + back
    assert back == expected[:100], sort
    assert [row["id"] for rows in portions(CaseQuery(QueryDict(f"sort={sort}"))) for row in rows] == expected, sort


def test_a_filter_and_an_order_go_together(analyst):
    for query in ("hmicfrs_grade=good&sort=-hmicfrs_grade", "sample=joint&sort=-disagreement", "load={load}&sort=area"):
        query = query.format(load=AuditedCase.objects.first().load_id)
        page = analyst.get(f"/cases/?size=200&{query}").context["page"]
        assert len(page.rows) == page.total > 5
        plain = analyst.get(f"/cases/?size=200&{query.split('&sort')[0]}").context["page"]
        assert sorted(keys(page)) == sorted(keys(plain))


def test_a_page_costs_a_query_for_each_value_on_it_and_no_more(analyst):
    def queries(address):
        with CaptureQueriesContext(connection) as found:
            page = analyst.get(address).context["page"]
        return len(found), page

    plain, _ = queries("/cases/?size=25")
    for sort in ("reference", "disagreement", "-area"):
        first, page = queries(f"/cases/?size=25&sort={sort}")
        later, _ = queries(f"/cases/?size=25&sort={sort}&after={page.next}")
        assert first <= plain + 1
        assert later <= plain + 2  # one more asks where the page begins


def test_headings_sort_and_say_so(analyst):
    text = analyst.get("/cases/?sort=area&size=25&sample=joint").content.decode()
    assert '<th scope="col" aria-sort="ascending"><a href="/cases/?' in text
    assert "sort=-area" in text
    assert '<input type="hidden" name="sort" value="area">' in text
    assert "sort=force" not in text.replace("sort=force_grade", "")


def test_what_cannot_be_is_refused(analyst):
    for query, told in (
        ("sort=colour", "“colour” is no column that cases can be sorted by"),
        ("sort=-forc_grade", "Did you mean force_grade"),
        ("sort=area&sort=sample", "sorted by one column"),
        ("sort=area&after=99999999", "There is no case 99999999 any more"),
    ):
        answer = analyst.get(f"/cases/?{query}")
        assert answer.status_code == 400
        assert told in answer.content.decode()


def test_the_page_after_a_case_that_the_filter_leaves_out_goes_on_behind_it(analyst):
    grade = Grade.objects.filter(scale__slug="case-3").order_by("order").first()
    key = AuditedCase.objects.filter(hmicfrs_grade=grade, sample="joint").first().pk
    page = analyst.get(f"/cases/?sort=hmicfrs_grade&hmicfrs_grade=inadequate&size=200&after={key}").context["page"]
    assert len(page.rows) == page.total


def test_a_case_is_looked_up_by_the_beginning_of_its_reference(analyst, monkeypatch):
    for typed, expected in (
        ("a", ["a-1"] * 2 + ["a.1"] * 2 + ["a1"] * 2),
        ("INV-000003", ["INV-000003"] * 2),
        ("B", ["B1"] * 2),
    ):
        page = analyst.post("/cases/look-up/", {"reference": f" {typed} "})
        assert page.status_code == 200
        assert [row["reference"] for row in page.context["page"].rows] == expected
        assert f"{len(expected)} cases with a reference that begins like this." in page.content.decode()
        assert page.headers["Cache-Control"] == "private, no-store"
        assert "INV-" not in "".join(part.split('"')[0] for part in page.content.decode().split('href="')[1:])
    assert "No case with a reference" in analyst.post("/cases/look-up/", {"reference": "%"}).content.decode()
    monkeypatch.setattr("dashboards.pages.cases.MOST_FOUND", 5)
    assert "The first 5 cases" in analyst.post("/cases/look-up/", {"reference": "INV-"}).content.decode()
    assert MOST_FOUND == 200


def test_what_is_no_reference_is_refused_beside_the_field(analyst):
    for typed in ("", "x" * 41, "a\x00"):
        answer = analyst.post("/cases/look-up/", {"reference": typed})
        assert answer.status_code == 400
        assert "error-message" in answer.content.decode()
