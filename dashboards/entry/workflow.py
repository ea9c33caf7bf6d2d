"""The way of a draft to publication: its state, what stands against it, comments, waivers, and what one may do next."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from dashboards.entry.access import may, needs
from dashboards.entry.changes import groups_of
from dashboards.entry.part_addresses import address_of
from dashboards.entry.part_names import labels_of
from dashboards.templatetags.formatting import plural
from findings.actions import draft as drafts
from findings.actions import review, waivers
from findings.actions.publication import publish
from findings.actions.readiness import unpublishable, unready, workers_on
from findings.actions.refusal import NotAllowedError, RefusedError
from findings.documents.parts import changes_between
from findings.models import Revision
from findings.store import record
from inspections.models import Inspection
from inspections.roles import ENTER, FOLLOW_UP, PUBLISH

State = Inspection.State


def open_draft(pk):
    """The draft or inspection in review with this id; nothing else is there."""
    return get_object_or_404(Inspection.objects.select_related("force"), pk=pk, state__in=drafts.OPEN)


def trail_of(inspection, *steps):
    home = reverse("draft-review", args=[inspection.pk])
    return [("Desk", reverse("entry")), (inspection.title, home if steps else ""), *steps]


def _submit(draft, person, sent):
    review.submit(draft, by=person, reason=sent.get("reason", ""))
    return "Submitted for review. Somebody who has not worked on it can publish it now."


def _take_back(draft, person, sent):
    review.take_back(draft, by=person, reason=sent.get("reason", ""))
    return "Taken back from review. It is a draft again."


def _return(draft, person, sent):
    review.return_to_draft(draft, by=person, reason=sent.get("reason", ""))
    return "Returned. It is a draft again, with the comments on it."


def _comment(draft, person, sent):
    noun, _, key = sent.get("item", "").partition("/")
    review.comment(draft, by=person, text=sent.get("text", ""), noun=noun, key=key)
    return "The comment is on record."


def _number(sent):
    number = sent.get("comment", "")
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def _answer(draft, person, sent):
    review.answer(draft, _number(sent), by=person, text=sent.get("answer", ""))
    return "The answer stands below the comment."


def _settle(draft, person, sent):
    review.settle(draft, _number(sent), by=person, text=sent.get("answer", ""))
    return "The comment is marked as dealt with."


def _waive(draft, person, sent):
    waivers.waive(draft, sent.get("equation", ""), by=person, reason=sent.get("reason", ""))
    return "The reason is on record. It will be shown beside the equation."


def _withdraw(draft, person, sent):
    waivers.withdraw_waiver(draft, sent.get("equation", ""), by=person)
    return "The reason is withdrawn."


ACTS = {
    "submit": _submit,
    "take-back": _take_back,
    "return": _return,
    "comment": _comment,
    "answer": _answer,
    "settle": _settle,
    "waive": _waive,
    "withdraw": _withdraw,
}


@needs(ENTER, PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def draft_review(request, pk):
    """State, comments, waivers and the next steps; what is sent names its act, and is done by who is signed in."""
    draft = open_draft(pk)
    if request.method != "POST":
        return _show(request, draft)
    act = ACTS.get(request.POST.get("act"))
    if act is None:
        return _show(request, draft, ["Choose one of the buttons."], 400)
    try:
        told = act(draft, request.user, request.POST)
    except RefusedError as refusal:
        return _show(request, open_draft(pk), refusal.sentences, _status(refusal))
    messages.success(request, told)
    return redirect("draft-review", pk=pk)


@needs(PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def publish_draft(request, pk):
    """Asks once more before anything is public."""
    draft = open_draft(pk)
    sentences, status = unpublishable(draft, request.user) if draft.state == State.IN_REVIEW else [], 200
    if request.method == "POST":
        try:
            row = publish(draft, by=request.user, reason=request.POST.get("reason", ""))
        except RefusedError as refusal:
            sentences, status = refusal.sentences, _status(refusal)
        else:
            messages.success(request, f"Published: {row.title}, edition {row.edition}.")
            return redirect("published-list")
    context = {
        "draft": draft,
        "errors": [(sentence, "") for sentence in sentences],
        "submission": _submission_of(draft),
        "ready": draft.state == State.IN_REVIEW and not sentences,
        "trail": trail_of(draft, ("Publish", "")),
    }
    return render(request, "entry/publish.html", context, status=status)


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def discard_draft(request, pk):
    draft = open_draft(pk)
    return _with_reason(
        request,
        lambda reason: drafts.discard(draft, by=request.user, reason=reason),
        done="entry",
        said="The draft is thrown away. What it said stays on record.",
        context={
            "title": "Throw this draft away",
            "about": f"{draft.title}, edition {draft.edition}. What it says stays on record.",
            "label": "Why it is thrown away",
            "button": "Throw away",
            "trail": trail_of(draft, ("Throw away", "")),
        },
    )


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def correct_inspection(request, slug):
    """Starts a corrected edition: the published one stays as it is until somebody else publishes the next."""
    current = get_object_or_404(Inspection.objects.published(), slug=slug)
    return _with_reason(
        request,
        lambda reason: drafts.start_correction(slug, by=request.user, reason=reason),
        done="draft-tasks",
        said="The corrected edition is a draft now. Change what was wrong, then go on to review.",
        context={
            "title": f"Correct {current.title}",
            "about": f"Edition {current.edition} stays public until a second person publishes edition "
            f"{current.edition + 1}. Claims, milestones and themes that people recorded stay.",
            "label": "What the new edition corrects (public)",
            "button": "Start the correction",
            "trail": [
                ("Desk", reverse("entry")),
                ("Published inspections", reverse("published-list")),
                ("Correct", ""),
            ],
        },
    )


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def revert_draft(request, pk, revision):
    """Shows how an earlier state of a draft differs from now, and sets the draft back to it."""
    draft = open_draft(pk)
    state = get_object_or_404(Revision.objects.of(draft), pk=revision)
    changes = changes_between(record.state_of(draft), record.recorded_state(draft, state))
    return _with_reason(
        request,
        lambda reason: drafts.revert(draft, state, by=request.user, reason=reason),
        done="draft-review",
        done_args=[pk],
        said="The draft is set back. What came between stays on record.",
        context={
            "title": "Set the draft back",
            "about": f"To what it said on {state.at:%-d %B %Y at %H:%M}. "
            f"{plural(len(changes), 'part,parts')} would change.",
            "groups": groups_of(changes),
            "label": "Why it is set back",
            "button": "Set back",
            "trail": trail_of(draft, ("Set back", "")),
        },
    )


@needs(ENTER, PUBLISH, FOLLOW_UP)
@require_safe
def published_list(request):
    """Where published inspections are corrected and followed up, and their record is read."""
    context = {
        "rows": Inspection.objects.published().select_related("force").newest_first(),
        "may_enter": may(request.user, ENTER),
        "may_follow_up": may(request.user, FOLLOW_UP),
        "trail": [("Desk", reverse("entry")), ("Published inspections", "")],
    }
    return render(request, "entry/published.html", context)


def _status(refusal):
    return 403 if isinstance(refusal, NotAllowedError) else 400


def _with_reason(request, act, *, done, said, context, done_args=()):
    """One act that is done on a page of its own, with a reason."""
    errors, status = [], 200
    if request.method == "POST":
        try:
            made = act(request.POST.get("reason", ""))
        except RefusedError as refusal:
            errors, status = [(sentence, "#reason") for sentence in refusal.sentences], _status(refusal)
        else:
            messages.success(request, said)
            return redirect(done, *([made.pk] if done == "draft-tasks" else done_args))
    return render(request, "entry/reason.html", {**context, "errors": errors}, status=status)


def _show(request, draft, sentences=(), status=200):
    person = request.user
    comments = list(review.comments_on(draft).select_related("by", "settled_by").prefetch_related("said_to_it__by"))
    parts = record.state_of(draft)
    names = labels_of(parts)
    failing = waivers.failures(draft)
    held = {waiver.equation: waiver for waiver in draft.waivers.select_related("by")}
    context = {
        "draft": draft,
        "errors": [(sentence, "") for sentence in sentences],
        "against": unpublishable(draft, person) if draft.state == State.IN_REVIEW else unready(draft),
        "is_draft": draft.state == State.DRAFT,
        "may_enter": may(person, ENTER),
        "may_publish": may(person, PUBLISH),
        "comments": [(comment, *_subject(draft, comment, parts, names)) for comment in comments],
        "items": names.items(),
        "chosen": request.POST.get("item") or request.GET.get("item", ""),
        "typed": request.POST.get("text", ""),
        "answered": (_number(request.POST), request.POST.get("answer", "")) if status != 200 else (0, ""),
        "note": request.POST.get("reason", "") if request.POST.get("act") == "submit" else "",
        "submission": _submission_of(draft),
        "has_worked": person.pk in workers_on(draft),
        "failing": [(line, held.get(line.key)) for line in failing],
        "trail": trail_of(draft),
    }
    return render(request, "entry/review.html", context, status=status)


def _submission_of(draft):
    """Who handed a draft over that is in review, when, and with which note; None of any other."""
    if draft.state != State.IN_REVIEW:
        return None
    return Revision.objects.of(draft).filter(what=record.What.SUBMITTED).select_related("by").order_by("-pk").first()


def _subject(draft, comment, parts, names):
    """What a comment is about, and where that is worked on; both empty where it is gone, or the whole is meant."""
    name = f"{comment.noun}/{comment.key}" if comment.key else comment.noun
    return names.get(name, ""), address_of(draft, name, parts.get(name))


urlpatterns = [
    path("published/", published_list, name="published-list"),
    path("inspections/<int:pk>/review/", draft_review, name="draft-review"),
    path("inspections/<int:pk>/publish/", publish_draft, name="draft-publish"),
    path("inspections/<int:pk>/discard/", discard_draft, name="draft-discard"),
    path("inspections/<int:pk>/states/<int:revision>/", revert_draft, name="draft-revert"),
    path("inspections/<slug:slug>/correct/", correct_inspection, name="inspection-correct"),
]
