"""What `make check` asks besides style: is a secret committed, is a weakness of a package known, was anybody asked?"""

import json
import subprocess

import pytest

from config import forgotten_secrets, known_weaknesses
from config.forgotten_secrets import files, secrets_in
from config.known_weaknesses import AuditError, answers, told

SOUND = {"name": "one", "version": "1", "vulns": []}
SILENT = {"name": "two", "skip_reason": "not found"}
WEAK = {"name": "three", "version": "3", "vulns": [{"id": "X-2026-1", "fix_versions": ["3.1"]}, {"id": "X-2026-2"}]}


@pytest.mark.parametrize(
    ("name", "line", "kind"),
    [
        ("a.py", "token = 'ghp_" + "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'", "GitHub Token"),
        ("a.py", "pass" + "word = 'hunter2!x'", "Secret Keyword"),
        ("a.md", "postgres://findings:" + "s3cr3tpw@db/findings", "Basic Auth Credentials"),
        ("a.txt", "-----BEGIN RSA " + "PRIVATE KEY-----", "Private Key"),
        ("dotenv-sample", "SECRET_KEY" + "=kq2f9szzzreal-kq2f9szzz", "Secret Keyword"),
        ("a.service", "Environment=DB_PASS" + "WORD=kq2f9szzz", "Secret Keyword"),
    ],
)
def test_a_secret_is_found_by_its_line(tmp_path, name, line, kind):
    path = tmp_path / name
    path.write_text(f"first\n{line}\n")
    assert (path, 2, kind) in list(secrets_in([path]))


def test_what_is_plainly_made_up_is_none(tmp_path):
    path = tmp_path / "a.py"
    path.write_text("password = 'only-for-this-test-4711'\n")
    assert list(secrets_in([path])) == []


def test_every_file_is_looked_at_with_git_and_without(monkeypatch, tmp_path):
    names = {path.name for path in files()}
    assert {"settings.py", "dotenv-sample", "README.md", "test_checks.py", "findings.service"} <= names
    (tmp_path / ".venv").mkdir()
    for name in (".venv/kept.py", "mine.py", "requirements.txt"):
        (tmp_path / name).touch()
    monkeypatch.setattr(forgotten_secrets, "ROOT", tmp_path)
    assert [path.name for path in files()] == ["mine.py"]


@pytest.mark.parametrize(
    ("packages", "is_well", "sentence"),
    [
        (None, True, "nothing was asked, and nothing is known."),
        ([SILENT, SILENT], True, "answered for none of 2 packages"),
        ([SOUND, SILENT], True, "No weakness is known of 1 packages.\nNothing could be asked about 1 packages."),
        ([SOUND, WEAK], False, "three 3: X-2026-1, mended in 3.1.\nthree 3: X-2026-2, not mended yet.\n2 known"),
    ],
)
def test_what_is_known_of_packages_is_told(packages, is_well, sentence):
    sentences, outcome = told(packages)
    assert outcome is is_well
    assert sentence in "\n".join(sentences)


@pytest.mark.parametrize(
    ("stdout", "stderr", "expected"),
    [
        (json.dumps({"dependencies": [SOUND], "fixes": []}), "No known vulnerabilities found", [SOUND]),
        ("", "Traceback\nrequests.exceptions.ConnectTimeout: HTTPSConnectionPool", None),
    ],
)
def test_a_service_that_is_away_is_told_from_an_answer(monkeypatch, stdout, stderr, expected):
    monkeypatch.setattr(known_weaknesses.subprocess, "run", _saying(stdout, stderr))
    assert answers() == expected


def test_an_audit_that_fails_is_no_answer(monkeypatch):
    monkeypatch.setattr(known_weaknesses.subprocess, "run", _saying("", "ERROR: invalid requirements file"))
    with pytest.raises(AuditError, match="invalid requirements file"):
        answers()


def _saying(stdout, stderr):
    return lambda *given, **more: subprocess.CompletedProcess(given, 1, stdout, stderr)
