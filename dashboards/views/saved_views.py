"""Views of registers that a signed-in person keeps: private, or shared with whoever has the address.

What is not there and what is somebody else's are the same 404, so that no address tells whether a view exists.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dashboards.entry.access import needs
from dashboards.entry.missing import AskingForm
from dashboards.registers.catalogue import REGISTERS
from dashboards.registers.query import RefusedQuery, RegisterQuery, nearest
from findings.actions.saved_views import change_view, remove_view, save_view
from inspections.models import SavedView
from inspections.models.saved_view import NAME_LENGTH, QUERY_LENGTH

BY_NAME = {register.name: register for register in REGISTERS}


class ViewForm(AskingForm):
    name = forms.CharField(label="Name", max_length=NAME_LENGTH, strip=True)
    is_shared = forms.BooleanField(
        label="Share it by link",
        required=False,
        help_text="Whoever has the link can open the view; nobody can change it.",
    )


@needs()
@require_safe
def view_list(request):
    views = request.user.saved_views.order_by("name", "pk")
    rows = [(view, BY_NAME[view.register].title, request.build_absolute_uri(view.get_absolute_url())) for view in views]
    return render(request, "views/list.html", {"rows": rows, "trail": _trail()})


@needs()
@require_http_methods(["GET", "HEAD", "POST"])
def view_new(request):
    asked = _asked(request.GET)
    form = ViewForm(request.POST or None)
    if form.is_valid():
        query = asked.query_string(page="")
        if _done(form, lambda data: save_view(register=asked.register.name, query=query, by=request.user, **data)):
            return redirect("view-list")
    context = {
        "form": form,
        "register": asked.register,
        "filters": asked.filters,
        "is_new": True,
        "trail": _trail(("Save this view", "")),
    }
    return render(request, "views/form.html", context, status=400 if form.errors else 200)


@needs()
@require_http_methods(["GET", "HEAD", "POST"])
def view_edit(request, token):
    view = _own(request, token)
    form = ViewForm(request.POST or None, initial={"name": view.name, "is_shared": view.is_shared})
    if form.is_valid() and _done(form, lambda data: change_view(view, by=request.user, **data)):
        return redirect("view-list")
    context = {"form": form, "view": view, "register": BY_NAME[view.register], "trail": _trail((view.name, ""))}
    return render(request, "views/form.html", context, status=400 if form.errors else 200)


@needs()
@require_POST
def view_delete(request, token):
    remove_view(_own(request, token), by=request.user)
    return redirect("view-list")


@require_safe
def saved_view(request, token):
    view = SavedView.objects.filter(token=token).first()
    if view is None or not view.may_be_opened_by(request.user):
        raise Http404
    response = redirect(view.target)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _own(request, token):
    view = SavedView.objects.filter(token=token, owner=request.user).first()
    if view is None:
        raise Http404
    return view


def _asked(parameters):
    """The register and the query to keep, checked as the register's own page checks them."""
    name, query = parameters.get("register", ""), parameters.get("query", "")
    sentences = [
        f"“{other}” is no parameter of this page.{nearest(other, ('register', 'query'))}"
        for other in parameters
        if other not in ("register", "query")
    ]
    if not name:
        sentences.append("Which register is it? Open one, filter it, and choose “Save this view” there.")
    elif name not in BY_NAME:
        sentences.append(f"“{name}” is no register.{nearest(name, BY_NAME)}")
    if len(query) > QUERY_LENGTH:
        sentences.append(f"A view keeps at most {QUERY_LENGTH:,} characters of filters.")
    if sentences:
        raise RefusedQuery(sentences)
    return RegisterQuery(BY_NAME[name], QueryDict(query))


def _done(form, act):
    """Whether the act was done; what it refuses stands beside the fields."""
    try:
        act(form.cleaned_data)
    except ValidationError as refusal:
        form.add_error("name", [message for messages in refusal.message_dict.values() for message in messages])
        return False
    return True


def _trail(*further):
    return [("Desk", reverse("entry")), ("Your views", reverse("view-list") if further else ""), *further]


def address_of_new(query):
    """Where a person keeps what they are looking at."""
    asked = QueryDict(mutable=True)
    asked.update({"register": query.register.name, "query": query.query_string(page="")})
    return f"{reverse('view-new')}?{asked.urlencode()}"


urlpatterns = [
    path("views/", view_list, name="view-list"),
    path("views/new/", view_new, name="view-new"),
    path("views/<str:token>/", saved_view, name="saved-view"),
    path("views/<str:token>/edit/", view_edit, name="view-edit"),
    path("views/<str:token>/delete/", view_delete, name="view-delete"),
]
