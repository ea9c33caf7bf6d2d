"""The number beside an option is the number of rows that choosing it shows: counted again, slowly, one by one."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from dashboards.registers.catalogue import REGISTERS
from dashboards.registers.query import RegisterQuery
from findings.data_version.kept_values import forget
from tests import synthetic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keeping")]
EVERY = pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.name)
ISSUE = {
    "case-grades": "q force region nation inspection kind framework year area assessor sample grade",
    "findings": "q force region nation inspection inspection_kind framework year chapter area kind polarity theme "
    "answered",
    "illustrations": "q force region nation inspection inspection_kind framework year chapter area kind polarity theme "
    "labelled",
    "recommendations": "q force region nation inspection inspection_kind framework year chapter area timescale state "
    "theme",
    "figures": "q force region nation inspection inspection_kind framework year chapter area qualifier",
    "themes": "q group theme force region nation inspection inspection_kind framework year chapter area polarity",
    "inspections": "q force region nation inspection kind framework year",
    "forces": "q force region nation inspection inspection_kind framework year",
}
ASKED = {
    "case-grades": [
        "",
        "force=dorset&area=missing-children&q=missing&q=kent",
        "assessor=hmicfrs&sample=all&sample=joint&area=whole-sample",
    ],
    "findings": [
        "",
        "force=dorset&polarity=strength&q=child",
        "area=missing-children&theme=risk-assessment",
        "answered=no",
    ],
    "illustrations": ["", "labelled=no&polarity=concern"],
    "recommendations": ["", "state=accepted&state=not-known&force=testshire", "timescale=immediately&q=police"],
    "figures": ["", "qualifier=about&force=kent"],
    "themes": ["", "force=dorset&polarity=strength&group=leadership", "area=missing-children&year=2019"],
    "inspections": ["", "kind=review&nation=England", "year=2019&q=kent"],
    "forces": ["", "nation=Wales", "year=2021&framework=ncpi-2017&inspection_kind=inspection"],
}
# Two of them ask for the state of the data, before and after.
MOST_QUERIES = {"recommendations": 6, "inspections": 5}
CASES = [(register, query) for register in REGISTERS for query in ASKED[register.name]]


@pytest.fixture
def _more():
    """An inspection of another framework and one of another force, so that no filter is trivial."""
    synthetic.load(synthetic.everything())
    synthetic.load(synthetic.topical())


@EVERY
def test_filters_are_those_that_apply(register):
    assert set(register.filterset.base_filters) == set(ISSUE[register.name].split())


@pytest.mark.usefixtures("_more")
@pytest.mark.parametrize(("register", "query"), CASES, ids=lambda value: getattr(value, "name", value))
def test_the_number_beside_an_option_is_what_choosing_it_shows(register, query):
    asked = RegisterQuery(register, QueryDict(query))
    facets = asked.filterset.facets()
    compared = 0
    for name, counts in facets.items():
        known = asked.filterset.known_values(name)
        assert set(counts) <= set(known), name
        # Every option that has rows, and some that have none.
        for value in [*list(counts)[:6], *[value for value in known if value not in counts][:2]]:
            chosen = QueryDict(query, mutable=True)
            chosen.setlist(name, [value])
            rows = asked.filterset.__class__(chosen, queryset=register.queryset()).qs
            assert counts.get(value, 0) == rows.count(), (name, value)
            compared += 1
    assert compared > 10


def test_one_row_that_leads_there_must_meet_all_filters(client):
    """A theme found as a strength in one force and as a concern in another is no theme of strengths of the other."""
    found = {"themes": ["appropriate-adults"], "polarity": "strength"}
    synthetic.load(synthetic.document(findings=[synthetic.finding("one", **found)]))
    found = {"themes": ["appropriate-adults"], "polarity": "mixed"}
    synthetic.load(synthetic.document("testshire-2021", findings=[synthetic.finding("one", **found)]))
    for query, number in (
        ("inspection=testshire-2020&polarity=strength", 1),
        ("inspection=testshire-2021&polarity=strength", 0),
    ):
        answer = client.get(f"/themes/?{query}")
        assert answer.context["page"].paginator.count == number


def test_page_shows_the_numbers_and_what_has_rows_first(client):
    fields = {field["name"]: field for field in client.get("/case-grades/?force=dorset").context["filters"]}
    forces = fields["force"]["choices"]
    assert [(option.value, option.is_set) for option in forces[:2]] == [("dorset", True), ("kent", False)]
    assert all(option.number for option in forces[:2])
    assert not any(option.number for option in forces[2:])
    assert f'Kent <span class="muted">({forces[1].number})</span>' in client.get("/case-grades/").content.decode()


@EVERY
def test_a_page_takes_few_queries(client, register):
    synthetic.load(synthetic.everything())
    query = "?force=dorset&nation=England&year=2021"
    cold, warm = (statements_of(client, f"/{register.name}/{query}") for _ in range(2))
    # One for all choices and one for all numbers beside them, kept for the next request of the same filters.
    assert sum("UNION ALL" in text and "facet" in text for text in cold) == 1
    assert not any("COUNT(" in text and "facet" in text for text in warm)
    assert len(warm) <= MOST_QUERIES.get(register.name, 4)


def statements_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [text["sql"] for text in queries if "SAVEPOINT" not in text["sql"]]


@EVERY
def test_numbers_follow_the_data_from_one_request_to_the_next(client, register):
    """What a process keeps is kept under the state of the data: a change by anybody, and it asks again."""
    address = f"/{register.name}/?kind=inspection" if register.name == "inspections" else f"/{register.name}/"
    before = client.get(address).context
    synthetic.load(synthetic.everything())
    after = client.get(address).context
    forget()
    anew = client.get(address).context
    assert after["filters"] == anew["filters"]
    assert after["said"] == anew["said"]
    assert after["rows"] == anew["rows"]
    assert before["filters"] != after["filters"]


def test_states_are_the_same_in_sql_as_in_python():
    claims = [
        {"voice": "force", "state": "accepted", "on": "2020-07-01", "source": "A letter."},
        {"voice": "hmicfrs", "state": "partly-met", "on": "2020-08-01", "source": "A letter."},
        {"voice": "force", "state": "met", "on": "2020-09-01", "source": "A letter."},
    ]
    some = [claims[:1], claims[:2], claims, [claims[0], claims[2]], []]
    asked = [synthetic.recommendation(f"r{place}", place + 1, claims=given) for place, given in enumerate(some)]
    synthetic.load(synthetic.document(recommendations=asked))
    register = next(register for register in REGISTERS if register.name == "recommendations")
    rows = register.queryset().filter(inspection__slug="testshire-2020").order_by("number")
    assert [row.known_state for row in rows] == ["accepted", "partly-met", "partly-met", "met", "not-known"]
    assert all(row.known_state == register.row(row)["state"] for row in rows)
