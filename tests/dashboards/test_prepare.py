"""A start does again only what is not done: files, packages and inspections that are there are left alone."""

import re
from io import StringIO

import pytest
from django.core.management import call_command

from dashboards import collected_files
from dashboards.management.commands import prepare
from dashboards.packages import shelf
from findings.data_version.current import data_version
from findings.models import Theme
from inspections.models import Force, Inspection
from tests.conftest import DOCUMENTS


@pytest.fixture
def place(settings, tmp_path):
    settings.DATA_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    return tmp_path


def slug_in(path):
    return re.search(r"^inspection:\n  slug: (\S+)$", path.read_text(), re.M)[1]


def test_files_of_inspections_are_named_by_them():
    assert [path.stem for path in DOCUMENTS] == [slug_in(path) for path in DOCUMENTS]


@pytest.mark.django_db
def test_a_package_is_current_until_the_data_or_the_release_change(place, settings, monkeypatch):
    monkeypatch.setattr(shelf, "zipped", lambda target: f"{data_version()[:8]}")
    assert not shelf.is_current()
    call_command("export_package", stdout=StringIO())
    assert shelf.is_current()
    kept, settings.RELEASE = settings.RELEASE, "9.9.9"
    assert not shelf.is_current()
    settings.RELEASE = kept
    assert shelf.is_current()
    Theme.objects.filter(slug="appropriate-adults").update(name="Renamed")
    assert not shelf.is_current()
    monkeypatch.setattr(shelf, "changed_rows", lambda earlier, made: [])
    call_command("export_package", stdout=StringIO())
    assert shelf.is_current()
    shelf.packages()[0].path.unlink()
    assert not shelf.is_current()


def test_files_are_collected_anew_where_one_changed_or_it_was_broken_off(place, settings, monkeypatch):
    done = []

    def collect(name, **options):
        done.append(name)
        settings.STATIC_ROOT.mkdir(exist_ok=True)
        (settings.STATIC_ROOT / "staticfiles.json").write_text("{}")

    monkeypatch.setattr(collected_files, "call_command", collect)
    assert not collected_files.are_collected()
    collected_files.collect()
    assert collected_files.are_collected()
    settings.RELEASE = "9.9.9"
    assert not collected_files.are_collected()
    monkeypatch.setattr(collected_files, "call_command", lambda name, **options: 1 / 0)
    settings.RELEASE = "1"
    with pytest.raises(ZeroDivisionError):
        collected_files.collect()
    assert not collected_files.are_collected()


@pytest.mark.django_db
def test_only_missing_inspections_are_read(place, settings, monkeypatch):
    asked = []
    monkeypatch.setattr(prepare, "call_command", lambda name, *paths, **options: asked.append((name, paths)))
    monkeypatch.setattr(prepare, "are_collected", lambda: True)
    monkeypatch.setattr(prepare, "is_current", lambda: True)
    call_command("prepare", stdout=StringIO())
    assert [name for name, _ in asked] == ["migrate", "sync_roles", "load_reference"]
    asked.clear()
    Inspection.objects.filter(slug="kent-2019").update(slug="kent-2018")
    call_command("prepare", stdout=StringIO())
    (paths,) = [paths for name, paths in asked if name == "load_documents"]
    assert [path.rpartition("/")[2] for path in paths] == ["kent-2019.yaml"]


@pytest.mark.django_db
def test_real_inspections_are_not_loaded_beside_invented_ones_alone(place, monkeypatch):
    asked, said = [], StringIO()
    monkeypatch.setattr(prepare, "call_command", lambda name, *paths, **options: asked.append(name))
    monkeypatch.setattr(prepare, "are_collected", lambda: True)
    monkeypatch.setattr(prepare, "is_current", lambda: True)
    Inspection.objects.filter(slug="kent-2019").update(slug="kent-2018")
    Force.objects.update(is_demo=True)
    call_command("prepare", stdout=said)
    assert "load_documents" not in asked
    assert "not mixed with them" in said.getvalue()
