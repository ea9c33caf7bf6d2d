"""What a first visit transfers: at most 60 KB a page; plotly's own file besides, once, and only where charts are."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.project.test_addresses import PUBLIC

pytestmark = pytest.mark.django_db
BUDGET = 60 * 1024
PLOTLY = "plotly/plotly.min.js"


def served(client, address):
    """The answer as a browser gets it, and its text."""
    response = client.get(address, headers={"Accept-Encoding": "gzip"})
    body = b"".join(response.streaming_content) if response.streaming else response.content
    is_compressed = response.headers.get("Content-Encoding") == "gzip"
    return response, body, gzip.decompress(body) if is_compressed else body


def loaded(text):
    """The static files that a page makes a browser fetch: style sheets, scripts, pictures."""
    found = re.findall(r'<(?:link|script|img|source)\b[^>]*?\b(?:href|src)="/static/([^"?]+)"', text)
    styles = [name for name in found if name.endswith(".css")]
    return found + [name for style in styles for name in fetched_by(style)]


def fetched_by(style):
    return re.findall(r"url\([\"']?(?!data:)([^\"')]+)", Path(finders.find(style)).read_text())


def weight_of(name):
    """As whitenoise sends it: compressed when it was collected."""
    content = Path(finders.find(name)).read_bytes()
    return min(len(content), len(gzip.compress(content)))


@pytest.mark.parametrize("address", [address for address in PUBLIC if "." not in address])
def test_a_first_visit_stays_within_its_budget(client, address):
    response, body, text = served(client, address)
    if not response.headers["Content-Type"].startswith("text/html"):
        return
    page = text.decode()
    files = loaded(page)
    assert "dashboards/site.css" in files
    assert files.count(PLOTLY) == ('class="chart' in page), "plotly's file is for pages with charts, once"
    weight = len(body) + sum(weight_of(name) for name in set(files) - {PLOTLY})
    assert weight <= BUDGET, f"{address} weighs {weight:,} bytes"


def test_the_budget_could_be_exceeded(client):
    """The same sum, where nothing is compressed, is over it for a long page: the check measures something."""
    assert len(client.get("/inspections/dorset-2021/").content) > BUDGET
