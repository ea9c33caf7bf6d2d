"""Reports sent to be read: sending one, what became of those one sent, and how far one is. Works without JavaScript."""

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from dashboards.entry.access import needs
from dashboards.entry.reading_acts import act
from dashboards.entry.reading_page import desk_of
from dashboards.entry.reading_polarities import page_of, polarities_of
from dashboards.entry.reading_text import trail_of
from dashboards.rates import UPLOAD, costs
from findings.actions.reading_files import delete, may_delete, published_of
from findings.actions.reading_jobs import MAX_BYTES, start
from findings.actions.refusal import RefusedError
from findings.models import ReadingFile, ReadingJob
from findings.models.located import Polarity
from findings.reading.queue import standing_of
from inspections.roles import ENTER

AGAIN_IN = "3"  # seconds after which a page asks how far the reading is
MOST_LISTED = 100


class ReportUploadHandler(TemporaryFileUploadHandler):
    """Keeps a report on disk, and of one that is too large nothing: it is read to its end for a sentence in answer."""

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) > MAX_BYTES:
            self.request.upload_is_too_large = True
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def _guarded(request):
    """The quota has to stand before anything reads the form, and the check of its token is what reads it."""
    request.upload_handlers = [ReportUploadHandler(request)]
    return _reading_list(request)


reading_list = costs(UPLOAD)(csrf_exempt(_guarded))


@csrf_protect
def _reading_list(request):
    errors = []
    if request.method == "POST":
        file = request.FILES.get("file")
        if getattr(request, "upload_is_too_large", False):
            errors = [f"The file is larger than {MAX_BYTES:,} bytes."]
        elif file is None:
            errors = ["Choose a file."]
        else:
            try:
                return redirect("reading", pk=start(file.read(), file.name, by=request.user).pk)
            except RefusedError as refusal:
                errors = refusal.sentences
    context = {
        "errors": [(sentence, "#file") for sentence in errors],
        "jobs": ReadingJob.objects.of(request.user)[:MOST_LISTED],
        "most": MAX_BYTES,
        "keep_days": settings.REPORT_KEEP_DAYS,
        "trail": trail_of(),
    }
    return render(request, "entry/readings.html", context, status=400 if errors else 200)


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request, pk):
    """How far it is while it waits or runs, why it ended, or the desk: the page's text beside what was read."""
    job = _job(pk)
    errors, status = [], 200
    if request.method == "POST":
        done, errors, status = act(request, job)
        if done:
            return done
        job = _job(pk)
    context = {"job": job, "errors": errors, "is_own": job.started_by_id == request.user.pk, "trail": trail_of(job)}
    context["may_delete"] = may_delete(job, request.user)
    if job.state != ReadingJob.State.DONE or job.deleted_at:
        context["standing"] = standing_of(job) if job.is_open else None
        response = render(request, "entry/reading.html", context, status=status)
        if job.is_open:
            response.headers["Refresh"] = AGAIN_IN
        return response
    context["closed"] = bool(job.accepted_slug) or not context["is_own"]
    context |= desk_of(job, **{name: request.GET.get(name, "") for name in ("field", "line", "line_to", "page")})
    return render(request, "entry/reading_desk.html", context, status=status)


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def polarity(request, pk):
    """Every proposal of strength or concern, a page of them at a time, each with the text that it is about."""
    rows = ReadingJob.objects.select_related("started_by", "result").filter(state="done", deleted_at=None)
    job = get_object_or_404(rows, pk=pk)
    errors, status = [], 200
    if request.method == "POST":
        done, errors, status = act(request, job)
        if done:
            return done
    rows = polarities_of(job)
    shown, after = page_of(rows)
    context = {
        "job": job,
        "errors": errors,
        "is_own": job.started_by_id == request.user.pk,
        "rows": shown,
        "chapter": shown[0].chapter if shown else "",
        "after": after,
        "waiting": len(shown) + after,
        "of": len(rows),
        "polarities": Polarity.choices,
        "trail": trail_of(job, ("Strength or concern", "")),
    }
    return render(request, "entry/reading_polarity.html", context, status=status)


@needs(ENTER)
@require_safe
def reading_file(request, pk):
    """The file as it was sent, to be kept and never shown by the browser under this address."""
    job = _job(pk)
    response = HttpResponse(
        bytes(get_object_or_404(ReadingFile, pk=pk).content), content_type="application/octet-stream"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="report-{job.pk}"'
    return response


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def reading_delete(request, pk):
    """Says what is lost, and deletes the file."""
    job = _job(pk)
    errors = []
    if request.method == "POST":
        try:
            delete(job, by=request.user, knowing=request.POST.get("knowing") == "yes")
            messages.success(request, f"The file {job.name} was deleted.")
            return redirect("reading", pk=job.pk)
        except RefusedError as refusal:
            errors = [(sentence, "#knowing" if may_delete(job, request.user) else "") for sentence in refusal.sentences]
    elif not may_delete(job, request.user):
        return redirect("reading", pk=job.pk)
    context = {"job": job, "errors": errors, "published": published_of(job)}
    context["trail"] = trail_of(job, ("Delete the file", ""))
    status = 400 if may_delete(job, request.user) else 403
    return render(request, "entry/reading_delete.html", context, status=status if errors else 200)


def _job(pk):
    return get_object_or_404(ReadingJob.objects.select_related("started_by", "draft", "deleted_by"), pk=pk)


urlpatterns = [
    path("read/", reading_list, name="reading-list"),
    path("read/<int:pk>/", reading, name="reading"),
    path("read/<int:pk>/polarity/", polarity, name="reading-polarity"),
    path("read/<int:pk>/delete/", reading_delete, name="reading-delete"),
    path("read/<int:pk>/file/", reading_file, name="reading-file"),
]
