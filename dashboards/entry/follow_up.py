"""Pages on which published inspections are followed up: claims, milestones and themes, each without a new edition."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from dashboards.entry.access import needs
from dashboards.entry.day_field import SUCH_AS, DayField
from dashboards.entry.missing import AskingForm
from dashboards.entry.theme_uses import offer_themes
from findings.actions.follow_up import CODED, add_milestone, recode, record_claim, record_happened, withdraw_claim
from findings.models import Claim, Milestone, Recommendation, Theme
from inspections.models import Inspection
from inspections.models.inspection import Precision
from inspections.refusal import NotAllowedError, RefusedError
from inspections.roles import FOLLOW_UP


class ClaimForm(AskingForm):
    voice = forms.ChoiceField(label="Who says so", choices=Claim.Voice.choices)
    state = forms.ChoiceField(
        label="What became of it", choices=Claim.State.choices, help_text="Only HMICFRS closes a recommendation."
    )
    on = DayField(label="As of", help_text=SUCH_AS)
    precision = forms.ChoiceField(label="How exactly the day is known", choices=Precision.choices)
    source = forms.CharField(
        label="Source", max_length=250, help_text="Where it is said: a letter, a report, an address."
    )
    note = forms.CharField(label="Note", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class HappenedForm(AskingForm):
    on = DayField(label="Happened on", help_text=SUCH_AS)
    precision = forms.ChoiceField(label="How exactly the day is known", choices=Precision.choices)
    source = forms.CharField(label="Source", max_length=250)
    note = forms.CharField(label="Note", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class MilestoneForm(HappenedForm):
    kind = forms.ChoiceField(label="Kind", choices=Milestone.Kind.choices)
    what = forms.CharField(label="What happened", max_length=250)
    field_order = ("kind", "what", "on", "precision", "source", "note")


class ThemesForm(AskingForm):
    themes = forms.MultipleChoiceField(label="Themes", required=False, widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(label="Why they change", max_length=250)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["themes"].choices = Theme.objects.current().values_list("slug", "name")
        offer_themes(self.fields["themes"], self.initial.get("themes", ()))


def published(slug):
    return get_object_or_404(Inspection.objects.published().select_related("force"), slug=slug)


@needs(FOLLOW_UP)
@require_safe
def follow_up(request, slug):
    """Everything of one inspection that can be followed up."""
    inspection = published(slug)
    context = {
        "inspection": inspection,
        "recommendations": inspection.recommendations.prefetch_related("claims__entered_by"),
        "milestones": inspection.milestones.all(),
        "findings": inspection.findings.prefetch_related("themes"),
        "illustrations": inspection.illustrations.prefetch_related("themes"),
        "trail": _trail(inspection),
    }
    return render(request, "entry/follow_up.html", context)


@needs(FOLLOW_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def add_claim(request, slug, key):
    inspection = published(slug)
    row = get_object_or_404(Recommendation.objects.select_related("inspection"), inspection=inspection, key=key)
    form = ClaimForm(request.POST if request.method == "POST" else None)
    title = f"Recommendation {row.number}: what became of it"
    return _answer(request, inspection, form, title, row.text, lambda sent: record_claim(row, by=request.user, **sent))


@needs(FOLLOW_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def take_claim_back(request, slug, pk):
    inspection = published(slug)
    claim = get_object_or_404(
        Claim.objects.select_related("recommendation__inspection"), pk=pk, recommendation__inspection=inspection
    )
    form = ReasonForm(request.POST if request.method == "POST" else None)
    about = f"{claim}. Source: {claim.source}"
    return _answer(
        request,
        inspection,
        form,
        "Withdraw a claim",
        about,
        lambda sent: withdraw_claim(claim, by=request.user, **sent),
    )


class ReasonForm(AskingForm):
    reason = forms.CharField(label="Why it is withdrawn", max_length=250)


@needs(FOLLOW_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def milestone_happened(request, slug, key):
    inspection = published(slug)
    row = get_object_or_404(Milestone.objects.select_related("inspection"), inspection=inspection, key=key)
    form = HappenedForm(request.POST if request.method == "POST" else None)
    return _answer(
        request,
        inspection,
        form,
        "When it happened",
        row.what,
        lambda sent: record_happened(row, by=request.user, **sent),
    )


@needs(FOLLOW_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def new_milestone(request, slug):
    """A step that the report did not foresee."""
    inspection = published(slug)
    form = MilestoneForm(request.POST if request.method == "POST" else None)
    about = "A step after publication that is not listed yet, with its day and its source."
    return _answer(
        request,
        inspection,
        form,
        "Add a milestone",
        about,
        lambda sent: add_milestone(inspection, by=request.user, **sent),
    )


@needs(FOLLOW_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def recode_item(request, slug, noun, key):
    inspection = published(slug)
    if noun not in CODED:
        raise Http404
    item = get_object_or_404(CODED[noun].objects.select_related("inspection"), inspection=inspection, key=key)
    start = {"themes": [theme.slug for theme in item.themes.all()]}
    form = ThemesForm(request.POST if request.method == "POST" else None, initial=start)
    about = getattr(item, "summary", "") or getattr(item, "text", "")
    return _answer(request, inspection, form, "Themes", about, lambda sent: recode(item, by=request.user, **sent))


def _answer(request, inspection, form, title, about, act):
    status = 400 if form.errors else 200
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except RefusedError as refusal:
            form.add_error(None, refusal.sentences)
            status = 403 if isinstance(refusal, NotAllowedError) else 400
        else:
            messages.success(request, "It is on record and public.")
            return redirect("follow-up", slug=inspection.slug)
    context = {
        "form": form,
        "title": title,
        "about": about,
        "inspection": inspection,
        "trail": _trail(inspection, (title, "")),
    }
    return render(request, "entry/follow_up_form.html", context, status=status)


def _trail(inspection, *steps):
    home = reverse("follow-up", args=[inspection.slug])
    start = [("Desk", reverse("entry")), ("Published inspections", reverse("published-list"))]
    return [*start, (inspection.title, home if steps else ""), *steps]


AT = "inspections/<slug:slug>/follow-up/"
urlpatterns = [
    path(AT, follow_up, name="follow-up"),
    path(f"{AT}claims/<int:pk>/withdraw/", take_claim_back, name="claim-withdraw"),
    path(f"{AT}recommendations/<slug:key>/claim/", add_claim, name="claim-add"),
    path(f"{AT}milestones/", new_milestone, name="milestone-add"),
    path(f"{AT}milestones/<slug:key>/", milestone_happened, name="milestone-happened"),
    path(f"{AT}<slug:noun>/<slug:key>/themes/", recode_item, name="item-themes"),
]
