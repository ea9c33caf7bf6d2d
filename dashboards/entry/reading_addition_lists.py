"""What a person can add to a reading, and what was added: kind by kind, each with its place in the report."""

from dataclasses import dataclass

from django.urls import reverse

from dashboards.entry.kinds import KINDS, Kind
from dashboards.entry.reading_text import place_of
from findings.documents.workbook import sheets
from findings.reading.decided import PARTS
from inspections.models import Framework

TALLY = Kind(
    "case-audits", "case_audits", "counted set of cases", "Counted sets of cases", sheets.CASE_AUDITS, "sample"
)
TOPIC = Kind("topic-grades", "topic_grades", "graded topic", "Graded topics", sheets.TOPIC_GRADES, "topic")
PART = Kind("parts", PARTS, "part of a recommendation", "Parts of recommendations", sheets.PARTS, "text")
ADDABLE = (TALLY, TOPIC, *(kind for kind in KINDS if kind.noun != "equations"), PART)
BY_SLUG = {kind.slug: kind for kind in ADDABLE}
ABOUT = {"case_audits": ("assessor", "sample", "area"), "topic_grades": ("topic", "grade")}
SHORT = 90


@dataclass(frozen=True)
class Added:
    """One added item as the desk lists it."""

    kind: str
    text: str
    place: str
    href: str
    is_left_out: bool
    line: int | None = None
    line_to: int | None = None

    def is_at(self, line):
        return bool(self.line) and self.line <= line <= (self.line_to or self.line)


def addable_kinds(framework):
    """The kinds of a framework's items: counted cases only where it grades cases, topics where it grades topics."""
    row = Framework.objects.filter(slug=framework).values("case_scale", "topic_scale").first()
    without = {kind for kind, scale in ((TALLY, "case_scale"), (TOPIC, "topic_scale")) if not row or not row[scale]}
    return [kind for kind in ADDABLE if kind not in without]


def additions_of(job):
    """What was added to a reading, in the order of the report."""
    found = [_added(job, one) for one in job.additions.all()]
    return sorted(found, key=lambda one: one.line or 0)


def kind_of(noun, part):
    """The kind of an added item: findings and themes of cases share a list of the document."""
    fits = [kind for kind in ADDABLE if kind.noun == noun]
    is_theme = part.get("kind") == "case-theme"
    return next(kind for kind in fits if noun != "findings" or is_theme == bool(kind.fixed))


def _added(job, one):
    kind = kind_of(one.noun, one.part)
    text = one.part.get("title") or one.part.get(kind.text, "")
    if one.noun in ABOUT:
        text = ", ".join(one.part[name].replace("-", " ") for name in ABOUT[one.noun] if one.part.get(name))
    locator = one.part.get("locator") or {}
    return Added(
        kind=kind.one,
        text=text if len(text) <= SHORT else text[:SHORT] + "…",
        place=place_of(locator),
        href=reverse("reading-addition", args=[job.pk, one.pk]) + "#read",
        is_left_out=one.is_left_out,
        line=locator.get("line"),
        line_to=locator.get("line_to"),
    )
