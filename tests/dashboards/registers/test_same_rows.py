"""Whatever is filtered, ordered and cut: page, CSV, JSON and API show the same rows in the same order."""

import csv
import io
import json

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboards.registers.catalogue import REGISTERS
from dashboards.registers.files import safe
from dashboards.registers.query import RegisterQuery
from tests import synthetic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keeping")]
EVERY = pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.name)
WORDS = st.lists(st.sampled_from(["child", "police", "risk", "a", "the force"]), min_size=1, max_size=1)


@pytest.fixture(autouse=True)
def _no_limit(settings):
    settings.API_RATE = 1_000_000


def body(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return b"".join(answer.streaming_content).decode()


def queries(register):
    """Filters with values that have rows (or have none), an order, and some columns."""
    filterset = RegisterQuery(register, QueryDict()).filterset
    used = filterset.facets()
    some = {name: st.lists(st.sampled_from(list(used[name])), min_size=1, max_size=2) for name in used if used[name]}
    some |= {"q": WORDS} if "q" in filterset.filters else {}
    sortable = [name for name, column in register.table.base_columns.items() if column.orderable is not False]
    some["sort"] = st.lists(st.sampled_from([sign + name for name in sortable for sign in ("", "-")]), max_size=2)
    some["columns"] = st.lists(st.sampled_from(list(register.columns())), min_size=1, max_size=3)
    return st.fixed_dictionaries({}, optional=some)


@EVERY
def test_page_files_and_api_hold_the_same_rows(client, register):
    synthetic.load(synthetic.everything())

    @settings(max_examples=8, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(asked=queries(register))
    def compare(asked):
        query = QueryDict(mutable=True)
        for name, values in asked.items():
            query.setlist(name, values)
        tail = f"?size=200&{query.urlencode()}"
        page = client.get(f"/{register.name}/{tail}").context["page"]
        rows = json.loads(body(client, f"/{register.name}.json{tail}"))["rows"]
        assert [row["id"] for row in rows[:200]] == [obj.pk for obj in page.object_list]
        assert len(rows) == page.paginator.count
        api = client.get(f"/api/v1/{register.name}/{tail}").json()
        assert (api["rows"], api["count"]) == (rows[:200], len(rows))
        read = list(csv.DictReader(io.StringIO(body(client, f"/{register.name}.csv{tail}"), newline="")))
        as_text = [{name: "" if value is None else str(safe(value)) for name, value in row.items()} for row in rows]
        assert read == as_text

    compare()
