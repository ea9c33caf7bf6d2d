"""Printing without a server: what is handed to the browser, and what is said where there is none."""

import urllib.error
import urllib.request

import pytest
from django.core.management import CommandError, call_command

from dashboards import paper
from tests import synthetic


def fetched(address):
    with urllib.request.urlopen(address, timeout=5) as answer:
        return answer.read(), answer.headers["Content-Type"]


def test_one_page_and_its_static_files_are_served_and_nothing_else():
    with paper.served(b"<p>One page.</p>") as address:
        base = address.removesuffix(paper.PAGE)
        assert fetched(address) == (b"<p>One page.</p>", "text/html; charset=utf-8")
        body, kind = fetched(f"{base}/static/dashboards/print.css")
        assert b"@page" in body
        assert kind == "text/css"
        for path in ("/", "/inspections/", "/static/nothing.css", "/static/../manage.py", "/static/%2e%2e/manage.py"):
            with pytest.raises(urllib.error.HTTPError) as refused:
                fetched(base + path)
            with refused.value as answer:
                assert answer.code == 404
    with pytest.raises(urllib.error.URLError):
        fetched(address)


def test_without_a_browser_a_sentence_says_what_to_do(settings, monkeypatch, tmp_path):
    settings.CHROMIUM = ""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(paper.NoBrowserError, match="Install Chromium, or set CHROMIUM"):
        paper.browser()
    settings.CHROMIUM = str(tmp_path / "nothing")
    with pytest.raises(paper.NoBrowserError, match="CHROMIUM is set to .*nothing"):
        paper.browser()


def test_a_browser_that_prints_nothing_is_told_with_its_last_words(settings, tmp_path):
    program = tmp_path / "browser"
    program.write_text("#!/bin/sh\necho 'cannot print today' >&2\nexit 1\n")
    program.chmod(0o755)
    settings.CHROMIUM = str(program)
    with pytest.raises(paper.PrintError, match="cannot print today"):
        paper.pdf_of(b"<p>", tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.django_db
def test_command_without_a_browser_ends_with_a_code_of_its_own(settings, tmp_path):
    settings.CHROMIUM = str(tmp_path / "nothing")
    with pytest.raises(CommandError, match="no program can be run there") as told:
        call_command("export_pdf", "dorset-2021", output=str(tmp_path / "out.pdf"))
    assert told.value.returncode == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "options", "said"),
    [
        ("nowhere", {}, "There is no inspection “nowhere”"),
        ("dorset-2021", {"edition": 9}, "no such edition 9; there are: 1"),
        ("dorset-2021", {"draft": True}, "has no draft"),
        ("dorset-2021", {"output": "/nowhere/at/all.pdf"}, "There is no folder /nowhere/at"),
    ],
)
def test_command_says_what_cannot_be_printed(slug, options, said):
    with pytest.raises(CommandError, match=said):
        call_command("export_pdf", slug, **options)


@pytest.mark.django_db
def test_a_draft_is_refused_unless_told(settings, tmp_path, monkeypatch):
    synthetic.load(synthetic.everything(), as_draft=True)
    with pytest.raises(CommandError, match="is not published. To print the draft, say so with --draft"):
        call_command("export_pdf", "testshire-2020", output=str(tmp_path / "out.pdf"))
    printed = []
    monkeypatch.setattr(
        "dashboards.management.commands.export_pdf.pdf_of",
        lambda html, path: (printed.append(html.decode()), path.write_bytes(b"%PDF")),
    )
    call_command("export_pdf", "testshire-2020", output=str(tmp_path / "out.pdf"), draft=True)
    assert "This is a draft" in printed[0]
    assert "/editions/1/" not in printed[0].split("<main")[1].split("Cite as")[1].split("</dd>")[0]
