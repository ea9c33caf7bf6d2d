"""Adding to a reading what the reader passed over: lines are chosen in the text and fill the form of an item."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from dashboards.entry.access import needs
from dashboards.entry.item_lines import KINDS, ItemLines
from dashboards.entry.line_acts import ACT, rearranged
from dashboards.entry.reading_addition_forms import desk_of_additions, form_of_addition, initial_at, part_of
from dashboards.entry.reading_addition_lists import BY_SLUG, addable_kinds, kind_of
from dashboards.entry.reading_text import address_of, place_asked, text_around, trail_of
from dashboards.entry.scratch import Unsaved, filled, saved
from findings.actions.reading_additions import KINDS as PARTS_OF
from findings.actions.reading_additions import add, change, leave_out
from findings.actions.refusal import RefusedError
from findings.documents.locator_text import UnclearPlaceError, locator_from
from findings.models import ReadingAddition, ReadingJob
from inspections.roles import ENTER

NO_FRAMEWORK = "Choose the framework of the inspection first; items are added under its rules."


@needs(ENTER)
@require_safe
def reading_choose(request, pk):
    """From lines that were chosen or typed to the form of an item of the chosen kind; lines that are none are told."""
    job = _job(pk)
    asked = {name: request.GET.get(name, "").strip() for name in ("line", "line_to")}
    last = len(job.result.lines)
    for name in ("line", "line_to"):
        is_number = asked[name].isdecimal() and 0 < int(asked[name][:9]) <= last
        if not is_number and (name == "line" or asked[name]):
            messages.error(request, f"“{asked[name][:20]}” is no line of the text: it has lines 1 to {last:,}.")
            return redirect("reading", pk=pk)
    if asked["line_to"] and int(asked["line_to"]) < int(asked["line"]):
        asked = {"line": asked["line_to"], "line_to": asked["line"]}
    kind = BY_SLUG.get(request.GET.get("kind", ""))
    if kind is None:
        messages.error(request, "Choose what is added.")
        return redirect(address_of(job, line=asked["line"]))
    return redirect(f"{reverse('reading-add', args=[pk, kind.slug])}?{urlencode(asked)}#read")


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def reading_add(request, pk, kind):
    job, kind = _job(pk), BY_SLUG.get(kind)
    if kind is None:
        raise Http404
    return _form(request, job, kind) or redirect("reading", pk=pk)


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def reading_addition(request, pk, addition):
    """An added item: changed, left out, or put back."""
    job = _job(pk)
    stored = get_object_or_404(ReadingAddition.objects.filter(job=job), pk=addition)
    wanted = request.POST.get("act", "")
    if wanted not in ("leave-out", "put-back"):
        return _form(request, job, kind_of(stored.noun, stored.part), stored) or redirect("reading", pk=pk)
    try:
        leave_out(stored, by=request.user, really=wanted == "leave-out")
        messages.success(request, "Left out." if wanted == "leave-out" else "Put back.")
    except RefusedError as refusal:
        for sentence in refusal.sentences:
            messages.error(request, sentence)
    return redirect(_back(job, stored.part))


def _form(request, job, kind, stored=None):
    """The page of a form, or where it leads when it was saved; None where nothing can be added."""
    if job.started_by_id != request.user.pk or job.accepted_slug:
        messages.error(request, "Only who sent the report adds to it, and only before a draft is made.")
        return None
    desk = desk_of_additions(job)
    if desk is None:
        messages.error(request, NO_FRAMEWORK)
        return None
    if kind not in addable_kinds(desk.choices.framework):
        raise Http404
    form, lines, unsaved = _typed(request, job, kind, desk, stored)
    made = (lines.into(form) if lines else form.made) if form.is_valid() else None
    if made is not None:
        try:
            part = part_of(form, made)
            one = change(stored, part, by=request.user) if stored else add(job, kind.noun, part, by=request.user)
        except RefusedError as refusal:
            form.add_error(None, list(refusal.sentences))
        else:
            saved(request)
            messages.success(
                request, f"{'Saved' if stored else 'Added'}: {kind.one}. It is part of the draft to be made."
            )
            return redirect(_back(job, one.part))
    return _page(request, job, kind, form, lines, unsaved, stored)


def _typed(request, job, kind, desk, stored):
    """The form and its lines as stored, as sent, as unsaved, or as a button of a line made them."""
    is_arranging = request.method == "POST" and ACT in request.POST
    is_sent = request.method == "POST" and not is_arranging
    unsaved = Unsaved(request)
    data = rearranged(request.POST, KINDS) if is_arranging else unsaved.data
    place = place_asked(job.result, request.GET.get("line", ""), request.GET.get("line_to", ""))
    is_new = stored is None and "line" in request.GET
    initial = initial_at(job, place, kind, desk) if is_new else {}
    part = stored.part if stored else None
    form = form_of_addition(kind, desk, data if is_sent else None, stored=part, initial=initial)
    if data is not None and not is_sent:
        filled(form, data)
    if kind.noun != "recommendations":
        return form, None, unsaved
    made = PARTS_OF[kind.noun].model_validate(part) if part else None
    return form, ItemLines(desk, stored=made, data=data, is_sent=is_sent), unsaved


def _page(request, job, kind, form, lines, unsaved, stored):
    heading = f"Change {kind.article} {kind.one}" if stored else f"Add {kind.article} {kind.one}"
    context = {
        "job": job,
        "kind": kind,
        "form": form,
        "item_lines": lines,
        "unsaved": unsaved,
        "stored": stored,
        "heading": heading,
        "back": address_of(job, line=_place(job, form)["line"]),
        **text_around(job, _place(job, form), ()),
        "trail": trail_of(job, (heading, "")),
    }
    return render(request, "entry/reading_addition.html", context, status=400 if form.errors else 200)


def _place(job, form):
    """The lines that the form names now, to show them beside it."""
    try:
        found = locator_from(str(form["where"].value() or ""))
    except UnclearPlaceError:
        found = None
    return place_asked(job.result, *((found.line or "", found.line_to or "", found.page or "") if found else ()))


def _back(job, part):
    return address_of(job, line=(part.get("locator") or {}).get("line"))


def _job(pk):
    rows = ReadingJob.objects.select_related("started_by", "result").filter(state="done", deleted_at=None)
    return get_object_or_404(rows, pk=pk)


urlpatterns = [
    path("read/<int:pk>/add/", reading_choose, name="reading-choose"),
    path("read/<int:pk>/add/<slug:kind>/", reading_add, name="reading-add"),
    path("read/<int:pk>/added/<int:addition>/", reading_addition, name="reading-addition"),
]
