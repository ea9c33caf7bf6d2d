"""/data/ shows how to read the data; what it shows is run as it stands against a running server."""

import ast
import contextlib
import io

import pytest

from dashboards.api.resources import RESOURCES
from dashboards.api.snippets import HEADLINES, SNIPPETS, WITH_TOKEN
from dashboards.registers.definitions import definitions_of
from inspections.tokens import make_token
from tests.conftest import load_everything
from tests.people import somebody

OWN = [snippet for snippet in (*SNIPPETS, WITH_TOKEN) if snippet.is_standard_library]


def said(snippet, site):
    """What the snippet prints. It runs in a namespace of its own, as in a fresh interpreter."""
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard):
        exec(compile(snippet.at(site), snippet.key, "exec"), {"__name__": "__main__"})
    return heard.getvalue()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("snippet", OWN, ids=lambda snippet: snippet.key)
def test_snippets_run_as_they_stand(snippet, live_server, settings, monkeypatch):
    load_everything()
    if snippet is WITH_TOKEN:
        settings.READING = "signed-in"
        monkeypatch.setenv("FINDINGS_TOKEN", make_token("script", days=1, by=somebody("reader"))[1])
    text = said(snippet, live_server.url)
    expected = {"python": "dorset-2021 good 20 of 83", "python-unchanged": "Nothing changed."}
    assert expected.get(snippet.key, " of ") in text
    if " of " in text and snippet.key != "python":
        got, _, count = text.split()
        assert got == count
        assert int(count) > 100, "more than one page is read"


@pytest.mark.parametrize("snippet", [snippet for snippet in SNIPPETS if snippet.key != "r"], ids=lambda item: item.key)
def test_python_snippets_are_python(snippet):
    assert ast.parse(snippet.at("https://example.org"))


@pytest.mark.django_db
def test_the_filtered_address_in_the_snippets_answers(client):
    lines = b"".join(client.get(f"/{HEADLINES}").streaming_content).decode().splitlines()
    assert len(lines) == 1 + 9
    for column in ("published", "inspection", "grade", "cases", "of", "share", "share_low", "share_high"):
        assert column in lines[0].split(",")


@pytest.mark.django_db
def test_page_names_every_register_file_and_column(client):
    page = client.get("/data/").content.decode()
    for register in RESOURCES:
        assert f'href="/api/v1/{register.name}/"' in page
        assert all(f'href="/{register.name}.{ending}"' in page for ending in ("csv", "json", "xlsx"))
        assert all(f"<code>{name}</code>" in page for name in definitions_of(register))
    assert all(snippet.title in page for snippet in SNIPPETS)
    assert "http://testserver/case-grades.csv" in page
    assert "SITE/" not in page


@pytest.mark.django_db
def test_page_names_the_public_address(client, settings):
    settings.SITE_ADDRESS = "https://findings.example.org"
    assert "https://findings.example.org/case-grades.csv" in client.get("/data/").content.decode()
