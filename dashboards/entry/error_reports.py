"""The queue of reported errors, for those who enter findings: what waits longest stands first."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import InvalidPage, Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from dashboards.entry.access import needs
from dashboards.entry.missing import AskingForm
from dashboards.pages.error_reports import item_address
from dashboards.pages.parameters import checked_parameters
from dashboards.registers.query import RefusedQuery
from findings.actions.error_reports import answer_error_report
from findings.models import ErrorReport
from findings.models.error_report import TEXT_LENGTH
from inspections.roles import ENTER

State = ErrorReport.State
OPEN = "open"
PAGE_SIZE = 50


class AnswerForm(AskingForm):
    """An answer; `seen` is the state that was on the page, so that two people do not answer over each other."""

    state = forms.ChoiceField(
        label="What became of it",
        choices=[("", "Choose"), *[choice for choice in State.choices if choice[0] != State.NEW]],
    )
    note = forms.CharField(
        label="What was found or done",
        required=False,
        max_length=TEXT_LENGTH,
        help_text="Needed to decline. Nobody but those who keep this database reads it.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    seen = forms.ChoiceField(choices=State.choices, widget=forms.HiddenInput)


@needs(ENTER)
@require_safe
def error_report_list(request):
    parameters = request.GET.copy()
    number = parameters.pop("page", ["1"])[-1] or "1"
    asked = checked_parameters(parameters, {"state": [OPEN, *State.values]}, single=["state"])
    chosen = (asked["state"] or [OPEN])[0]
    rows = ErrorReport.objects.select_related("handled_by")
    rows = rows.open().order_by("reported_at", "pk") if chosen == OPEN else rows.filter(state=chosen).newest_first()
    pages = Paginator(rows, PAGE_SIZE)
    try:
        page = pages.page(number)
    except InvalidPage:
        raise RefusedQuery([f"There is no such page: the reports end on page {pages.num_pages}."]) from None
    context = {
        "page": page,
        "rows": [(report, item_address(report)) for report in page.object_list],
        "chosen": chosen,
        "choices": counts(),
        "trail": [("Desk", reverse("entry")), ("Reported errors", "")],
    }
    return render(request, "entry/error_reports.html", context)


def counts():
    """What can be listed, with how many there are: (value, label, number)."""
    by_state = dict(ErrorReport.objects.order_by().values_list("state").annotate(Count("pk")))
    number_open = sum(by_state.get(state, 0) for state in ErrorReport.OPEN)
    return [(OPEN, "Open", number_open), *((state, State(state).label, by_state.get(state, 0)) for state in State)]


@needs(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def error_report_detail(request, pk):
    report = get_object_or_404(ErrorReport.objects.select_related("handled_by"), pk=pk)
    start = {"seen": report.state, "note": report.note, "state": "" if report.state == State.NEW else report.state}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        try:
            answer_error_report(report, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return redirect("error-report-list")
    trail = [("Desk", reverse("entry")), ("Reported errors", reverse("error-report-list")), (f"Report {pk}", "")]
    context = {"report": report, "form": form, "address": item_address(report), "trail": trail}
    return render(request, "entry/error_report.html", context, status=400 if form.errors else 200)


urlpatterns = [
    path("errors/", error_report_list, name="error-report-list"),
    path("errors/<int:pk>/", error_report_detail, name="error-report-detail"),
]
