"""schemathesis asks what the description allows and forbids: nothing breaks, and every answer is as described."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from config.wsgi import application
from dashboards.api.resources import RESOURCES, ROOT, address_of
from dashboards.registers.query import PAGE_SIZES

pytestmark = pytest.mark.django_db
EVERY = pytest.mark.parametrize("register", RESOURCES, ids=lambda register: register.name)
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.unsupported_method,
]
OTHER_FORMS = ("application/json", "application/yaml", "text/html", "*/*", "text/csv")


def uncompressed(environ, start_response):
    """The service, asked for plain text: over WSGI schemathesis claims gzip and cannot read it."""
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    return application(environ, start_response)


def few(number):
    return settings(
        max_examples=number,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(autouse=True)
def _no_limit(settings):
    settings.API_RATE = 1_000_000


@pytest.fixture(autouse=True)
def _one_connection():
    """A server gives up its connection between requests; here it holds the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def contract(_one_connection):
    return schemathesis.openapi.from_wsgi(f"{ROOT}schema/", uncompressed)


@EVERY
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["allowed", "forbidden"])
def test_whatever_is_asked_the_answer_is_as_described(contract, register, mode):
    @few(6)
    @given(case=contract[address_of(register)]["GET"].as_strategy(generation_mode=mode))
    def ask(case):
        case.call_and_validate(checks=CHECKS)

    ask()


@EVERY
def test_rows_are_as_described(contract, register):
    """Values that the register knows, so that rows are answered and their columns are checked."""
    operation = contract[address_of(register)]["GET"]
    filterset = register.filterset({}, queryset=register.queryset())
    known = {name: filterset.known_values(name) for name in filterset.base_filters}
    some = {name: st.lists(st.sampled_from(values), max_size=2) for name, values in known.items() if values}
    columns = [*register.columns(), "id", "link", "edition", "ons_code"]
    controls = {
        "size": st.sampled_from(PAGE_SIZES),
        "fields": st.lists(st.sampled_from(columns), max_size=4).map(",".join),
    }
    pick = st.one_of(st.fixed_dictionaries({"size": st.just(200)}), st.fixed_dictionaries({}, optional=some | controls))

    @few(10)
    @given(query=pick)
    def ask(query):
        answer = operation.Case(query=query).call_and_validate(checks=CHECKS)
        assert answer.status_code == 200, answer.text

    ask()


@pytest.mark.parametrize("address", [ROOT, f"{ROOT}schema/"])
@pytest.mark.parametrize("form", OTHER_FORMS)
def test_index_and_schema_are_as_described_in_every_form(contract, address, form):
    contract[address]["GET"].Case(headers={"Accept": form}).call_and_validate(checks=CHECKS)


def test_the_checks_would_find_a_column_that_is_not_described(contract, monkeypatch):
    register = RESOURCES[0]
    plain = register.row
    monkeypatch.setattr(register, "row", lambda obj: plain(obj) | {"cases": "many"})
    with pytest.raises(BaseExceptionGroup):
        contract[address_of(register)]["GET"].Case().call_and_validate(checks=CHECKS)
