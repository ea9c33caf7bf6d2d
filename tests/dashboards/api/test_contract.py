"""The OpenAPI description is valid without a warning, and says everything there is to say about each register."""

import pytest
import yaml
from django.core.management import call_command

from dashboards.api.contract import description
from dashboards.api.parameters import FILTERS
from dashboards.api.resources import RESOURCES, address_of
from dashboards.registers.definitions import definitions_of
from dashboards.registers.query import CONTROLS

EVERY = pytest.mark.parametrize("register", RESOURCES, ids=lambda register: register.name)


def operation(register):
    return description()["paths"][address_of(register)]["get"]


def test_schema_is_valid_without_a_warning(tmp_path):
    file = tmp_path / "schema.yaml"
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(file))
    assert yaml.safe_load(file.read_text())["openapi"].startswith("3.")


def test_every_address_is_described_and_only_read():
    paths = description()["paths"]
    assert set(paths) == {"/api/v1/", "/api/v1/schema/", *(address_of(register) for register in RESOURCES)}
    assert all(list(methods) == ["get"] for methods in paths.values())


@EVERY
def test_every_parameter_is_described(register):
    named = [parameter["name"] for parameter in operation(register)["parameters"]]
    assert named == [*register.filterset.base_filters, "sort", "page", "size", "fields", "columns"]
    assert set(CONTROLS) < set(named)
    assert all(len(parameter["description"]) > 10 for parameter in operation(register)["parameters"])


def test_every_filter_has_words_of_its_own_and_no_words_are_left_over():
    used = {name for register in RESOURCES for name in register.filterset.base_filters}
    assert used == set(FILTERS)


@EVERY
def test_every_column_is_described(register):
    row = operation(register)["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    schemas = description()["components"]["schemas"]
    rows = schemas[row.split("/")[-1]]["properties"]["rows"]["items"]["$ref"]
    described = schemas[rows.split("/")[-1]]["properties"]
    assert {name: column["description"] for name, column in described.items()} == {
        name: definition.meaning for name, definition in definitions_of(register).items()
    }


def enum(register_name, parameter):
    register = next(register for register in RESOURCES if register.name == register_name)
    found = next(item for item in operation(register)["parameters"] if item["name"] == parameter)
    return found["schema"].get("items", found["schema"]).get("enum")


def test_values_are_listed_where_they_are_few_and_stay():
    assert enum("case-grades", "assessor") == ["force", "hmicfrs"]
    assert enum("case-grades", "nation") == ["England", "Wales"]
    assert enum("recommendations", "timescale") == ["immediately", "three-months", "six-months"]
    assert enum("findings", "size") == [25, 50, 100, 200]
    assert "-cases" in enum("case-grades", "sort")
    assert {"summary", "link"} <= set(enum("findings", "fields"))
    for name in ("force", "inspection", "year", "region"):
        assert enum("case-grades", name) is None


def test_making_the_schema_asks_no_database():
    """There is no database mark on this module: a query would fail. A filter's rows are therefore never in it."""
    description.__globals__["_made"].cache_clear()
    assert description()["paths"]


@pytest.mark.django_db
def test_schema_is_served_as_json_and_yaml(client):
    as_json = client.get("/api/v1/schema/")
    as_yaml = client.get("/api/v1/schema/", headers={"Accept": "application/yaml"})
    assert as_json.headers["Content-Type"] == "application/json"
    assert as_yaml.headers["Content-Type"].startswith("application/yaml")
    assert as_json.json() == yaml.safe_load(as_yaml.content) == description()
    assert as_json.headers["ETag"] != as_yaml.headers["ETag"]
    assert client.get("/api/v1/schema/", headers={"If-None-Match": as_json.headers["ETag"]}).status_code == 304
