"""One's own password: changed by who knows the old one, with what else ends by it."""

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.forms import PasswordChangeForm
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from dashboards.entry.access import needs
from dashboards.entry.missing import ask_for_missing
from dashboards.entry.own_sessions import check_own_password
from inspections.models import ApiToken
from inspections.tokens import revoke_all


class OwnPasswordForm(PasswordChangeForm):
    """Wrong old passwords count as failed attempts to sign in do. Who has living tokens is asked about them."""

    revoke = forms.BooleanField(
        label="Revoke my tokens too: somebody else may have known my password", required=False, initial=False
    )

    def __init__(self, request, *sent):
        super().__init__(request.user, *sent)
        self.request = request
        if not ApiToken.objects.alive().filter(owner=request.user).exists():
            del self.fields["revoke"]
        ask_for_missing(self)

    def clean_old_password(self):
        return check_own_password(self.request, self.cleaned_data["old_password"])


@needs()
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request):
    """Afterwards every session of the account is over, this one too."""
    form = OwnPasswordForm(request, *([request.POST] if request.method == "POST" else []))
    if form.is_valid():
        with transaction.atomic():
            form.save()
            if form.cleaned_data.get("revoke"):
                revoke_all(request.user, by=request.user)
        logout(request)
        messages.success(request, "Your password is changed. Sign in with the new one.")
        return redirect("sign-in")
    context = {"form": form, "trail": [("Desk", reverse("entry")), ("Your password", "")]}
    return render(request, "entry/password.html", context, status=400 if form.errors else 200)


urlpatterns = [path("password/", change_password, name="own-password")]
