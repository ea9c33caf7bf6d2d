"""Merging and retiring themes, with a preview of what changes."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from dashboards.entry.access import needs
from findings.actions.themes import effects, retire_theme
from findings.models import Theme
from inspections.refusal import NotAllowedError, RefusedError
from inspections.roles import PUBLISH


@needs(PUBLISH)
@require_safe
def theme_desk(request):
    context = {
        "themes": Theme.objects.current(),
        "former": Theme.objects.filter(retired_on__isnull=False).select_related("merged_into"),
        "trail": [("Desk", reverse("entry")), ("Themes", "")],
    }
    return render(request, "entry/themes.html", context)


@needs(PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def theme_retire(request, slug):
    """What would change stands on the page before anything does."""
    theme = get_object_or_404(Theme.objects.current(), slug=slug)
    errors, status = [], 200
    if request.method == "POST":
        name = request.POST.get("into", "")
        into = get_object_or_404(Theme.objects.current(), slug=name) if name else None
        try:
            changed = retire_theme(theme, by=request.user, reason=request.POST.get("reason", ""), into=into)
        except RefusedError as refusal:
            errors = [(sentence, "#reason") for sentence in refusal.sentences]
            status = 403 if isinstance(refusal, NotAllowedError) else 400
        else:
            messages.success(request, f"{theme.name} is out of use; {len(changed)} inspections changed.")
            return redirect("theme-desk")
    context = {
        "theme": theme,
        "effects": effects(theme),
        "others": Theme.objects.current().exclude(pk=theme.pk),
        "errors": errors,
        "trail": [("Desk", reverse("entry")), ("Themes", reverse("theme-desk")), (theme.name, "")],
    }
    return render(request, "entry/theme_retire.html", context, status=status)


urlpatterns = [
    path("themes/", theme_desk, name="theme-desk"),
    path("themes/<slug:slug>/retire/", theme_retire, name="theme-retire"),
]
