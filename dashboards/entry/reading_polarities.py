"""What was proposed as strength or concern: each with its text, and what a person made of it."""

from dataclasses import dataclass

from dashboards.entry.reading_page import address_of, in_words, item_label, place_of
from findings.reading.decided import POLARITY, item_of

POLARITIES_A_PAGE = 20


@dataclass(frozen=True)
class PolarityRow:
    """A proposal of strength or concern with its text."""

    path: str
    label: str
    text: str
    proposed: str
    href: str
    place: str
    decided: str


def polarities_of(job):
    """Every proposal, with its text; `decided` says what a person made of it."""
    values = {one["path"]: one for one in job.result.values}
    decisions = {one.path: one for one in job.decisions.all()}
    rows = []
    for path, one in values.items():
        if not path.endswith(POLARITY):
            continue
        item = item_of(path)
        text = next(
            (in_words(values[f"{item}.{name}"]["value"]) for name in ("summary", "text") if f"{item}.{name}" in values),
            "",
        )
        decision = decisions.get(path) or decisions.get(item)
        said = decision.get_what_display() if decision else ""
        rows.append(PolarityRow(path, item_label(item), text, one["value"], address_of(job, path), place_of(one), said))
    return rows
