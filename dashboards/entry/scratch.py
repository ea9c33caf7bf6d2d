"""The scratch copy of a form: kept while one types, offered when the form is opened again, gone when it is saved."""

from django.http import Http404, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, path, resolve
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from dashboards.entry.access import needs
from findings.actions.scratch import TooMuchError, forget_unsaved, keep_unsaved, unsaved_text
from findings.models import ReadingJob
from inspections.models import Inspection
from inspections.roles import ENTER

FORMS = (
    "draft-header",
    "draft-item",
    "draft-item-new",
    "draft-case-audits",
    "draft-topic-grades",
)
OF_READING = ("reading-add", "reading-addition")
FIRST = "new-inspection"
UNDECIDED = "scratch-undecided"
OWN = ("csrfmiddlewaretoken", "scratch-form", "scratch-act", UNDECIDED)
TAKE = "take"


class Unsaved:
    """What the page of a form needs: `row` (None where nothing is unsaved), and `data` where the person takes it.

    Of a form that was sent, `data` is what was sent. `is_undecided`: older text waits for the person to take it or
    throw it away; a form that is sent meanwhile says so, and comes back with the same question.
    """

    def __init__(self, request):
        is_opened = request.method in ("GET", "HEAD")
        is_asked = is_opened or UNDECIDED in request.POST
        self.row = unsaved_text(request.path, by=request.user) if is_asked else None
        self.address, self.data = request.path, None if is_opened else request.POST
        is_taken = bool(self.row) and is_opened and request.GET.get("scratch") == TAKE
        self.is_undecided = bool(self.row) and not is_taken
        if is_taken:
            self.data = QueryDict(mutable=True)
            for name, value in self.row.fields:
                self.data.appendlist(name, value)

    def fill(self, form):
        """Puts the unsaved text into the fields of a form that has not been sent, mistakes and all."""
        if self.data is not None and not form.is_bound:
            filled(form, self.data)

    def seen(self, version):
        """What the person had before them when they typed: somebody may have been faster since."""
        return version if self.data is None else self.data.get("seen", "")


def filled(form, data):
    """Shows typed text in the fields of a form that has not been sent, mistakes and all."""
    for name, field in form.fields.items():
        if not field.disabled:
            form.initial[name] = field.widget.value_from_datadict(data, {}, form.add_prefix(name))


def saved(request):
    """The form was saved: its scratch copy goes, unless it is older text that nobody has decided upon."""
    if UNDECIDED not in request.POST:
        forget_unsaved(request.path, by=request.user)


@needs(ENTER)
@require_POST
def scratch(request):
    """Keeps what a form holds, or throws away what was kept of it. Nothing goes on record."""
    address = request.POST.get("scratch-form", "")
    _require_form(address, request.user)
    if request.POST.get("scratch-act") == "throw":
        forget_unsaved(address, by=request.user)
        return redirect(address)
    fields = [(name, value) for name, values in request.POST.lists() if name not in OWN for value in values]
    try:
        row = keep_unsaved(address, fields, by=request.user)
    except TooMuchError as refusal:
        return JsonResponse({"error": refusal.sentences[0]}, status=413)
    return JsonResponse({"kept": f"{localtime(row.changed_at):%H:%M}"})


def _require_form(address, person):
    """404 unless the address is that of a form that can be saved: the first of all, of a draft, of one's reading."""
    try:
        found = resolve(address)
    except Resolver404:
        raise Http404 from None
    name, pk = found.url_name, found.kwargs.get("pk", 0)
    if name in FORMS:
        is_open = Inspection.objects.filter(pk=pk, state=Inspection.State.DRAFT).exists()
    elif name in OF_READING:
        own = ReadingJob.objects.of(person)
        is_open = own.filter(pk=pk, state=ReadingJob.State.DONE, accepted_slug="", deleted_at=None).exists()
    else:
        is_open = name == FIRST
    if len(address) > 250 or not is_open:
        raise Http404


urlpatterns = [path("scratch/", scratch, name="scratch")]
