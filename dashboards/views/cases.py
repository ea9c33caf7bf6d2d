"""Single cases, for people with the right to see them: the register, its files, the summary of one inspection.

Whoever is not signed in is sent to sign in, whatever the address, so that nobody learns which inspections have cases.
References of cases stand in no address and no title.
"""

from django import forms
from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dashboards.entry.access import may, needs
from dashboards.pages.case_summary import case_summary
from dashboards.pages.cases import case_page, found_page, headings
from dashboards.pages.citation import absolute
from dashboards.registers.case_exports import FORMATS, about_response
from dashboards.registers.cases import CaseQuery
from dashboards.registers.query import PAGE_SIZES
from findings.cases.release import ReleaseError, release_table, small_cells, withdraw_table
from findings.models import ReleasedTable
from inspections.models import Inspection
from inspections.roles import PUBLISH, VIEW_CASES


def _inspection(slug):
    rows = Inspection.objects.published().select_related("force", "framework__case_scale")
    return get_object_or_404(rows, slug=slug)


class LookUpForm(forms.Form):
    reference = forms.CharField(
        label="Reference", max_length=40, help_text="The whole reference of a case, or how it begins; capitals matter."
    )


@needs(VIEW_CASES)
@require_safe
def case_list(request):
    query = CaseQuery(request.GET)
    return _show_list(request, query, case_page(query), LookUpForm())


@needs(VIEW_CASES)
@require_POST
def look_up(request):
    """Cases by reference. Posted, so that the reference gets into no address, history or log."""
    form, query = LookUpForm(request.POST), CaseQuery(QueryDict())
    if not form.is_valid():
        return _show_list(request, query, case_page(query), form, status=400)
    return _show_list(request, query, found_page(query, form.cleaned_data["reference"]), form)


def _show_list(request, query, page, form, status=200):
    files = query.query_string(after="", before="", size="")
    context = {
        "query": query,
        "page": page,
        "form": form,
        "headings": list(headings(query)),
        "base": query.query_string(after="", before=""),
        "sizes": PAGE_SIZES,
        "exports": [(ending.upper(), f"/cases.{ending}" + (f"?{files}" if files else "")) for ending in FORMATS],
        "about": "/cases.csv/about" + (f"?{files}" if files else ""),
        "inspections": list(query.vocabulary.inspections.values()),
    }
    return render(request, "cases/list.html", context, status=status)


@needs(VIEW_CASES)
@require_safe
def case_export(request, ending):
    if ending not in FORMATS:
        raise Http404
    return FORMATS[ending](CaseQuery(request.GET), timezone.now())


@needs(VIEW_CASES)
@require_safe
def case_about(request):
    return about_response(CaseQuery(request.GET), timezone.now(), absolute(request, request.get_full_path()))


@needs(VIEW_CASES)
@require_safe
def inspection_cases(request, slug):
    inspection = _inspection(slug)
    summary = case_summary(inspection)
    context = {
        "inspection": inspection,
        "may_publish": may(request.user, PUBLISH),
        "small_cells": small_cells(summary["pairs"].table) if summary["pairs"] else 0,
        "current": next((row for row in summary["released"] if row.withdrawn_at is None), None),
        **summary,
    }
    return render(request, "cases/inspection.html", context)


@needs(VIEW_CASES)
@require_POST
def release(request, slug):
    inspection = _inspection(slug)
    try:
        release_table(inspection, by=request.user, reason=request.POST.get("reason", ""))
        messages.success(request, "The table is public now, on the page of the inspection.")
    except ReleaseError as refused:
        messages.error(request, str(refused))
    return redirect("case-summary", inspection.slug)


@needs(PUBLISH)
@require_POST
def withdraw(request, slug):
    released = get_object_or_404(ReleasedTable, inspection=_inspection(slug), withdrawn_at=None)
    try:
        withdraw_table(released, by=request.user, reason=request.POST.get("reason", ""))
        messages.success(request, "The table is withdrawn: it is not public any more.")
    except ReleaseError as refused:
        messages.error(request, str(refused))
    return redirect("case-summary", slug) if may(request.user, VIEW_CASES) else redirect("inspection-detail", slug)
