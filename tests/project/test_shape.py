"""The shape of the house: small files named by noun, no drawers for everything, no year or force in a name."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted(
    path
    for folder in ("config", "inspections", "findings", "dashboards", "tests", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
    if not re.match(r"\d{4}_initial", path.name)
)


def name_of(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_files_stay_under_300_lines(path):
    assert len(path.read_text().splitlines()) <= 300


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_functions_stay_under_50_lines(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < 50, f"{node.name} in {name_of(path)}"


def test_there_are_no_drawers_for_everything():
    for path in CODE:
        assert path.stem not in ("utils", "helpers", "misc", "common", "forms", "views"), name_of(path)


def test_no_module_is_named_for_a_year_or_a_force():
    for path in CODE:
        assert not re.search(r"(19|20)\d\d|dorset|kent", path.stem), name_of(path)


def test_templates_open_with_a_comment_and_hold_no_inline_style_or_script():
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = path.read_text()
        head = text.removeprefix('{% extends "base.html" %}').lstrip()
        assert head.startswith(("{#", "{% comment %}")), f"{name_of(path)} does not say what it needs"
        assert " style=" not in text, name_of(path)
        assert "<style" not in text, name_of(path)
        assert not re.search(r"<script(?![^>]*\b(src|json)\b)[^>]*>", text), name_of(path)
        assert not re.search(r"\son[a-z]+=", text), name_of(path)


def test_stylesheet_has_a_budget():
    size = (ROOT / "dashboards" / "static" / "dashboards" / "site.css").stat().st_size
    assert 15_000 <= size <= 25_600


def test_no_page_asks_another_host_for_anything():
    folders = (ROOT / "templates", ROOT / "dashboards" / "static")
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        for address in re.findall(r"(?:src|href)=\"(https?://[^\"]+)", path.read_text()):
            raise AssertionError(f"{name_of(path)} loads or names {address}")


def test_every_requirement_has_a_reason():
    for name in ("requirements.in", "requirements-dev.in"):
        for line in (ROOT / name).read_text().splitlines():
            if line and not line.startswith(("#", "-c")):
                assert "  # " in line, f"{name}: {line}"


def test_pins_have_hashes_and_name_no_index():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        pins = len(re.findall(r"^[a-z0-9._-]+==", text, re.M | re.I))
        assert pins
        assert text.count("--hash=sha256:") >= pins
        assert "index-url" not in text
        assert "://" not in text


def test_everything_is_in_the_repository_or_ignored():
    if not (ROOT / ".git").exists():
        return
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "var/" not in listed
    assert ".env\n" not in listed
