"""One item of a draft on its own page: added or edited, and what happens when two people do it at once."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dashboards.entry.access import needs
from dashboards.entry.carried import carried_over
from dashboards.entry.drafts import conflict, gone, open_desk_of, refusals_shown
from dashboards.entry.item_form import ItemForm, said_in_item
from dashboards.entry.item_lines import KINDS, ItemLines
from dashboards.entry.item_lists import kind_called, last_change, list_address
from dashboards.entry.line_acts import ACT, rearranged
from dashboards.entry.scratch import Unsaved, filled, saved
from dashboards.entry.versions import BEGAN, is_chosen_from, sent_again, settle
from findings.actions.draft_document import ConflictError, document_seen, edit, version_of
from findings.documents.edits import item_of, put
from findings.documents.problems import DocumentError
from inspections.roles import ENTER

AFTER = "after"  # names the item that was added before this one
NO_FIELD = ("scratch-", *(f"{kind}-" for kind in KINDS))


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_shown
def item_new(request, pk, kind):
    desk, kind = open_desk_of(pk), kind_called(kind)
    form, lines, unsaved = _typed(request, desk, kind)
    made = _made(form, kind, lines)
    if made is not None:
        problems = _try(desk, lambda document: put(document, kind.noun, made), request.user)
        if not problems:
            saved(request)
            messages.success(request, f"Added: {kind.label(made)[:80]}")
            return redirect(_next_one(desk, kind, made) if "add" in request.POST else list_address(desk, kind))
        form.add_error(None, problems)
    return _form_page(request, desk, kind, form, lines, f"Add {kind.article} {kind.one}", unsaved=unsaved)


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_shown
def item_edit(request, pk, kind, key):
    desk, kind = open_desk_of(pk), kind_called(kind)
    stored = item_of(desk.document, kind.noun, key)
    if request.method != "POST" and (stored is None or not kind.holds(stored)):
        raise Http404
    if stored is None:  # somebody has deleted it meanwhile
        return _gone(request, desk, kind, key)
    undecided = settle(request, said_in_item(desk, kind, stored)) if is_chosen_from(request) else ()
    name = f"{kind.noun}/{key}"
    heading = f"Edit {kind.article} {kind.one}"
    form, lines, unsaved = _typed(request, desk, kind, stored)
    made = _made(form, kind, lines)
    if made is None:
        seen = request.POST.get("seen") or unsaved.seen(version_of(desk.document, name))
        return _form_page(request, desk, kind, form, lines, heading, seen=seen, unsaved=unsaved)
    if undecided:
        return _conflict(request, desk, kind, made, desk.document, undecided)
    before = last_change(desk)
    try:
        edit(
            desk.inspection,
            lambda document: put(document, kind.noun, made, instead_of=key),
            by=request.user,
            watched=[name],
            seen=request.POST.get("seen", ""),
        )
    except ConflictError as other:
        return _conflict(request, desk, kind, made, other.document)
    except DocumentError as error:
        form.add_error(None, [problem.message for problem in error.problems])
        seen = request.POST.get("seen", "")
        return _form_page(request, desk, kind, form, lines, heading, seen=seen, unsaved=unsaved)
    saved(request)
    messages.success(request, f"Saved: {kind.label(made)[:80]}")
    if "add" in request.POST:
        return redirect(_next_one(desk, kind, made))
    after = last_change(desk)
    return redirect(list_address(desk, kind, after if after != before else None))


def _next_one(desk, kind, made):
    """The form of a new item that follows this one."""
    page = reverse("draft-item-new", args=[desk.inspection.pk, kind.slug])
    return f"{page}?{urlencode({AFTER: made.key})}"


def _typed(request, desk, kind, stored=None):
    """The form and its lines as stored, as sent, as unsaved, or as a button of a line made them."""
    is_arranging = request.method == "POST" and ACT in request.POST
    is_sent = request.method == "POST" and not is_arranging
    unsaved = Unsaved(request)
    data = rearranged(request.POST, KINDS) if is_arranging else unsaved.data
    carried = carried_over(desk, request.user) if stored is None and request.method != "POST" else None
    form = ItemForm(data if is_sent else None, kind=kind, desk=desk, stored=stored, carried=carried)
    if stored is None and not form.is_bound:
        form.initial |= form.shared_with(item_of(desk.document, kind.noun, request.GET.get(AFTER, "")))
    if data is not None and not is_sent:
        filled(form, data)
    has_lines = kind.noun == "recommendations"
    return form, ItemLines(desk, stored=stored, data=data, is_sent=is_sent) if has_lines else None, unsaved


def _made(form, kind, lines):
    """The item of a form without errors, with the lines of a recommendation; None otherwise."""
    if not form.is_valid():
        return None
    return lines.into(form) if lines else form.made


def _try(desk, change, person):
    """Does the change; the sentences of what it would make wrong."""
    try:
        edit(desk.inspection, change, by=person)
    except DocumentError as error:
        return [problem.message for problem in error.problems]
    return []


def _form_page(request, desk, kind, form, lines, heading, *, seen="", unsaved=None):
    context = {
        "desk": desk,
        "kind": kind,
        "form": form,
        "lines": lines,
        "comments": desk.comments(kind.noun, form.stored.key) if form.stored else (),
        "is_arranged": ACT in request.POST,
        "heading": heading,
        "seen": seen,
        "unsaved": unsaved,
        "trail": desk.trail((kind.several, list_address(desk, kind)), (heading, "")),
    }
    return render(request, "entry/item.html", context, status=400 if form.errors else 200)


def _conflict(request, desk, kind, mine, stored, undecided=()):
    name = f"{kind.noun}/{mine.key}"
    began = document_seen(desk.inspection, request.POST.get(BEGAN if undecided else "seen", ""), name)
    theirs, first = item_of(stored, kind.noun, mine.key), began and item_of(began, kind.noun, mine.key)
    if theirs is None:  # deleted in the very moment
        return _gone(request, desk, kind, mine.key)
    versions = [one and said_in_item(desk, kind, one) for one in (theirs, mine, first)]
    return conflict(
        request,
        desk,
        versions,
        what=kind.label(mine)[:80],
        again=reverse("draft-item", args=[desk.inspection.pk, kind.slug, mine.key]),
        seen=version_of(stored, name),
        undecided=undecided,
    )


def _gone(request, desk, kind, key):
    """The item was deleted while somebody edited it: what they typed can be added as a new one."""
    sent = [(name, value) for name, value in sent_again(request) if name != "key"]
    return gone(
        request,
        desk,
        typed=[(name, value) for name, value in sent if value and not name.startswith(NO_FIELD)],
        what=f"{kind.one.capitalize()} {key}, which has been deleted",
        again=reverse("draft-item-new", args=[desk.inspection.pk, kind.slug]),
        hidden=[*sent, ("key", key)],
    )
