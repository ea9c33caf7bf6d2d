"""The documents name every command, setting and make target there is, and nothing that is not."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()


def commands():
    for app in ("inspections", "findings", "dashboards"):
        for path in (ROOT / app / "management" / "commands").glob("*.py"):
            if path.stem != "__init__":
                yield path.stem


def test_readme_names_every_command():
    for name in commands():
        assert f"manage.py {name}" in README, name


def test_readme_names_no_command_that_is_not_there():
    named = set(re.findall(r"manage\.py ([a-z_]+)", README + (ROOT / "docs" / "how-to.md").read_text()))
    assert named <= {*commands(), "makemigrations", "migrate", "createsuperuser"}


def test_sample_of_settings_lists_every_setting():
    sample = set(re.findall(r"^([A-Z_]+)=", (ROOT / "dotenv-sample").read_text(), re.M))
    read = set()
    for name in ("settings.py", "environment.py", "gunicorn.py"):
        text = (ROOT / "config" / name).read_text()
        read |= set(re.findall(r"(?:text|choice|flag|number|names|environ\.get)\(\"([A-Z_]+)\"", text))
    assert sample == read


def test_readme_names_the_targets_people_need():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    for name in set(re.findall(r"(?:`|^    )make ([a-z]+)", README, re.M)):
        assert name in targets, name
    for name in ("run", "test", "check", "fix", "proof"):
        assert f"make {name}" in README, name


def test_readme_points_only_to_files_that_exist():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert "://" in target or (ROOT / target).exists(), target


def test_decisions_are_numbered_without_gaps():
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
