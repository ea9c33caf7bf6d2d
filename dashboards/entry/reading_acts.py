"""The buttons of a reading: each names an act, and what it refuses is told on the page."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from dashboards.entry.reading_page import field_label
from dashboards.entry.reading_polarities import paths_seen, polarities_of
from dashboards.entry.reading_text import address_of
from findings.actions import reading_decisions, reading_jobs
from findings.actions.refusal import RefusedError
from findings.documents.problems import DocumentError
from findings.models import ReadingDecision
from findings.models.located import Polarity
from findings.reading.decided import POLARITY, item_of

What = ReadingDecision.What
LEAVE_OUT, SEEN = "leave-out", "seen"
MOST_TOLD = 50
DONE = {What.SEEN: "Seen", What.EDITED: "Saved", What.REJECTED: "Left out", None: "Taken back"}


def act(request, job):
    """(answer, errors, status): where the act was done an answer that leads on, else what stands against it."""
    try:
        name = request.POST.get("act", "")
        if name not in ACTS:
            return None, [("Nothing was done: the button is not known.", "")], 400
        return ACTS[name](request, job), [], 200
    except RefusedError as refusal:
        status = 403 if job.started_by_id != request.user.pk else 400
        return None, [(sentence, "") for sentence in refusal.sentences], status
    except DocumentError as error:
        told = [
            f"{problem.where}: {problem.message}" if problem.where else problem.message for problem in error.problems
        ]
        return None, [(sentence, "") for sentence in told[:MOST_TOLD]], 400


def _cancel(request, job):
    reading_jobs.cancel(job, by=request.user)
    messages.success(request, "The reading was cancelled.")
    return redirect("reading", pk=job.pk)


def _retry(request, job):
    reading_jobs.retry(job, by=request.user)
    return redirect("reading", pk=job.pk)


def _decide(what):
    def decided(request, job):
        field = request.POST.get("field", "")
        given = "\n".join(request.POST.getlist("value")) if what == What.EDITED else ""
        value = given.replace("\r\n", "\n").strip()
        reading_decisions.decide(job, {field: (what, value)}, by=request.user)
        messages.success(request, f"{DONE[what]}: {field_label(field)}.")
        return redirect(address_of(job, request.POST.get("back", "") or field))

    return decided


def _polarities(request, job):
    """What the page showed: each with the word that was chosen, or left out. What it did not show stays unseen."""
    choices, known = {}, {one["path"] for one in getattr(getattr(job, "result", None), "values", ())}
    decided = set(job.decisions.values_list("path", flat=True))
    for path in request.POST.getlist("shown"):
        chosen = request.POST.get(path, "")
        if chosen == LEAVE_OUT:
            choices[item_of(path)] = (What.REJECTED, "")
        elif chosen in Polarity.values and path.endswith(POLARITY):
            choices[path] = (What.EDITED, chosen)
            choices |= {name: (What.SEEN, "") for name in paths_seen(path, known) if name not in {path, *decided}}
        elif chosen == SEEN:
            choices[path] = (What.SEEN, "")
    reading_decisions.decide(job, choices, by=request.user)
    if all(row.decided for row in polarities_of(job)):
        return redirect("reading", pk=job.pk)
    return redirect(reverse("reading-polarity", args=[job.pk]) + "#chapter")


def _accept(request, job):
    draft = reading_decisions.accept(job, by=request.user)
    messages.success(request, f"A draft was made from {job.name}. Nothing of it is public before it is published.")
    return redirect(reverse("draft-tasks", args=[draft.pk]))


ACTS = {
    "cancel": _cancel,
    "retry": _retry,
    "seen": _decide(What.SEEN),
    "edit": _decide(What.EDITED),
    "leave-out": _decide(What.REJECTED),
    "take-back": _decide(None),
    "polarities": _polarities,
    "accept": _accept,
}
