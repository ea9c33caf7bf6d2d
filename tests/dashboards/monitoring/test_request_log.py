"""A line for every request, with its name, and with nothing that is somebody's."""

import json
import logging
import time

import pytest

from dashboards.monitoring.log_lines import JsonFormatter
from dashboards.monitoring.request_id import RequestIdFilter
from dashboards.monitoring.request_log import QueryCount

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO)
    caplog.handler.addFilter(RequestIdFilter())
    return caplog


def requests_in(lines):
    return [record for record in lines.records if record.name == "dashboards.requests"]


def test_a_request_is_one_line_with_its_name(client, lines):
    response = client.get("/search/?q=something+private", headers={"X-Request-ID": "given-by-proxy"})
    (record,) = requests_in(lines)
    assert record.getMessage().startswith("GET /search/ 200 ")
    assert (record.view, record.status) == ("search", 200)
    assert record.queries > 0
    assert record.milliseconds > 0
    assert record.request_id == response.headers["X-Request-ID"] == "given-by-proxy"
    assert "private" not in lines.text


@pytest.mark.parametrize("given", ["short", "x" * 65, "with space and more", "line\nbreak-and-more", ""])
def test_a_name_that_is_none_is_replaced(client, given):
    response = client.get("/livez", headers={"X-Request-ID": given} if given else {})
    assert response.headers["X-Request-ID"] != given
    assert len(response.headers["X-Request-ID"]) == 32


def test_an_address_cannot_break_the_line(client, lines):
    client.get("/nowhere%0A2026-01-01 ERROR forged/")
    (record,) = requests_in(lines)
    assert "\n" not in record.getMessage()
    assert record.status == 404


def test_the_probe_of_the_process_is_no_news(client, lines):
    client.get("/livez")
    assert not requests_in(lines)


def test_slow_queries_are_told_without_values(lines, settings):
    def ask():
        QueryCount()(lambda *given: time.sleep(0.002), "SELECT %s", ("zebra",), False, {})
        return [record for record in lines.records if record.name == "dashboards.slow_queries"]

    assert ask() == []
    settings.SLOW_QUERY_MS = 1
    (record,) = ask()
    assert record.getMessage().endswith(" ms SELECT %s")
    assert record.sql == "SELECT %s"
    assert "zebra" not in lines.text


def test_json_lines_hold_what_is_known():
    record = logging.LogRecord("dashboards.requests", logging.INFO, "", 0, "%s", ("GET / 200",), None)
    record.status, record.request_id = 200, "abcdefgh"
    line = json.loads(JsonFormatter().format(record))
    assert (line["message"], line["status"], line["request_id"], line["level"]) == (
        "GET / 200",
        200,
        "abcdefgh",
        "INFO",
    )
    try:
        raise ValueError("what went wrong")
    except ValueError as error:
        record.exc_info = (type(error), error, error.__traceback__)
    assert "ValueError: what went wrong" in json.loads(JsonFormatter().format(record))["exception"]
