"""The task list of a draft: what is there, what is missing, and what does not add up. Any order will do."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboards.entry.access import may, needs
from dashboards.entry.drafts import desk_of
from dashboards.entry.kinds import KINDS
from dashboards.entry.standing import standings
from findings.actions.readiness import unfit
from findings.documents.workbook.plan import expected_sets
from findings.models import ReadingJob
from findings.reconcile import ledger
from inspections.roles import ENTER, PUBLISH

FIGURES = "figures."  # the keys of equations between printed figures begin so


@dataclass(frozen=True)
class Task:
    """One part of a draft: where it is worked on, a status with its tone for the tag, and what is missing in words."""

    label: str
    address: str
    status: str
    tone: str
    missing: str = ""


WANTED = (
    ("abstract", "an abstract"),
    ("inspected_from", "the days of the inspection"),
    ("address", "the address of the report"),
)
LINES = ("text_edition", "the text edition that lines count in")


@needs(ENTER, PUBLISH)
@require_safe
def tasks(request, pk):
    desk = desk_of(pk)
    lines = ledger(desk.inspection)
    context = {
        "desk": desk,
        "tasks": _tasks(desk, lines),
        "fails": _failures(desk.inspection, lines),
        "standing": standings([desk.inspection])[desk.inspection.pk],
        "against": unfit(desk.inspection),
        "may_enter": may(request.user, ENTER) and desk.is_open,
        "files": _files(desk) if may(request.user, ENTER) else (),
        "trail": desk.trail(),
    }
    return render(request, "entry/tasks.html", context)


def _files(desk):
    """The files that were read into this draft, for those who may see them."""
    kept = ReadingJob.objects.filter(draft=desk.inspection, deleted_at=None)
    return kept.select_related("started_by").order_by("-accepted_at")


def _failures(inspection, lines):
    """(equation, whether a reason that holds is given for it) of every equation that fails."""
    held = set(inspection.waivers.values_list("equation", "detail"))
    return [(line, (line.key, line.detail) in held) for line in lines if line.outcome == "fails"]


def _tasks(desk, lines):
    found = [_header(desk)]
    if desk.choices.case_scale:
        found.append(_case_audits(desk, lines))
    if desk.choices.topic_scale:
        found.append(_topic_grades(desk))
    return [*found, *(_items(desk, kind, lines) for kind in KINDS)]


def _topic_grades(desk):
    topics, graded = len(desk.choices.of("topics")), len(desk.document.topic_grades)
    status, tone = ("Complete", "holds") if topics == graded else ("In part", "not-printed")
    if not graded:
        status = "Nothing entered"
    return Task("Topic grades", _at("draft-topic-grades", desk), status, tone, f"{graded} of {topics} topics.")


def _items(desk, kind, lines):
    """How many there are of one kind; for findings, which chapters have none; for equations, whether they hold."""
    address = reverse("draft-items", args=[desk.inspection.pk, kind.slug])
    items = kind.items(desk.document)
    if not items:
        return Task(kind.several, address, "Nothing entered", "not-printed", kind.about)
    told = ""
    if kind.slug == "equations":
        told = _failing([line for line in lines if line.key.startswith(FIGURES)])
        if told:
            return Task(kind.several, address, "Does not add up", "fails", told)
    if kind.slug == "findings":
        spoken = {item.chapter for item in desk.document.findings}
        silent = [desk.choices.name("chapters", slug) for slug in desk.choices.of("chapters") if slug not in spoken]
        told = f"Chapters without a finding: {', '.join(silent)}." if silent else ""
    return Task(kind.several, address, f"{len(items)} entered", "neutral", told)


def _failing(lines):
    fails = sum(line.outcome == "fails" for line in lines)
    return f"{fails} of {len(lines)} equations {'fails' if fails == 1 else 'fail'}." if fails else ""


def _at(name, desk):
    return reverse(name, args=[desk.inspection.pk])


def _header(desk):
    header = desk.document.inspection
    wanted = [*WANTED, LINES] if _counts_lines(desk.document) else WANTED
    missing = [words for field, words in wanted if not getattr(header, field)]
    told = f"Not given: {', '.join(missing)}." if missing else ""
    status, tone = ("In part", "not-printed") if missing else ("Complete", "holds")
    return Task("Details of the inspection", _at("draft-header", desk), status, tone, told)


def _counts_lines(document):
    """Whether anything is located by a line, which means nothing without the text edition that it counts in."""
    located = (
        *document.case_audits,
        *document.topic_grades,
        *(item for kind in KINDS for item in kind.items(document)),
    )
    return any(item.locator.line for item in located if getattr(item, "locator", None))


def _case_audits(desk, lines):
    address = _at("draft-case-audits", desk)
    counted = {(audit.assessor, audit.sample, audit.area) for audit in desk.document.case_audits}
    expected = expected_sets(desk.choices)
    if not counted:
        return Task(
            "Case audits", address, "Nothing entered", "not-printed", f"A report usually prints {len(expected)} sets."
        )
    if told := _failing([line for line in lines if not line.key.startswith(FIGURES)]):
        return Task("Case audits", address, "Does not add up", "fails", told)
    absent = len(set(expected) - counted)
    if absent:
        told = f"{len(counted)} sets entered; of those that reports usually print, {absent} are not there."
        return Task("Case audits", address, "In part", "not-printed", told)
    return Task("Case audits", address, "Complete", "holds", f"{len(counted)} sets; no equation fails.")
