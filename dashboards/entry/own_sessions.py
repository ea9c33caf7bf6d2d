"""Where one is signed in, and how to end it: at one place, or everywhere else."""

from django import forms
from django.contrib import messages
from django.contrib.auth import authenticate
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from dashboards.entry.access import needs
from dashboards.entry.missing import AskingForm
from dashboards.templatetags.formatting import plural
from inspections.sessions import end_sessions, sessions_of


def check_own_password(request, password):
    """The password of whoever is signed in, or a refusal. Wrong ones count as failed attempts to sign in do."""
    if authenticate(request, username=request.user.get_username(), password=password) is None:
        raise forms.ValidationError("This is not your password. It tells capital from small letters.")
    return password


class EndForm(AskingForm):
    """Which sessions end: `sessions` by name, or all but the one that asks."""

    sessions = forms.MultipleChoiceField(required=False)
    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request, others, *sent):
        super().__init__(*sent)
        self.request, self.others = request, others
        self.fields["sessions"].choices = [(session.name, session.name) for session in others]

    def clean_password(self):
        return check_own_password(self.request, self.cleaned_data["password"])

    def clean(self):
        if self.data.get("act") != "all" and not self.cleaned_data.get("sessions") and not self.errors:
            raise forms.ValidationError("Mark at least one session.")
        return self.cleaned_data

    def chosen(self):
        named = self.cleaned_data["sessions"]
        return [session for session in self.others if self.data.get("act") == "all" or session.name in named]


@needs()
@require_http_methods(["GET", "HEAD", "POST"])
def own_sessions(request):
    sessions = sessions_of(request.user)
    others = [session for session in sessions if session.key != request.session.session_key]
    form = EndForm(request, others, *([request.POST] if request.method == "POST" else []))
    if form.is_valid():
        count = end_sessions(form.chosen())
        messages.success(request, f"{plural(count, 'session is,sessions are')} ended.")
        return redirect("own-sessions")
    context = {
        "form": form,
        "here": [session for session in sessions if session not in others],
        "others": others,
        "trail": [("Desk", reverse("entry")), ("Your sessions", "")],
    }
    return render(request, "entry/own_sessions.html", context, status=400 if form.errors else 200)


urlpatterns = [path("sessions/", own_sessions, name="own-sessions")]
