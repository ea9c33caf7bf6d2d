"""A draft as its readers will see it, and how it differs from what is published or from an earlier state of it."""

from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from dashboards.entry.access import needs
from dashboards.entry.changes import groups_of
from dashboards.entry.drafts import desk_of
from dashboards.pages.inspection import inspection_page
from findings.documents.parts import changes_between, parts_of
from findings.models import Revision
from findings.store import record
from findings.store.export import document_of
from inspections.models import Inspection
from inspections.roles import ENTER, PUBLISH

MOST_STATES = 200


@needs(ENTER, PUBLISH)
@require_safe
def preview(request, pk):
    """The page of the inspection itself, with a banner; its links lead to addresses that may not be there yet."""
    draft = desk_of(pk).inspection
    context = {
        "section": "inspections",
        "inspection": draft,
        "is_preview": True,
        "current": None,
        "editions": [],
        **inspection_page(draft, on=localdate()),
    }
    return render(request, "inspections/inspection.html", context)


@needs(ENTER, PUBLISH)
@require_safe
def draft_differences(request, pk):
    """Compared with the published edition, or with what the draft said after the revision that `state` names."""
    desk = desk_of(pk)
    states = Revision.objects.of(desk.inspection)
    chosen = request.GET.get("state", "")
    state = get_object_or_404(states, pk=chosen if chosen.isdecimal() else 0) if chosen else None
    current = Inspection.objects.published().filter(slug=desk.inspection.slug).first()
    if state:
        before = record.recorded_state(desk.inspection, state)
    else:
        before = parts_of(document_of(current, with_peoples_work=False)) if current else {}
    context = {
        "desk": desk,
        "current": current,
        "state": state,
        "states": states.defer("changes").select_related("by").order_by("-pk")[:MOST_STATES],
        "groups": groups_of(changes_between(before, parts_of(desk.document))),
        "trail": desk.trail(("What differs", "")),
    }
    return render(request, "entry/differences.html", context)
