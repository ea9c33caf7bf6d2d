"""Killed in the middle of loading, publishing, importing, exporting, migrating: nothing half-written, a rerun succeeds.

Each act is killed again and again, later every time, until it ends before its killer. After every kill each table holds
what it held before, or else all of what the act writes: then the kill came after the end of the transaction.
"""

import json
import signal
import subprocess
import sys
import time
import zipfile
from hashlib import sha256

import pytest

from tests import synthetic
from tests.installation import ROOT

pytestmark = pytest.mark.proof
FINDINGS = 300
FIRST, LATER = 0.15, 1.35
BEGIN = "import django; django.setup(); from tests.proof import acts; print('begun', flush=True); "
ACTS = {
    "loading": "acts.load()",
    "publishing": "acts.publish()",
    "importing": "acts.import_workbook()",
    "exporting": "acts.export()",
}
# Rows that are written whenever somebody asks, and say nothing about the act.
ANYWAY = {"inspections_session"}


@pytest.fixture(scope="module")
def place(make):
    """An installation with a published inspection, a large draft in review, and a large workbook to be imported."""
    place = make("kills")
    for command in (["migrate", "-v0"], ["load_reference", "-v0"], ["sync_roles", "-v0"]):
        place.do(*command)
    (place.folder / "large.yaml").write_text(large_document())
    ready = place.python("-c", f"{BEGIN} acts.prepare()")
    assert ready.returncode == 0, ready.stderr
    return place


def large_document(slug="cumbria-2020"):
    findings = [synthetic.finding(f"finding-{n}", areas=["section-47"]) for n in range(FINDINGS)]
    return synthetic.as_yaml(synthetic.document(slug, inspection={"force": "cumbria"}, findings=findings))


def rows(place):
    return {name: count for name, (count, _) in place.contents().items() if name not in ANYWAY}


def killed_later_and_later(place, arguments, after_a_kill):
    """Kills the process later each time until it ends by itself; returns how often it was killed."""
    settings = {**place.environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
    kills = 0
    while True:
        command = [sys.executable, *map(str, arguments)]
        with subprocess.Popen(
            command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            process.stdout.readline()
            try:
                process.wait(timeout=FIRST * LATER**kills)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
            said = process.stderr.read()
        if process.returncode != -signal.SIGKILL:
            assert process.returncode == 0, said
            return kills
        kills += 1
        after_a_kill()


@pytest.mark.parametrize("act", ["publishing", "importing", "exporting", "loading"])
def test_an_act_that_is_killed_is_done_or_not_done(place, act):
    before, seen = place.contents(), []

    def after_a_kill():
        now = place.contents()
        if {name: now[name] for name in now.keys() - ANYWAY} != {name: before[name] for name in now.keys() - ANYWAY}:
            seen.append(rows(place))
        packages_are_whole(place)

    kills = killed_later_and_later(place, ["-c", BEGIN + ACTS[act]], after_a_kill)
    after = rows(place)
    print(f"\n{act} on {place.engine}: killed {kills} times, of them {len(seen)} after it was done")
    assert kills >= 3
    assert all(one == after for one in seen)
    if act != "exporting":
        assert after != {name: count for name, (count, _) in before.items() if name not in ANYWAY}
    else:
        assert (place.folder / "packages" / "packages.json").exists()
        assert not list((place.folder / "packages").glob("*.part"))
    packages_are_whole(place)


def packages_are_whole(place):
    """Whatever package is listed is there, as it was listed, and can be read."""
    folder = place.folder / "packages"
    if (folder / "packages.json").exists():
        for entry in json.loads((folder / "packages.json").read_text()):
            content = (folder / entry["file"]).read_bytes()
            assert sha256(content).hexdigest() == entry["sha256"]
            with zipfile.ZipFile(folder / entry["file"]) as package:
                assert package.testzip() is None


def test_migrating_that_is_killed_goes_on_where_it_was(make):
    undisturbed, place = make("undisturbed"), make("migrating")
    undisturbed.do("migrate", "-v0")
    script = "import django; django.setup(); print('begun', flush=True); "
    script += "from django.core.management import call_command; call_command('migrate', verbosity=0)"
    began = time.monotonic()
    kills = killed_later_and_later(place, ["-c", script], lambda: None)
    print(f"\nmigrating on {place.engine}: killed {kills} times in {time.monotonic() - began:.0f} s")
    assert kills >= 2
    assert place.run("migrate", "--check").returncode == 0
    assert schema_of(place) == schema_of(undisturbed)
    assert rows(place) == rows(undisturbed)


def schema_of(place):
    """What the tables, indexes and triggers are, in the engine's own words."""
    if place.database:
        sql = (
            "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns "
            "WHERE table_schema = 'public' UNION ALL SELECT tablename, indexname, '', '' FROM pg_indexes "
            "WHERE schemaname = 'public' UNION ALL SELECT tgrelid::regclass::text, tgname, '', '' FROM pg_trigger "
            "WHERE NOT tgisinternal"
        )
    else:
        sql = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    connection = place.connection()
    try:
        cursor = connection.cursor()
        cursor.execute(sql)
        return sorted(map(repr, cursor.fetchall()))
    finally:
        connection.close()
