"""Arrows point one way: inspections <- findings <- dashboards; pure parts stay pure; nothing is imported inside."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("inspections", "findings", "dashboards")
MAY_IMPORT = {
    "inspections": {"inspections"},
    "findings": {"inspections", "findings"},
    "dashboards": {"inspections", "findings", "dashboards"},
    "config": {"config", "dashboards"},
}
SOURCES = sorted(path for app in (*APPS, "config") for path in (ROOT / app).rglob("*.py"))


def name_of(path):
    return str(path.relative_to(ROOT))


def imports(path, *, inside=None):
    """Names of the modules that a file imports; only those within functions where `inside` is true."""
    tree = ast.parse(path.read_text())
    nodes = ast.walk(tree)
    if inside:
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        nodes = [node for function in functions for node in ast.walk(function)]
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_go_one_way(path):
    app = path.relative_to(ROOT).parts[0]
    for module in imports(path):
        top = module.split(".")[0]
        if top in MAY_IMPORT:
            assert top in MAY_IMPORT[app], f"{name_of(path)} imports {module}"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_nothing_is_imported_inside_a_function(path):
    if path.name == "wsgi.py":
        return
    assert not list(imports(path, inside=True)), f"{name_of(path)} imports inside a function"


@pytest.mark.parametrize("path", sorted((ROOT / "findings" / "statistics").glob("*.py")), ids=name_of)
def test_statistics_need_the_standard_library_alone(path):
    for module in imports(path):
        top = module.split(".")[0]
        assert top in sys.stdlib_module_names or module.startswith("findings.statistics"), module


@pytest.mark.parametrize("path", sorted((ROOT / "findings" / "documents").glob("*.py")), ids=name_of)
def test_documents_know_neither_django_nor_a_database(path):
    for module in imports(path):
        assert module.split(".")[0] not in ("django", "inspections"), module
        assert not module.startswith(("findings.models", "findings.store")), module


@pytest.mark.parametrize("path", sorted((ROOT / "findings" / "readers").rglob("*.py")), ids=name_of)
def test_readers_know_neither_django_nor_a_database(path):
    allowed = ("findings.readers", "findings.documents", "findings.statistics")
    for module in imports(path):
        top = module.split(".")[0]
        assert top in (*sys.stdlib_module_names, "openpyxl", "pydantic", "pdfplumber", "pdfminer") or module.startswith(
            allowed
        ), module


def test_no_worker_imports_plotly():
    for path in SOURCES:
        assert all(module.split(".")[0] not in ("plotly", "pandas") for module in imports(path)), name_of(path)


def test_templatetags_make_no_query():
    for path in (ROOT / "dashboards" / "templatetags").glob("*.py"):
        assert all(not module.endswith("models") for module in imports(path)), name_of(path)
        assert ".objects" not in path.read_text()
