"""An inspection from a file: what it would change is shown before anything is stored.

Between the two steps the document travels in the page, signed for this account and for an hour: the server keeps no
files of people who changed their mind, nobody can store what was not looked through, and the file is sent only once.
"""

from django.contrib import messages
from django.core import signing
from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from dashboards.entry.access import needs
from dashboards.entry.changes import KINDS, groups_of
from dashboards.entry.drafts import desk_of
from dashboards.rates import UPLOAD, costs
from findings.actions.draft_document import ConflictError
from findings.actions.refusal import RefusedError
from findings.actions.upload import DryRun, accept, compared, dry_run
from findings.documents.problems import DocumentError, Problem
from findings.documents.workbook.write import template, write
from findings.documents.yaml_form import MAX_BYTES, read_text, write_text
from findings.store.choices import choices_of
from findings.store.export import document_of
from inspections.models import Framework, Inspection
from inspections.roles import ENTER, PUBLISH

HOUR = 3600
MOST_SHOWN = 200
MOST_SEALED = 2_000_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TRAIL_NAME = "An inspection from a file"


class QuotaUploadHandler(MemoryFileUploadHandler):
    """Keeps a file in memory, and of one that is too large nothing: it is read to its end for a sentence in answer."""

    def handle_raw_input(self, *args, **kwargs):
        self.activated = True

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) > MAX_BYTES:
            self.request.upload_is_too_large = True
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)


def _salt(person):
    return f"entry-upload-{person.pk}"


def _sealed(person, found, name):
    return signing.dumps([write_text(found.document), name[:150], found.seen], salt=_salt(person), compress=True)


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def _guarded(request):
    """The quota has to stand before anything reads the form, and the check of its token is what reads it."""
    request.upload_handlers = [QuotaUploadHandler(request)]
    return _upload(request)


upload = costs(UPLOAD)(csrf_exempt(_guarded))


@csrf_protect
def _upload(request):
    if request.method != "POST":
        return _page(request)
    is_second_step = bool(request.POST.get("sealed"))  # reads all that was sent
    if getattr(request, "upload_is_too_large", False):
        told = f"The file is larger than {MAX_BYTES:,} bytes. A document or workbook of one inspection is far smaller."
        return _page(request, [told], 400)
    if is_second_step:
        return _accept(request)
    file = request.FILES.get("file")
    if file is None:
        return _page(request, ["Choose a file."], 400)
    return _shown(request, dry_run(file.read(), file.name), file.name)


def _page(request, sentences=(), status=200):
    context = {
        "errors": [(sentence, "#file") for sentence in sentences],
        "frameworks": Framework.objects.all(),
        "inspections": Inspection.objects.published().newest_first(),
        "trail": [("Desk", reverse("entry")), (TRAIL_NAME, "")],
    }
    return render(request, "entry/upload.html", context, status=status)


def _shown(request, found, name, *, is_late=False):
    """What the file would change, or everything that is wrong with it."""
    sealed = "" if found.problems else _sealed(request.user, found, name)
    problems = list(found.problems)
    if len(sealed) > MOST_SEALED:
        problems.append(Problem(name, 0, "", "the document is too large to be stored from a page: use load_documents"))
    groups = groups_of(found.changes)
    context = {
        "name": name,
        "problems": problems[:MOST_SHOWN],
        "is_whole_file": len(problems) == 1 and problems[0].line < 2 and not problems[0].where,
        "more": max(0, len(problems) - MOST_SHOWN),
        "found": found,
        "groups": groups,
        "counts": [(word, sum(kind == word for kind, _, _ in groups)) for word in KINDS],
        "sealed": sealed,
        "is_late": is_late,
        "trail": [("Desk", reverse("entry")), (TRAIL_NAME, reverse("entry-upload")), ("Dry run", "")],
    }
    return render(request, "entry/dry_run.html", context, status=400 if problems else 409 if is_late else 200)


def _accept(request):
    try:
        text, name, seen = signing.loads(request.POST["sealed"], salt=_salt(request.user), max_age=HOUR)
    except signing.SignatureExpired:
        return _page(request, ["The dry run is more than an hour old. Choose the file again."], 400)
    except signing.BadSignature:
        return _page(request, ["What was sent is not what was looked through. Choose the file again."], 400)
    try:
        outcome = accept(text, name, seen=seen, by=request.user)
    except ConflictError:
        return _shown(request, compared(read_text(text, name)), name, is_late=True)
    except DocumentError as error:
        return _shown(request, DryRun(problems=tuple(error.problems)), name)
    except RefusedError as refusal:
        return _page(request, refusal.sentences, 400)
    messages.success(request, f"Stored as a draft from the file {name}: {outcome.what}.")
    return redirect("draft-tasks", pk=outcome.inspection.pk)


def _workbook(content, name):
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


@needs(ENTER)
@require_safe
def empty_workbook(request, framework):
    row = get_object_or_404(Framework.objects.select_related("case_scale", "topic_scale"), slug=framework)
    return _workbook(template(choices_of(row)), f"template-{framework}")


@needs(ENTER)
@require_safe
def published_workbook(request, slug):
    related = ("force", "parent", "framework__case_scale", "framework__topic_scale")
    row = get_object_or_404(Inspection.objects.published().select_related(*related), slug=slug)
    return _workbook(write(document_of(row), choices_of(row.framework)), slug)


@needs(ENTER, PUBLISH)
@require_safe
def draft_workbook(request, pk):
    desk = desk_of(pk)
    return _workbook(write(desk.document, desk.choices), f"{desk.inspection.slug}-draft")


@needs(ENTER, PUBLISH)
@require_safe
def draft_yaml(request, pk):
    desk = desk_of(pk)
    response = HttpResponse(write_text(desk.document), content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{desk.inspection.slug}-draft.yaml"'
    return response
