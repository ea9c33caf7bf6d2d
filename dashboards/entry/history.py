"""The record of an inspection: who did what, when and why, as differences to read and as files to keep."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from dashboards.entry.access import needs
from dashboards.entry.changes import differences_in_words
from dashboards.entry.part_names import label_of
from dashboards.entry.record_files import ENDINGS, record_file
from findings.actions.draft import OPEN
from findings.actions.waivers import WITHDRAWN
from findings.documents.parts import LISTS, differences
from findings.models import Revision
from inspections.models import Inspection
from inspections.roles import ENTER, FOLLOW_UP, PUBLISH

PAGE_SIZE, SHOWN, CHUNK = 25, 40, 100
COLUMNS = ("at", "by", "what", "edition", "reason", "part", "field", "before", "after")


def revisions_of(slug):
    """Everything on record under this slug, newest first; 404 where there is nothing and never was."""
    revisions = Revision.objects.filter(slug=slug).select_related("by").order_by("-pk")
    if not revisions.exists() and not Inspection.objects.filter(slug=slug).exists():
        raise Http404
    return revisions


@needs(ENTER, PUBLISH, FOLLOW_UP)
@require_safe
def inspection_history(request, slug):
    page = Paginator(revisions_of(slug), PAGE_SIZE).get_page(request.GET.get("page"))
    open_rows = set(Inspection.objects.filter(slug=slug, state__in=OPEN).values_list("pk", flat=True))
    context = {
        "slug": slug,
        "page": page,
        "entries": [_entry(revision, open_rows) for revision in page],
        "trail": [("Desk", reverse("entry")), ("Record", "")],
    }
    return render(request, "entry/history.html", context)


@needs(ENTER, PUBLISH, FOLLOW_UP)
@require_safe
def history_file(request, slug, ending):
    """The whole record as CSV, one row a field that changed, or as JSON, one object an act."""
    revisions = revisions_of(slug).order_by("pk").iterator(CHUNK)
    if ending not in ENDINGS:
        raise Http404
    rows, objects = (row for revision in revisions for row in _rows(revision)), map(_as_json, revisions)
    return record_file(slug, ending, columns=COLUMNS, rows=rows, objects=objects)


def _entry(revision, open_rows):
    """One act: the revision, the parts it changed with their differences, how many more, whether one can go back."""
    names = list(revision.changes)
    parts = [] if _is_beginning(revision) else names[:SHOWN]
    return {
        "revision": revision,
        "act": _act(revision),
        "parts": [
            (label_of(name, *revision.changes[name]), differences_in_words(*revision.changes[name])) for name in parts
        ],
        "names": "; ".join(label_of(name, *revision.changes[name]) for name in names if name not in LISTS),
        "more": len(names) - len(parts),
        "can_revert": revision.row in open_rows and bool(names),
    }


def _act(revision):
    """What was done, as a heading: a change that only adds or only deletes says so."""
    if revision.what == Revision.What.WAIVED and revision.reason.startswith(WITHDRAWN):
        return "Reason for a failing equation withdrawn"
    sides = [sides for name, sides in revision.changes.items() if name not in LISTS]
    if revision.what == Revision.What.CHANGED and sides:
        if all(before is None for before, _ in sides):
            return "Added"
        if all(after is None for _, after in sides):
            return "Deleted"
    return revision.get_what_display()


def _is_beginning(revision):
    """The first revision of a row holds all that the row says, which is no difference to read."""
    return "inspection" in revision.changes and revision.changes["inspection"][0] is None


def _as_json(revision):
    return {
        "at": revision.at.isoformat(),
        "by": revision.by.get_username() if revision.by else None,
        "what": revision.what,
        "edition": revision.edition,
        "reason": revision.reason,
        "changes": {name: {"before": before, "after": after} for name, (before, after) in revision.changes.items()},
    }


def _rows(revision):
    act = (
        revision.at.isoformat(),
        revision.by.get_username() if revision.by else "",
        revision.what,
        revision.edition,
        revision.reason,
    )
    rows = [(name, *difference) for name, sides in revision.changes.items() for difference in differences(*sides)]
    for row in rows or [("", "", "", "")]:
        yield (*act, *row)


urlpatterns = [
    path("inspections/<slug:slug>/history/", inspection_history, name="inspection-history"),
    path("inspections/<slug:slug>/history.<str:ending>", history_file, name="inspection-history-file"),
]
