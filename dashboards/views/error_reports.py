"""Reporting an error in an item: a small form for anyone. No report is shown again, put in an address or logged."""

from math import ceil

from django import forms
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_safe

from dashboards.client_address import client_of
from dashboards.pages.error_reports import subject_of
from dashboards.rates import count
from findings.actions.error_reports import report_error
from findings.models.error_report import CONTACT_LENGTH, TEXT_LENGTH


class Lines(forms.CharField):
    """A text of several lines, counted as the reader sees it: browsers send two characters at the end of a line."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class ErrorReportForm(forms.Form):
    text = Lines(
        label="What is wrong?",
        max_length=TEXT_LENGTH,
        help_text=f"What it says, and what it should say. At most {TEXT_LENGTH:,} characters.",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Say what is wrong."},
    )
    contact = forms.CharField(
        label="How to reach you",
        max_length=CONTACT_LENGTH,
        required=False,
        help_text="An email address, if you want an answer. It is deleted when the report is closed.",
        widget=forms.TextInput(attrs={"autocomplete": "email", "size": 40}),
    )
    website = forms.CharField(required=False)

    def clean_website(self):
        """People do not see this field; programs that fill in every field do."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Leave the last field empty: it is there to keep programs out.")
        return ""


def subject_or_404(kind, key, slug, edition):
    subject = subject_of(kind, key, slug, edition)
    if subject is None:
        raise Http404
    return subject


@require_http_methods(["GET", "HEAD", "POST"])
def error_report(request, kind, key="", slug="", edition=None):
    subject = subject_or_404(kind, key, slug, edition)
    if request.method != "POST":
        return show(request, subject, ErrorReportForm())
    form = ErrorReportForm(request.POST)
    if not form.is_valid():
        return show(request, subject, form, status=400)
    standing = count("error-report", client_of(request), settings.ERROR_REPORT_RATE)
    if standing.is_over:
        form.add_error(
            None,
            "Too many reports came from your network address in this hour. Nothing was stored. What you wrote is "
            f"still below: send it again in {ceil(standing.reset / 60)} minutes.",
        )
        return show(request, subject, form, status=429, headers=standing.headers())
    report_error(
        kind=subject.kind,
        key=subject.key,
        inspection=subject.inspection,
        text=form.cleaned_data["text"],
        contact=form.cleaned_data["contact"],
    )
    return redirect(f"{subject.form_address}thanks/")


def show(request, subject, form, status=200, headers=None):
    response = render(request, "error_reports/report.html", {"subject": subject, "form": form}, status=status)
    for name, value in {"X-Robots-Tag": "noindex, nofollow", **(headers or {})}.items():
        response.headers[name] = value
    patch_cache_control(response, private=True, no_store=True)  # it has a token, and may have what was typed
    return response


@require_safe
def error_report_thanks(request, kind, key="", slug="", edition=None):
    context = {"subject": subject_or_404(kind, key, slug, edition)}
    response = render(request, "error_reports/thanks.html", context)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
