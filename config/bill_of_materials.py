"""Writes what the service runs on, in the form of CycloneDX, without where one happened to get it from.

Usage: bill_of_materials.py FILE. Packages are told by name, version and digest; whoever checks them gets them from
where they trust.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MADE_BY = (
    "-W ignore::UserWarning -m cyclonedx_py requirements --output-reproducible --pyproject pyproject.toml "
    "--mc-type application --of JSON requirements.txt"
)


def without_origins(listed):
    """The list with no package saying where it is handed out; its digests, which stood there, stand beside it."""
    for component in (*listed["components"], *listed["metadata"]["tools"].get("components", ())):
        references = component.pop("externalReferences", ())
        hashes = [digest for reference in references for digest in reference.get("hashes", ())]
        if hashes:
            component["hashes"] = hashes
    return listed


def main(target):
    made = subprocess.run([sys.executable, *MADE_BY.split()], cwd=ROOT, capture_output=True, text=True)
    if made.returncode:
        raise SystemExit(f"The list could not be made: {made.stderr.strip()[-2_000:]}")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(without_origins(json.loads(made.stdout)), indent=2) + "\n", encoding="utf-8")
    print(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
