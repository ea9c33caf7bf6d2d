"""What a person sees item by item: proposals of strength or concern, and the areas an item is said to be about.

They are shown chapter by chapter in the order of the report, each with its text and with what was proposed.
"""

from dataclasses import dataclass

from dashboards.entry.reading_page import in_words, item_label
from dashboards.entry.reading_text import address_of, place_of
from findings.reading.choices import choices_of
from findings.reading.decided import AREAS, POLARITY, framework_of, item_of

POLARITIES_A_PAGE = 40
TEXTS = ("summary", "text", "figure")


@dataclass(frozen=True)
class PolarityRow:
    """An item with its text. `path` is that of its polarity, or of its areas where it has no polarity."""

    path: str
    label: str
    text: str
    proposed: str
    areas: str
    areas_href: str
    chapter: str
    href: str
    place: str
    line: int
    decided: str


def polarities_of(job):
    """A row for every item with a polarity or doubted areas; `decided` says what a person made of it."""
    values = {one["path"]: one for one in job.result.values}
    decisions = {one.path: one for one in job.decisions.all()}
    framework = framework_of(job.result, decisions)
    names = {field: dict(choices_of(f"findings[1].{field}", framework)) for field in ("chapter", "areas")}
    rows = []
    for item in dict.fromkeys(map(item_of, values)):
        fields = {name: values.get(f"{item}.{name}") for name in ("polarity", "areas", "chapter", *TEXTS)}
        is_doubted = fields["areas"] and fields["areas"]["confidence"] == "doubtful"
        if fields["polarity"] or is_doubted:
            rows.append(_row(job, item, fields, decisions, names))
    first = {}
    for row in sorted(rows, key=lambda row: row.line):
        first.setdefault(row.chapter, len(first))
    return sorted(rows, key=lambda row: (first[row.chapter], row.line))


def _row(job, item, fields, decisions, names):
    one = fields["polarity"] or fields["areas"]
    chapter = _now(f"{item}.chapter", fields["chapter"], decisions)
    areas = _now(f"{item}.areas", fields["areas"], decisions)
    listed = areas.split("\n") if isinstance(areas, str) else areas or []
    decision = decisions.get(one["path"]) or decisions.get(item)
    if fields["polarity"] and decision and decision.path == item and decision.what != "rejected":
        decision = None  # who found an item right without being asked has not said so of its polarity
    return PolarityRow(
        path=one["path"],
        label=item_label(item),
        text=next((in_words(fields[name]["value"]) for name in TEXTS if fields[name]), ""),
        proposed=one["value"] if fields["polarity"] else "",
        areas=", ".join(names["areas"].get(area, area) for area in listed if area),
        areas_href=address_of(job, f"{item}.areas") if fields["areas"] else "",
        chapter=names["chapter"].get(chapter, chapter or ""),
        href=address_of(job, one["path"]),
        place=place_of(one),
        line=one.get("line") or 0,
        decided=decision.get_what_display() if decision else "",
    )


def _now(path, one, decisions):
    decision = decisions.get(path)
    return decision.value if decision and decision.what == "edited" else one and one["value"]


def page_of(rows):
    """(rows to be seen now, of one chapter; how many wait after them)."""
    waiting = [row for row in rows if not row.decided]
    shown = [row for row in waiting if row.chapter == waiting[0].chapter][:POLARITIES_A_PAGE]
    return shown, len(waiting) - len(shown)


def paths_seen(path, known):
    """The values that are seen with a row: of an item with a polarity its areas too."""
    item = item_of(path)
    return [name for name in (path, item + AREAS) if name in known and (name == path or path.endswith(POLARITY))]
