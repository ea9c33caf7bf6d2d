"""The items of a draft, kind by kind: listed, moved, copied, deleted, and the last change taken back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dashboards.entry.access import needs
from dashboards.entry.drafts import open_desk_of, refusals_shown
from dashboards.entry.item_words import details_of, name_of_item
from dashboards.entry.kinds import BY_SLUG
from findings.actions.draft_document import ConflictError, edit, undo, version_of
from findings.documents.edits import copied, swapped, take_out
from findings.documents.problems import DocumentError
from findings.models import Revision
from inspections.roles import ENTER


def kind_called(slug):
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def list_address(desk, kind, last=None):
    """The list of a kind; with `last`, a revision, it offers to take that change back."""
    address = reverse("draft-items", args=[desk.inspection.pk, kind.slug])
    return f"{address}?undo={last.pk}" if last else address


def last_change(desk):
    """The newest revision of a draft, or None."""
    return Revision.objects.of(desk.inspection).last()


@needs(ENTER)
@require_safe
@refusals_shown
def item_list(request, pk, kind):
    desk, kind = open_desk_of(pk), kind_called(kind)
    last = last_change(desk)
    items = kind.items(desk.document)
    context = {
        "desk": desk,
        "kind": kind,
        "rows": [
            (item, name_of_item(item), version_of(desk.document, f"{kind.noun}/{item.key}"), details_of(desk, item))
            for item in items
        ],
        "undo": last if last and request.GET.get("undo") == str(last.pk) else None,
        "trail": desk.trail((kind.several, "")),
    }
    return render(request, "entry/items.html", context)


@needs(ENTER)
@require_POST
@refusals_shown
def item_act(request, pk, kind, key):
    """Up, down, copy or delete, as the button says; only what the page showed is acted upon."""
    desk, kind = open_desk_of(pk), kind_called(kind)
    keys = [item.key for item in kind.items(desk.document)]
    if key not in keys:
        messages.error(request, "This item has been deleted meanwhile.")
        return redirect(list_address(desk, kind))
    act, place = request.POST.get("act"), keys.index(key)
    other = {"up": place - 1, "down": place + 1}.get(act)
    seen = None
    if act == "delete":
        seen = request.POST.get("seen", "")

        def change(document):
            return take_out(document, kind.noun, key)

    elif act == "copy":

        def change(document):
            return copied(document, kind.noun, key)[0]

    elif other is not None and 0 <= other < len(keys):

        def change(document):
            return swapped(document, kind.noun, key, keys[other])

    else:
        return redirect(list_address(desk, kind))
    return _act(request, desk, kind, f"{kind.noun}/{key}", change, seen)


def _act(request, desk, kind, name, change, seen):
    try:
        edit(desk.inspection, change, by=request.user, watched=[name], seen=seen)
    except ConflictError:
        messages.error(request, "Somebody has changed this item meanwhile. It was not deleted: look at it first.")
    except DocumentError as error:
        for problem in error.problems:
            messages.error(request, f"This is not possible: {problem.message}.")
    else:
        return redirect(list_address(desk, kind, last_change(desk)))
    return redirect(list_address(desk, kind))


@needs(ENTER)
@require_POST
@refusals_shown
def item_undo(request, pk, kind, revision):
    desk, kind = open_desk_of(pk), kind_called(kind)
    row = get_object_or_404(Revision.objects.of(desk.inspection), pk=revision)
    try:
        undo(desk.inspection, row, by=request.user)
    except DocumentError as error:
        for problem in error.problems:
            messages.error(request, f"This is not possible: {problem.message}.")
    else:
        messages.success(request, "The last change is taken back.")
    return redirect(list_address(desk, kind))
