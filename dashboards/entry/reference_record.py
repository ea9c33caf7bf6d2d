"""The record of reference data and people at the desk: filtered by what, who and when, as pages and as files."""

from django import forms
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from dashboards.entry.access import may, needs
from dashboards.entry.day_field import DayField
from dashboards.entry.record_files import ENDINGS, record_file
from dashboards.pages.acts import KINDS, PEOPLE, acts_of, keys_of
from dashboards.registers.query import RefusedQuery
from inspections.models import Person
from inspections.roles import ENTER, FOLLOW_UP, MANAGE_PEOPLE, PUBLISH

PAGE_SIZE, CHUNK = 25, 200
COLUMNS = ("at", "by", "kind", "row", "what", "reason", "field", "before", "after")


class RecordFilter(forms.Form):
    kind = forms.ChoiceField(label="What", required=False)
    by = forms.ChoiceField(label="Who", required=False)
    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False)

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Everything"), *((kind, kind.capitalize()) for kind in kinds)]
        names = Person.objects.order_by("username").values_list("username", flat=True)
        self.fields["by"].choices = [("", "Anybody"), *((name, name) for name in names)]


def asked(request):
    """The filter of a request, and the keys of the acts that it leaves; RefusedQuery where a value is none."""
    kinds = [kind for kind in KINDS if kind != PEOPLE or may(request.user, MANAGE_PEOPLE)]
    form = RecordFilter(request.GET, kinds=kinds)
    unknown = [f"“{name}” is no parameter of this page." for name in request.GET if name not in {*form.fields, "page"}]
    if unknown or not form.is_valid():
        told = [f"{form.fields[name].label}: {' '.join(errors)}" for name, errors in form.errors.items()]
        raise RefusedQuery([*unknown, *told])
    wanted = form.cleaned_data
    kinds = [wanted["kind"]] if wanted["kind"] else kinds
    return form, keys_of(kinds, by=wanted["by"], since=wanted["since"], until=wanted["until"])


@needs(ENTER, PUBLISH, FOLLOW_UP, MANAGE_PEOPLE)
@require_safe
def reference_record(request):
    form, keys = asked(request)
    page = Paginator(keys, PAGE_SIZE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "acts": acts_of(page.object_list),
        "query": query.urlencode(),
        "trail": [("Desk", reverse("entry")), ("Record of reference data", "")],
    }
    return render(request, "entry/reference_record.html", context)


@needs(ENTER, PUBLISH, FOLLOW_UP, MANAGE_PEOPLE)
@require_safe
def reference_record_file(request, ending):
    """All acts that the filter leaves: as CSV one row a field that changed, as JSON one object an act."""
    if ending not in ENDINGS:
        raise Http404
    keys = list(asked(request)[1])
    found = (act for start in range(0, len(keys), CHUNK) for act in acts_of(keys[start : start + CHUNK]))
    rows, objects = (row for act in found for row in _rows(act)), map(_as_json, found)
    return record_file("reference", ending, columns=COLUMNS, rows=rows, objects=objects)


def _as_json(act):
    changes = {field: {"before": before, "after": after} for field, before, after in act.fields}
    head = {"at": act.at.isoformat(), "by": act.by or None, "kind": act.kind, "row": act.name}
    return head | {"what": act.what, "reason": act.reason, "changes": changes}


def _rows(act):
    head = (act.at.isoformat(), act.by, act.kind, act.name, act.what, act.reason)
    for field in act.fields or [("", "", "")]:
        yield (*head, *field)


urlpatterns = [
    path("record/", reference_record, name="reference-record"),
    path("record.<str:ending>", reference_record_file, name="reference-record-file"),
]
