"""Asks whether weaknesses of the pinned packages are known; part of `make check`.

Exit 1 where one is, with what mends it. Where the service that knows of them cannot be reached nothing was asked: that
is said, and is no failure, because a check must run on a machine without a network.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = ("requirements.txt", "requirements-dev.txt")
SECONDS = 10
# What pip-audit's last line of an error begins with where no answer came, as its libraries name it.
UNREACHABLE = ("requests.exceptions.", "urllib3.exceptions.", "pip_audit._service.interface.", "ConnectionError")
NOBODY_ASKED = "The service that knows of weaknesses cannot be reached: nothing was asked, and nothing is known."
NOBODY_ANSWERED = "The service that knows of weaknesses answered for none of {} packages: nothing is known of them."


class AuditError(Exception):
    """The audit itself failed, in a sentence."""


def answers():
    """What pip-audit says of every pinned package, as its JSON has it; None where the service cannot be reached."""
    given = [argument for name in FILES for argument in ("-r", str(ROOT / name))]
    options = ["--require-hashes", "--disable-pip", "--progress-spinner=off", "--format=json", f"--timeout={SECONDS}"]
    done = subprocess.run([sys.executable, "-m", "pip_audit", *given, *options], capture_output=True, text=True)
    try:
        return json.loads(done.stdout)["dependencies"]
    except ValueError:
        last = (done.stderr.strip().splitlines() or ["nothing was said"])[-1]
    if last.startswith(UNREACHABLE):
        return None
    raise AuditError(f"pip-audit failed: {last}")


def told(packages):
    """`(sentences, is_well)` about what was answered."""
    if packages is None:
        return [NOBODY_ASKED], True
    silent = sum("skip_reason" in package for package in packages)
    if silent == len(packages):
        return [NOBODY_ANSWERED.format(silent)], True
    found = [
        f"{package['name']} {package['version']}: {weakness['id']}, {_mended(weakness)}."
        for package in packages
        for weakness in package.get("vulns", ())
    ]
    sentence = f"No weakness is known of {len(packages) - silent} packages."
    if found:
        sentence = f"{len(found)} known weaknesses: raise the pins with `make lock`."
    unknown = [f"Nothing could be asked about {silent} packages."] if silent else []
    return [*found, sentence, *unknown], not found


def _mended(weakness):
    versions = ", ".join(weakness.get("fix_versions", ()))
    return f"mended in {versions}" if versions else "not mended yet"


def main():
    try:
        sentences, is_well = told(answers())
    except AuditError as error:
        sentences, is_well = [str(error)], False
    print("\n".join(sentences))
    sys.exit(not is_well)


if __name__ == "__main__":
    main()
