"""The register of single cases, for people with the right: filters, counts, pages by key, files, summary, release."""

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from dashboards.registers import case_exports, files
from dashboards.registers.cases import COLUMNS
from findings.models import AuditedCase, CaseCount, CaseLoad, ReleasedTable
from tests import cases
from tests.people import client_of, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def testshire(tmp_path):
    """An invented inspection with 300 cases, and a second one with 40."""
    inspection = cases.inspection()
    cases.loaded(tmp_path, list(cases.rows(300)), inspection)
    other = cases.inspection("testshire-2021", inspection={"published_on": "2021-06-01"})
    cases.loaded(tmp_path, list(cases.rows(40, seed=2)), other)
    return inspection


@pytest.fixture
def analyst(testshire):
    return client_of(somebody("analyst"))


def text(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode()


def read_csv(client, query=""):
    return list(csv.DictReader(io.StringIO(text(client.get(f"/cases.csv{query}")))))


FILTERS = {
    "force=testshire": {},
    "inspection=testshire-2021": {"inspection__slug": "testshire-2021"},
    "area=missing-children": {"area__slug": "missing-children"},
    "sample=additional": {"sample": "additional"},
    "force_grade=good": {"force_grade__slug": "good"},
    "hmicfrs_grade=inadequate&hmicfrs_grade=good": {"hmicfrs_grade__slug__in": ["inadequate", "good"]},
    "referred_back=not-known": {"referred_back": ""},
    "referred_back=yes&sample=joint&area=police-custody": {
        "referred_back": "yes",
        "sample": "joint",
        "area__slug": "police-custody",
    },
}


@pytest.mark.parametrize("query", FILTERS)
def test_filters_count_and_files_agree_with_the_cases(analyst, query):
    wanted = AuditedCase.objects.filter(**FILTERS[query]).order_by("pk")
    page = analyst.get(f"/cases/?{query}")
    assert page.context["page"].total == wanted.count() > 0
    assert f"{wanted.count():,} cases with" in text(page)
    assert [row["id"] for row in read_csv(analyst, f"?{query}")] == [
        str(pk) for pk in wanted.values_list("pk", flat=True)
    ]


@pytest.mark.parametrize("way", ["same", "higher", "lower"])
def test_disagreement_is_what_the_orders_of_both_grades_say(analyst, way):
    rows = read_csv(analyst, f"?disagreement={way}")
    joint = AuditedCase.objects.filter(sample="joint").select_related("force_grade", "hmicfrs_grade")
    steps = {row.pk: row.hmicfrs_grade.order - row.force_grade.order for row in joint}
    wanted = {str(pk) for pk, step in steps.items() if {"same": step == 0, "higher": step > 0, "lower": step < 0}[way]}
    assert {row["id"] for row in rows} == wanted
    assert {row["disagreement"] for row in rows} == {way}
    assert analyst.get(f"/cases/?disagreement={way}").context["page"].total == len(wanted)


def test_counts_beside_options_are_what_choosing_them_gives(analyst):
    """Under other filters; choosing an option leads to exactly as many cases as stood beside it."""
    for query in ("", "sample=joint", "area=missing-children&referred_back=yes", "inspection=testshire-2021"):
        for one in analyst.get(f"/cases/?{query}").context["page"].filters:
            for option in one.options:
                if one.name in query:
                    continue
                total = analyst.get(f"/cases/?{query}&{one.name}={option.value}").context["page"].total
                assert total == option.cases, (query, one.name, option.value)


def test_pages_by_key_show_every_case_once_in_both_directions(analyst):
    found, query = [], "size=100"
    while True:
        page = analyst.get(f"/cases/?{query}").context["page"]
        found += [row["reference"] for row in page.rows]
        if not page.next:
            break
        query = f"size=100&after={page.next}"
    assert found == list(AuditedCase.objects.order_by("pk").values_list("reference", flat=True))
    back = []
    while page.previous:
        page = analyst.get(f"/cases/?size=100&before={page.previous}").context["page"]
        back = [row["reference"] for row in page.rows] + back
    assert back == found[: len(back)]
    assert len(back) == 300


def test_a_load_is_a_filter_whose_count_is_capped(analyst, monkeypatch):
    load = AuditedCase.objects.first().load_id
    assert analyst.get(f"/cases/?load={load}").context["page"].total == 300
    monkeypatch.setattr("dashboards.pages.cases.MOST_COUNTED", 100)
    response = analyst.get(f"/cases/?load={load}")
    assert response.context["page"].total is None
    assert "More than 100 cases with load load" in text(response)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("colour=red", "“colour” is no parameter"),
        ("area=nowhere", "“nowhere” is no value of “area”"),
        ("after=x", "“x” is no value of “after”"),
        ("before=0", "“0” is no value of “before”"),
        ("size=7", "“7” is no value of “size”"),
        ("after=1&before=9", "give one of them"),
        ("load=999999", "“999999” is no value of “load”"),
        ("reference=INV-000001", "“reference” is no parameter"),
    ],
)
def test_what_is_unknown_is_refused_and_named(analyst, query, told):
    for address in (f"/cases/?{query}", f"/cases.csv?{query}"):
        response = analyst.get(address)
        assert response.status_code == 400
        assert told in text(response)
        assert response.headers["Cache-Control"] == "private, no-store"


def test_files_hold_the_same_rows(analyst):
    rows = read_csv(analyst, "?sample=joint")
    assert list(rows[0]) == list(COLUMNS)
    envelope = json.loads(text(analyst.get("/cases.json?sample=joint")))
    assert (envelope["filters"], analyst.get("/cases.json?sample=a").json()["status"]) == ("sample: joint", 400)
    assert [{name: str(value) for name, value in row.items()} for row in envelope["rows"]] == rows
    book = load_workbook(io.BytesIO(text_bytes(analyst.get("/cases.xlsx?sample=joint"))))
    sheet = list(book["Single cases"].values)
    assert [str(row[2]) for row in sheet[1:]] == [row["reference"] for row in rows]
    assert "notice" in [row[0] for row in book["About"].values]
    assert [column["name"] for column in envelope["columns"]] == list(COLUMNS)
    told = list(csv.reader(io.StringIO(text(analyst.get("/cases.csv/about?sample=joint&sort=-area")))))
    assert [row[0] for row in told[-len(COLUMNS) :]] == list(COLUMNS)
    assert {("filters", "sample: joint"), ("order", "area, descending")} <= {tuple(row) for row in told}
    assert [row[0] for row in told].count("comes from") == len(envelope["loads"]) == CaseLoad.objects.count()
    assert CaseLoad.objects.first().file_hash in envelope["loads"][-1]
    assert analyst.get("/cases.csv/about?colour=red").status_code == 400
    assert analyst.get("/cases.pdf").status_code == 404


def text_bytes(response):
    return b"".join(response.streaming_content)


def test_a_workbook_has_a_limit(analyst, monkeypatch):
    monkeypatch.setattr(files, "WORKBOOK_LIMIT", 100)
    assert "at most 100 rows" in text(analyst.get("/cases.xlsx"))


def test_files_are_written_in_portions(analyst, monkeypatch):
    monkeypatch.setattr(case_exports, "PORTION", 50)
    assert len(read_csv(analyst)) == 340
    assert len(list(analyst.get("/cases.csv").streaming_content)) >= 7


def test_queries_do_not_grow_with_cases_nor_with_the_page(analyst, tmp_path):
    def queries(address):
        with CaptureQueriesContext(connection) as found:
            assert analyst.get(address).status_code == 200
        return len(found)

    analyst.get("/cases/")
    few = [queries("/cases/"), queries("/cases/testshire-2020/")]
    more = cases.inspection("testshire-2022", inspection={"published_on": "2022-06-01"})
    cases.loaded(tmp_path, list(cases.rows(800, seed=3)), more)
    last = AuditedCase.objects.order_by("pk").last().pk
    assert [queries(f"/cases/?after={last - 60}"), queries("/cases/testshire-2022/")] == few
    assert (few[0] <= 14, few[1] <= 23) == (True, True)


def test_the_summary_says_what_the_pairs_say(analyst, testshire):
    page = analyst.get("/cases/testshire-2020/")
    pairs, body = page.context["pairs"], text(page)
    joint = AuditedCase.objects.filter(inspection=testshire, sample="joint").select_related(
        "force_grade", "hmicfrs_grade"
    )
    assert pairs.n == joint.count()
    assert pairs.same.cases == sum(row.force_grade == row.hmicfrs_grade for row in joint)
    for sentence in page.context["sentences"]:
        assert sentence in body
    assert "Quadratic-weighted kappa is" in body
    assert sum(count.cases for count in CaseCount.objects.filter(inspection=testshire)) == 300
    line = next(line for line in page.context["ledger"] if line.key == "cases.hmicfrs-all.total")
    assert (line.outcome, line.left_value, line.right_value) == ("fails", 300, 6)


def test_cases_that_make_up_the_report_hold_in_the_ledger(tmp_path):
    inspection = cases.inspection()
    grades = ["good"] * 3 + ["requires-improvement"] * 2 + ["inadequate"]
    cases.loaded(tmp_path, [cases.row(n, hmicfrs_grade=grade) for n, grade in enumerate(grades)], inspection)
    page = client_of(somebody("analyst")).get("/cases/testshire-2020/")
    assert {line.outcome for line in page.context["ledger"]} == {"holds"}


def test_one_grade_from_both_has_no_kappa_and_the_page_says_so(tmp_path):
    inspection = cases.inspection()
    cases.loaded(tmp_path, [cases.row(n, hmicfrs_grade="good") for n in range(12)], inspection)
    assert "Kappa is undefined" in text(client_of(somebody("analyst")).get("/cases/testshire-2020/"))


def test_an_inspection_without_cases_says_so(analyst):
    assert "No single cases are loaded" in text(analyst.get("/cases/kent-2019/"))
    assert analyst.get("/cases/nowhere/").status_code == 404


def test_titles_and_addresses_name_no_case(analyst):
    for address in ("/cases/", "/cases/testshire-2020/"):
        body = text(analyst.get(address))
        assert "INV-" not in body.split("<title>")[1].split("</title>")[0]
        assert "INV-" not in "".join(part.split('"')[0] for part in body.split('href="')[1:])


def test_the_desk_leads_to_cases_only_those_with_the_right(analyst):
    assert 'href="/cases/"' in text(analyst.get("/entry/"))
    assert 'href="/cases/"' not in text(client_of(somebody("editor")).get("/entry/"))


def without_version(page):
    """The page but for the name of the data's state, which moves with a release and with a withdrawal."""
    return re.sub(r"<code>[0-9a-f]{16}</code>", "", page)


class TestRelease:
    @pytest.fixture
    def publisher(self, testshire):
        return client_of(somebody("publisher", "analyst", name="p"))

    def test_a_release_is_public_as_it_was_frozen(self, publisher, client, testshire, tmp_path):
        before = text(client.get("/inspections/testshire-2020/"))
        publisher.post("/cases/testshire-2020/release/", {"reason": "Asked for by the force (invented)."})
        released = ReleasedTable.objects.get()
        assert (released.released_by.username, released.withdrawn_at) == ("p", None)
        body = text(client.get("/inspections/testshire-2020/"))
        assert "Not from the report" in body
        assert "Asked for by the force (invented)." in body
        assert "Quadratic-weighted kappa is" in body
        assert "INV-" not in body
        cases.loaded(tmp_path, [cases.row(3, area="section-47"), cases.row(900)], testshire)
        assert text(client.get("/inspections/testshire-2020/")) == body
        publisher.post("/cases/testshire-2020/withdraw/", {"reason": "A mistake (invented)."})
        released.refresh_from_db()
        assert released.withdrawn_reason == "A mistake (invented)."
        after = text(client.get("/inspections/testshire-2020/"))
        assert without_version(after) == without_version(before)

    def test_it_takes_both_rights_and_a_reason(self, publisher, testshire):
        for roles in (["analyst"], ["publisher"], ["editor", "analyst"]):
            client = client_of(somebody(*roles, name="-".join(["x", *roles])))
            assert client.post("/cases/testshire-2020/release/", {"reason": "x"}).status_code == 403
        page = publisher.post("/cases/testshire-2020/release/", {"reason": " "}, follow=True)
        assert "Say why" in text(page)
        assert not ReleasedTable.objects.exists()

    def test_it_is_not_released_twice(self, publisher):
        publisher.post("/cases/testshire-2020/release/", {"reason": "x"})
        page = publisher.post("/cases/testshire-2020/release/", {"reason": "x"}, follow=True)
        assert "released already" in text(page)
        assert ReleasedTable.objects.count() == 1

    def test_few_cases_are_not_released(self, publisher, tmp_path):
        few = cases.inspection("testshire-2022", inspection={"published_on": "2022-06-01"})
        cases.loaded(tmp_path, [cases.row(n) for n in range(9)], few)
        page = publisher.post("/cases/testshire-2022/release/", {"reason": "x"}, follow=True)
        assert "fewer than 10 joint cases is not released" in text(page)
        assert not ReleasedTable.objects.exists()

    def test_a_publisher_withdraws_without_seeing_cases(self, publisher):
        publisher.post("/cases/testshire-2020/release/", {"reason": "x"})
        other = client_of(somebody("publisher", name="other"))
        response = other.post("/cases/testshire-2020/withdraw/", {"reason": "x"})
        assert response.headers["Location"] == "/inspections/testshire-2020/"
        assert ReleasedTable.objects.get().withdrawn_by.username == "other"
        assert client_of(somebody("analyst", name="a")).post("/cases/testshire-2020/withdraw/").status_code == 403

    def test_the_publisher_is_told_of_small_cells(self, publisher, tmp_path):
        some = cases.inspection("testshire-2022", inspection={"published_on": "2022-06-01"})
        rows = [cases.row(n, hmicfrs_grade="good" if n < 3 else "inadequate") for n in range(12)]
        cases.loaded(tmp_path, rows, some)
        assert "1 of its cells holds one to four cases" in text(publisher.get("/cases/testshire-2022/"))
