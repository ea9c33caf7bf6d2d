"""The list of forces at the desk: one that is missing is added, and one that is renamed gets its new name."""

import json

from django.contrib import messages
from django.core import signing
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from dashboards.entry.access import needs
from dashboards.entry.missing import ask_for_missing
from inspections.force_form import ForceForm
from inspections.forces import add_force, change_force, said_by
from inspections.models import Force
from inspections.refusal import NotAllowedError, RefusedError
from inspections.roles import CHANGE_FORCES

SALT = "entry-force"


class DeskForceForm(ForceForm):
    """The form of the maintainers, with a name in addresses that is made from the name where it is left out."""

    def __init__(self, data=None, **kwargs):
        if data is not None and not data.get("slug", "").strip():
            data = data.copy()
            data["slug"] = slugify(data.get("name", ""))
        super().__init__(data, **kwargs)
        slug = self.fields["slug"]
        if self.instance.pk and self.instance.inspections.exists():
            slug.disabled = True
            slug.help_text = "It stays, so that links to the force go on working."
        slug.required = False
        ask_for_missing(self)


@needs(CHANGE_FORCES)
@require_safe
def force_list(request):
    rows = Force.objects.order_by("is_demo", "name", "pk")
    return render(request, "entry/forces.html", {"rows": rows, "trail": _trail()})


@needs(CHANGE_FORCES)
@require_http_methods(["GET", "HEAD", "POST"])
def force_new(request):
    form = DeskForceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        force = add_force(form.save(commit=False), by=request.user)
        messages.success(request, f"{force.name} is on the list. Readers see it now.")
        return redirect("force-desk")
    context = {"form": form, "heading": "Add a force", "trail": _trail(("Add a force", ""))}
    return render(request, "entry/force.html", context, status=400 if form.errors else 200)


@needs(CHANGE_FORCES)
@require_http_methods(["GET", "HEAD", "POST"])
def force_edit(request, slug):
    force = get_object_or_404(Force, slug=slug)
    is_sent, name, refused = request.method == "POST", force.name, []
    seen = said_by(force)
    form = DeskForceForm(request.POST if is_sent else None, instance=force)
    if form.is_valid():
        try:
            change_force(form.save(commit=False), by=request.user, reason=_reason(request), seen=_seen(request))
        except RefusedError as refusal:
            refused = refusal.sentences
            status = 403 if isinstance(refusal, NotAllowedError) else 400
        else:
            messages.success(request, f"{force.name} is changed. Readers see it now.")
            return redirect("force-desk")
    else:
        status = 400 if form.errors else 200
    context = {
        "form": form,
        "errors": [(sentence, "#reason" if sentence.startswith("Say") else "") for sentence in refused],
        "heading": f"Change {name}",
        "is_change": True,
        "reason": _reason(request),
        "seen": signing.dumps(json.dumps(seen), salt=SALT),
        "trail": _trail((name, "")),
    }
    return render(request, "entry/force.html", context, status=status)


def _reason(request):
    return request.POST.get("reason", "")


def _seen(request):
    """What the force said when the page was made; nothing where the page is not ours."""
    try:
        return json.loads(signing.loads(request.POST.get("seen", ""), salt=SALT))
    except signing.BadSignature:
        return {}


def _trail(*steps):
    return [("Desk", reverse("entry")), ("Forces", reverse("force-desk") if steps else ""), *steps]


urlpatterns = [
    path("forces/", force_list, name="force-desk"),
    path("forces/new/", force_new, name="force-add"),
    path("forces/<slug:slug>/", force_edit, name="force-change"),
]
