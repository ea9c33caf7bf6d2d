"""Publishes and records claims in a process of its own, as fast as it is told, and says what became public.

Usage: publishing.py STEPS SECONDS_BETWEEN. Every text of the invented inspection names its number: `State 7` is written
in each part of the seventh publication and in nothing else, `Claim 7` is the seventh claim. After each commit a line
`{"version": …, "state": …, "claims": …}` says what readers of that data version must see, all of it and nothing else.
"""

import json
import os
import sys
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.db import transaction  # noqa: E402

from findings.actions.follow_up import record_claim  # noqa: E402
from findings.data_version.current import data_version  # noqa: E402
from findings.models import Recommendation  # noqa: E402
from inspections.models import Force  # noqa: E402
from tests import people, synthetic  # noqa: E402

SLUG = "testshire-2020"
FIRST_DAY = date(2021, 1, 1)
PARTS = 12


def publish(number):
    """A new edition in which everything says this number; the force's name, which is reference data, says it too."""
    said = f"State {number} of it."
    document = synthetic.document(
        SLUG,
        inspection={"title": f"State {number}"},
        findings=[synthetic.finding(f"finding-{part}", said, title=f"State {number}") for part in range(PARTS)],
        recommendations=[synthetic.recommendation("one", 1, text=said)],
        figures=[synthetic.figure("officers", 10, figure=f"State {number}")],
    )
    with transaction.atomic():
        synthetic.load(document)
        Force.objects.filter(slug="testshire").update(name=f"Testshire (invented), State {number}")


def claim(number, person):
    recommendation = Recommendation.objects.get(inspection__slug=SLUG, inspection__state="published", key="one")
    record_claim(
        recommendation,
        by=person,
        voice="force",
        state="accepted",
        on=FIRST_DAY + timedelta(days=number),
        source=f"Claim {number}",
    )


def main(steps, pause):
    person, state, claims = people.somebody("editor"), 0, 0
    for step in range(steps):
        if step % 2 == 0:
            state += 1
            publish(state)
        else:
            claims += 1
            claim(claims, person)
        print(json.dumps({"version": data_version(), "state": state, "claims": claims}), flush=True)
        time.sleep(pause)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
