"""Tokens of the API, as their owner sees them: made here, shown this once, and revoked."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from dashboards.entry.access import may, needs
from dashboards.entry.missing import AskingForm
from inspections.models.api_token import NAME_LENGTH
from inspections.refusal import RefusedError
from inspections.roles import VIEW_CASES
from inspections.tokens import make_token, revoke_token

LASTING = {"30": "30 days", "90": "90 days", "365": "A year", "never": "Until it is revoked"}


class TokenForm(AskingForm):
    name = forms.CharField(
        label="Name", max_length=NAME_LENGTH, help_text="What will use it, such as the name of a script."
    )
    days = forms.ChoiceField(label="Lasts", choices=list(LASTING.items()), initial="90")


@needs()
@require_http_methods(["GET", "HEAD", "POST"])
def token_list(request):
    form = TokenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        days = form.cleaned_data["days"]
        try:
            lasting = None if days == "never" else int(days)
            token, secret = make_token(form.cleaned_data["name"], days=lasting, by=request.user)
        except RefusedError as refusal:
            form.add_error("name", refusal.sentences)
        else:
            context = {"token": token, "secret": secret, "trail": _trail(("A new token", ""))}
            return render(request, "tokens/made.html", context)
    tokens = request.user.api_tokens.select_related("revoked_by")
    context = {
        "form": form,
        "rows": [(token, token.state()) for token in tokens],
        "may_see_cases": may(request.user, VIEW_CASES),
        "trail": _trail(),
    }
    return render(request, "tokens/list.html", context, status=400 if form.errors else 200)


@needs()
@require_POST
def token_revoke(request, pk):
    """Of one's own alone: another's is like none."""
    token = get_object_or_404(request.user.api_tokens, pk=pk)
    revoke_token(token, by=request.user)
    messages.success(request, "The token is revoked. What uses it is refused from now on.")
    return redirect("token-list")


def _trail(*further):
    return [("Desk", reverse("entry")), ("Your tokens", reverse("token-list") if further else ""), *further]


urlpatterns = [
    path("tokens/", token_list, name="token-list"),
    path("tokens/<int:pk>/revoke/", token_revoke, name="token-revoke"),
]
