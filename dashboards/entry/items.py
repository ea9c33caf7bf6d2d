"""The items of a draft, kind by kind: listed, added, edited, moved, copied, deleted, and a deletion taken back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dashboards.entry.access import needs
from dashboards.entry.drafts import conflict, open_desk_of, refusals_shown
from dashboards.entry.item_form import REARRANGE, ItemForm, lines_of, lines_sent, parts_from, rearranged
from dashboards.entry.kinds import BY_SLUG
from dashboards.entry.scratch import Unsaved, saved
from findings.actions.draft_document import ConflictError, edit, undo, version_of
from findings.documents.edits import copied, item_of, put, swapped, take_out
from findings.documents.parts import differences, parts_of
from findings.documents.problems import DocumentError
from findings.models import Revision
from inspections.roles import ENTER

OWN = ("csrfmiddlewaretoken", "seen", REARRANGE)


def _kind(slug):
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def _list_address(desk, kind):
    return reverse("draft-items", args=[desk.inspection.pk, kind.slug])


@needs(ENTER)
@require_safe
@refusals_shown
def item_list(request, pk, kind):
    desk, kind = open_desk_of(pk), _kind(kind)
    last = Revision.objects.of(desk.inspection).last()
    items = kind.items(desk.document)
    context = {
        "desk": desk,
        "kind": kind,
        "rows": [(item, kind.label(item), version_of(desk.document, f"{kind.noun}/{item.key}")) for item in items],
        "undo": last if last and request.GET.get("undo") == str(last.pk) else None,
        "trail": desk.trail((kind.several, "")),
    }
    return render(request, "entry/items.html", context)


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_shown
def item_new(request, pk, kind):
    desk, kind = open_desk_of(pk), _kind(kind)
    form = ItemForm(_sent(request), kind=kind, desk=desk)
    unsaved = Unsaved(request)
    lines = _lines(request, form, unsaved)
    made = _made(form, kind, lines)
    if made is not None:
        problems = _try(desk, lambda document: put(document, kind.noun, made), request.user)
        if not problems:
            saved(request)
            messages.success(request, f"Added: {kind.label(made)[:80]}")
            again = "add" in request.POST
            return redirect(request.path if again else _list_address(desk, kind))
        form.add_error(None, problems)
    return _form_page(request, desk, kind, form, lines, f"Add {kind.article} {kind.one}", unsaved=unsaved)


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_shown
def item_edit(request, pk, kind, key):
    desk, kind = open_desk_of(pk), _kind(kind)
    stored = item_of(desk.document, kind.noun, key)
    if request.method != "POST" and (stored is None or not kind.holds(stored)):
        raise Http404
    name = f"{kind.noun}/{key}"
    form = ItemForm(_sent(request), kind=kind, desk=desk, stored=stored)
    if stored is None:  # somebody has deleted it meanwhile
        return _gone(request, desk, kind, key)
    unsaved, heading = Unsaved(request), f"Edit {kind.article} {kind.one}"
    lines = _lines(request, form, unsaved, stored)
    made = _made(form, kind, lines, stored)
    if made is None:
        seen = request.POST.get("seen") or unsaved.seen(version_of(desk.document, name))
        return _form_page(request, desk, kind, form, lines, heading, seen=seen, unsaved=unsaved)
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
        return _form_page(request, desk, kind, form, lines, heading, seen=request.POST.get("seen", ""))
    saved(request)
    messages.success(request, f"Saved: {kind.label(made)[:80]}")
    return redirect(_list_address(desk, kind))


def _sent(request):
    """What was sent to be saved: a button that rearranges the lines of parts sends the form, and saves nothing."""
    return request.POST if request.method == "POST" and REARRANGE not in request.POST else None


def _lines(request, form, unsaved, stored=None):
    """The lines of parts: as sent, as unsaved, or as stored; unsaved text goes into the form as well."""
    if form.is_bound:
        return lines_sent(request.POST)
    unsaved.fill(form)
    lines = lines_of(stored) if unsaved.data is None else lines_sent(unsaved.data)
    return rearranged(lines, request.POST.get(REARRANGE, ""))


def _made(form, kind, lines, stored=None):
    """The item of a form without errors, with the parts of a recommendation; None otherwise."""
    if not form.is_valid():
        return None
    if kind.noun != "recommendations":
        return form.made
    parts = parts_from(lines)
    for line in lines:
        if line.error:
            form.add_error(None, f"Part {line.number + 1}: {line.error}")
    if form.errors:
        return None
    return form.made.model_copy(update={"parts": parts, "claims": stored.claims if stored else []})


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
        "lines": lines if kind.noun == "recommendations" else [],
        "heading": heading,
        "seen": seen,
        "is_new": not seen,
        "is_rearranged": REARRANGE in request.POST,
        "unsaved": unsaved,
        "trail": desk.trail((kind.several, _list_address(desk, kind)), (heading, "")),
    }
    return render(request, "entry/item.html", context, status=400 if form.errors else 200)


def _hidden(request):
    return [(name, value) for name, values in request.POST.lists() if name not in OWN for value in values]


def _conflict(request, desk, kind, mine, stored):
    name = f"{kind.noun}/{mine.key}"
    before = parts_of(stored).get(name, {})
    after = parts_of(put(stored, kind.noun, mine, instead_of=mine.key)).get(name, {})
    address = reverse("draft-item", args=[desk.inspection.pk, kind.slug, mine.key])
    return conflict(
        request,
        desk,
        differences=differences(before, after),
        what=kind.label(mine)[:80],
        again=address,
        hidden=[*_hidden(request), ("seen", version_of(stored, name))],
    )


def _gone(request, desk, kind, key):
    """The item was deleted while somebody edited it: what they typed can be added as a new one."""
    typed = [(name, "", value) for name, value in _hidden(request) if value and not name.startswith("part-")]
    return conflict(
        request,
        desk,
        differences=typed,
        what=f"{kind.one.capitalize()} {key}, which has been deleted",
        again=reverse("draft-item-new", args=[desk.inspection.pk, kind.slug]),
        hidden=[*((name, value) for name, value in _hidden(request) if name != "key"), ("key", key)],
    )


@needs(ENTER)
@require_POST
@refusals_shown
def item_act(request, pk, kind, key):
    """Up, down, copy or delete, as the button says; only what the page showed is acted upon."""
    desk, kind = open_desk_of(pk), _kind(kind)
    keys = [item.key for item in kind.items(desk.document)]
    if key not in keys:
        messages.error(request, "This item has been deleted meanwhile.")
        return redirect(_list_address(desk, kind))
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
        return redirect(_list_address(desk, kind))
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
        last = Revision.objects.of(desk.inspection).last()
        return redirect(f"{_list_address(desk, kind)}?undo={last.pk}")
    return redirect(_list_address(desk, kind))


@needs(ENTER)
@require_POST
@refusals_shown
def item_undo(request, pk, kind, revision):
    desk, kind = open_desk_of(pk), _kind(kind)
    row = get_object_or_404(Revision.objects.of(desk.inspection), pk=revision)
    try:
        undo(desk.inspection, row, by=request.user)
    except DocumentError as error:
        for problem in error.problems:
            messages.error(request, f"This is not possible: {problem.message}.")
    else:
        messages.success(request, "The last change is taken back.")
    return redirect(_list_address(desk, kind))
