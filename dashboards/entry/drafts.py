"""What the pages about one draft share: the row, its document, the choices of its framework, and refusals as a page."""

from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dashboards.entry.versions import BEGAN, CHOICE, differing, sent_again
from findings.actions.refusal import RefusedError
from findings.actions.review import comments_on
from findings.documents.inspection_document import InspectionDocument
from findings.documents.workbook.choices import Choices
from findings.store.choices import choices_of
from findings.store.export import document_of
from inspections.models import Inspection

State = Inspection.State
OPEN = (State.DRAFT, State.IN_REVIEW)


@dataclass(frozen=True)
class Desk:
    """One draft as its pages need it. `is_open`: it can be changed; in review it can only be read."""

    inspection: Inspection
    document: InspectionDocument
    choices: Choices

    @property
    def is_open(self):
        return self.inspection.state == State.DRAFT

    def comments(self, noun, key=None):
        """Comments that are not dealt with: on one item, or on everything of a noun."""
        found = comments_on(self.inspection).filter(noun=noun, settled_at=None).select_related("by")
        found = found.prefetch_related("said_to_it__by")
        return found if key is None else found.filter(key=key)

    def trail(self, *steps):
        """The way from the desk to a page of this draft."""
        home = reverse("draft-tasks", args=[self.inspection.pk])
        return [("Desk", reverse("entry")), (self.inspection.title, home if steps else ""), *steps]


def desk_of(pk):
    """The draft with this id; 404 for anything that is public already or not there."""
    related = ("force", "parent", "framework__case_scale", "framework__topic_scale")
    inspection = get_object_or_404(Inspection.objects.select_related(*related), pk=pk, state__in=OPEN)
    return Desk(inspection, document_of(inspection), choices_of(inspection.framework))


def open_desk_of(pk):
    """As `desk_of`, for pages that change the draft."""
    desk = desk_of(pk)
    if not desk.is_open:
        raise RefusedError("This inspection is in review. Take it back from review before you change it.")
    return desk


def refusals_shown(view):
    """What an action refuses is told on the page of the draft; nothing was changed."""

    @wraps(view)
    def guarded(request, pk, *args, **kwargs):
        try:
            return view(request, pk, *args, **kwargs)
        except RefusedError as refusal:
            for sentence in refusal.sentences:
                messages.error(request, sentence)
            if not Inspection.objects.filter(pk=pk, state__in=OPEN).exists():
                raise Http404 from None
            return redirect("draft-tasks", pk=pk)

    return guarded


def conflict(request, desk, versions, *, what, again, seen, undecided=()):
    """The page on which the second person sees both versions field by field, and loses neither.

    `versions` are what is stored now, one's own, and what both began with (None where nobody knows); `seen` is the
    token of the stored one. `undecided` are the fields for which a choice was asked and not made.
    """
    found = differing(*versions)
    began = request.POST.get(BEGAN if undecided else "seen", "")
    context = {
        "desk": desk,
        "both": [difference for difference in found if not difference.proposed],
        "proposed": [difference for difference in found if difference.proposed],
        "is_begun": versions[2] is not None,
        "errors": [
            (f"{one.label}: choose one of the two.", f"#{CHOICE}{one.field}") for one in found if one.field in undecided
        ],
        "what": what,
        "again": again,
        "hidden": [*sent_again(request), ("seen", seen), (BEGAN, began)],
        "trail": desk.trail((what, again), ("Two versions", "")),
    }
    return render(request, "entry/conflict.html", context, status=409)


def gone(request, desk, *, typed, what, again, hidden):
    """The page of what somebody deleted while another worked on it: what was typed can be added as new."""
    context = {
        "desk": desk,
        "typed": typed,
        "what": what,
        "again": again,
        "hidden": hidden,
        "trail": desk.trail((what, again), ("Deleted meanwhile", "")),
    }
    return render(request, "entry/gone.html", context, status=409)
