"""People: who has an account and which roles, invitations, closed accounts, sessions and links."""

from django import forms
from django.contrib import messages
from django.contrib.auth.views import PasswordResetConfirmView
from django.core.validators import RegexValidator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse, reverse_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dashboards.entry.access import needs
from dashboards.entry.missing import AskingForm
from dashboards.templatetags.formatting import plural
from inspections.accounts import LINKS, end_sessions_of, invite, issue_link, set_active, set_roles
from inspections.models import Person
from inspections.record import Record
from inspections.refusal import NotAllowedError, RefusedError
from inspections.roles import MANAGE_PEOPLE, ROLE_NAMES, ROLES
from inspections.sessions import sessions_of
from inspections.tokens import revoke_all, revoke_token

HELD = Record.m2m_models[Person._meta.get_field("groups")]  # the roles held at each point of the record
NAMED = "Letters, digits and @ . + - _; no spaces."
ROLE_CHOICES = [(role.name, f"{role.name.capitalize()}: {role.purpose}") for role in ROLES]


class RolesField(forms.MultipleChoiceField):
    def __init__(self):
        super().__init__(label="Roles", choices=ROLE_CHOICES, required=False, widget=forms.CheckboxSelectMultiple)


class InvitationForm(AskingForm):
    name = forms.CharField(
        label="Name of the account",
        max_length=150,
        help_text=f"{NAMED} For example: ann.editor.",
        validators=[RegexValidator(r"^[\w.@+-]+\Z", f"Use another name. {NAMED}")],
    )
    full_name = forms.CharField(label="Name of the person", max_length=150, required=False)
    email = forms.EmailField(label="Email address", required=False, help_text="For you; nothing is sent to it.")
    roles = RolesField()


class RolesForm(AskingForm):
    roles = RolesField()
    reason = forms.CharField(label="Why the roles change", max_length=100)


class OwnLink(PasswordResetConfirmView):
    """Where the link of an invitation or a reset leads. It keeps the token out of the address and works once."""

    token_generator = LINKS
    template_name = "accounts/set_password.html"
    success_url = reverse_lazy("sign-in")

    def get_user(self, uidb64):
        person = super().get_user(uidb64)
        return person if person is not None and person.is_active else None

    @transaction.atomic
    def form_valid(self, form):
        """Who needs a link has lost hold of the account: what was made under the old password ends with it."""
        response = super().form_valid(form)
        revoke_all(self.user, by=self.user)
        messages.success(self.request, "Your password is set. Sign in with it.")
        return response


@needs(MANAGE_PEOPLE)
@require_safe
def people_list(request):
    rows = Person.objects.prefetch_related("groups").order_by("-is_active", "username")
    context = {
        "rows": [(person, ", ".join(_roles_of(person))) for person in rows],
        "trail": [("Desk", reverse("entry")), ("People", "")],
    }
    return render(request, "entry/people.html", context)


@needs(MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def invite_person(request):
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = invite(form.cleaned_data.pop("name"), by=request.user, **form.cleaned_data)
        except RefusedError as refusal:
            form.add_error(None, refusal.sentences)
        else:
            return _show_link(request, person)
    context = {"form": form, "trail": _trail(("Invite somebody", ""))}
    return render(request, "entry/invite.html", context, status=400 if form.errors else 200)


@needs(MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def person_detail(request, pk):
    person = get_object_or_404(Person, pk=pk)
    if request.method != "POST":
        return _show_person(request, person)
    act = request.POST.get("act")
    try:
        if act == "link":
            return _show_link(request, person)
        if act in ("close", "open"):
            set_active(person, act == "open", by=request.user, reason=request.POST.get("reason", ""))
            messages.success(request, "The account is open." if act == "open" else "The account is closed.")
            return redirect("person", pk=pk)
        if act == "end-sessions":
            count = end_sessions_of(person, by=request.user)
            messages.success(request, f"{plural(count, 'session is,sessions are')} ended.")
            return redirect("person", pk=pk)
        if act == "revoke":
            revoke_token(get_object_or_404(person.api_tokens, pk=_number(request)), by=request.user)
            messages.success(request, "The token is revoked.")
            return redirect("person", pk=pk)
        return _change_roles(request, person)
    except RefusedError as refusal:
        return _show_person(request, person, sentences=refusal.sentences, status=_status(refusal))


def _number(request):
    """The token that is meant; 0, which is none, where no number was sent."""
    sent = request.POST.get("token", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 16 else 0


def _change_roles(request, person):
    form = RolesForm(request.POST)
    if not form.is_valid():
        return _show_person(request, person, form=form, status=400)
    set_roles(person, form.cleaned_data["roles"], by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, "The roles are changed.")
    return redirect("person", pk=person.pk)


def _show_person(request, person, *, form=None, sentences=(), status=200):
    history = list(person.history.select_related("history_user")[:50])
    roles = {}
    for row in HELD.objects.filter(history__in=history).select_related("group").order_by("group__name"):
        roles.setdefault(row.history_id, []).append(row.group.name)
    context = {
        "person": person,
        "form": form or RolesForm(initial={"roles": _roles_of(person)}),
        "sessions": len(sessions_of(person)),
        "errors": [(sentence, "") for sentence in sentences],
        "tokens": [(token, token.state()) for token in person.api_tokens.select_related("revoked_by")],
        "history": [(row, ", ".join(roles.get(row.history_id, []))) for row in history],
        "trail": _trail((person.get_username(), "")),
    }
    return render(request, "entry/person.html", context, status=status)


def _show_link(request, person):
    """The link is shown this once, to be handed over by whatever way is safe."""
    uid, token = issue_link(person, by=request.user)
    link = request.build_absolute_uri(reverse("own-link", args=[uid, token]))
    context = {"person": person, "link": link, "trail": _trail((person.get_username(), ""))}
    return render(request, "entry/link.html", context)


def _roles_of(person):
    return [group.name for group in person.groups.all() if group.name in ROLE_NAMES]


def _trail(*steps):
    return [("Desk", reverse("entry")), ("People", reverse("people")), *steps]


def _status(refusal):
    return 403 if isinstance(refusal, NotAllowedError) else 400


urlpatterns = [
    path("people/", people_list, name="people"),
    path("people/invite/", invite_person, name="invite"),
    path("people/<int:pk>/", person_detail, name="person"),
]
