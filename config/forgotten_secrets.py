"""Looks for passwords and keys that somebody is about to commit, in every file of the project; part of `make check`.

Exit 1 where there is one; its place is printed, and never the secret. What is plainly made up is excused by `EXCUSED`.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from detect_secrets.core.scan import get_plugins
from detect_secrets.settings import transient_settings

ROOT = Path(__file__).resolve().parent.parent
WORD_DETECTOR = "KeywordDetector"
# The detectors of detect-secrets that could matter here; entropy is in bits a character.
DETECTORS = [
    *({"name": f"{name}Detector"} for name in ("BasicAuth", "PrivateKey", "JwtToken", "Slack", "OpenAI")),
    *({"name": f"{name}Detector"} for name in ("AWSKey", "GitHubToken", "GitLabToken", "PypiToken")),
    {"name": WORD_DETECTOR},
    {"name": "Base64HighEntropyString", "limit": 4.5},
    {"name": "HexHighEntropyString", "limit": 3.0},
]
# The detector of words is slow: it looks at lines that have one of them.
WORDS = re.compile(r"key|pass|pwd|secret", re.I)
EXCUSED = re.compile(r"only-for-.*|not-a-real-password|password1234|password|wrong|short|p|ALLOWED_HOSTS\b.*")
# Files of settings, in which values stand without quotes.
SETTINGS = {"", ".env", ".service", ".conf", ".sh"}
# Hashes of packages, and what is no text.
PASSED_OVER = {"requirements.txt", "requirements-dev.txt"}
ELSEWHERE = {".git", ".venv", "var", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis"}


def files():
    """What git keeps or would keep; without git, everything but what is made here."""
    if (ROOT / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        paths = [ROOT / name for name in listed.split("\0") if name]
    else:
        paths = list(_walked())
    return [path for path in paths if path.is_file() and path.name not in PASSED_OVER]


def _walked():
    for folder, inner, names in os.walk(ROOT):
        inner[:] = [name for name in inner if name not in ELSEWHERE]
        yield from (Path(folder) / name for name in names)


def secrets_in(paths):
    """`(file, line, kind)` of everything that looks like a secret; what cannot be read as text holds none."""
    with transient_settings({"plugins_used": DETECTORS, "filters_used": []}):
        detectors = list(get_plugins())
        for path in paths:
            try:
                lines = path.read_text().splitlines()
            except UnicodeDecodeError:
                continue
            for number, line in enumerate(lines, 1):
                kinds = {secret.type for secret in _secrets_of(line, detectors, path)}
                yield from ((path, number, kind) for kind in sorted(kinds))


def _secrets_of(line, detectors, path):
    name = f"{path.name}.ini" if path.suffix in SETTINGS else path.name
    for detector in detectors:
        if type(detector).__name__ == WORD_DETECTOR and not WORDS.search(line):
            continue
        for secret in detector.analyze_line(filename=name, line=line, line_number=0):
            if not EXCUSED.fullmatch(secret.secret_value):
                yield secret


def main():
    found = list(secrets_in(files()))
    for path, number, kind in found:
        print(f"{path.relative_to(ROOT)}, line {number}: looks like a secret ({kind}).")
    if found:
        print("Take it out, and change it wherever it is in use: what was committed once is known.")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
