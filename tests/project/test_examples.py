"""The examples of docs/ fit the project: what a unit starts is there, and it may write where the documents say."""

import re
import shutil
import subprocess

import pytest

from tests.conftest import ROOT

EXAMPLES = ROOT / "docs" / "examples"
UNITS = sorted(EXAMPLES.glob("*.service"))
HOME = "/opt/findings/"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_what_a_unit_starts_is_there(unit):
    text = unit.read_text()
    commands = re.findall(r"^ExecStart(?:Pre)?=(\S+) (.*)$", text, re.M)
    assert commands
    for program, arguments in commands:
        assert program == f"{HOME}.venv/bin/python"
        started = arguments.split()
        if started[0] == "manage.py":
            assert list(ROOT.glob(f"*/management/commands/{started[1]}.py")), arguments
        else:
            assert started[:2] == ["-m", "gunicorn"]
            assert (ROOT / started[3]).exists()
    production = (ROOT / "docs" / "production.md").read_text()
    (folder,) = re.findall(r"^ReadWritePaths=(.*)$", text, re.M)
    assert f"DATA_DIR={folder}" in production
    (environment,) = re.findall(r"^EnvironmentFile=(.*)$", text, re.M)
    assert environment in production


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_understands_the_units(tmp_path):
    for unit in UNITS:
        python = shutil.which("true")
        text = re.sub(r"^(ExecStart(?:Pre)?=)\S+", rf"\g<1>{python}", unit.read_text(), flags=re.M)
        (tmp_path / unit.name).write_text(text)
    command = ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True)
    ours = [line for line in done.stderr.splitlines() if "findings" in line]
    assert ours == []
