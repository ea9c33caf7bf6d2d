"""Who is locked out after failed attempts to sign in: an account, at one address, for a quarter of an hour."""

import unicodedata

from axes.models import AccessAttempt
from django.conf import settings
from django.shortcuts import render
from django.utils import timezone

from dashboards.client_address import client_address


def account_name(request, credentials=None):
    """The name that was tried, in one form: spaces, capitals and look-alikes do not make another account of it."""
    name = (credentials or {}).get("username") or request.POST.get("username") or ""
    return unicodedata.normalize("NFKC", name).replace("\0", "").strip().casefold()[:150]


def locked_out(request, original=None, credentials=None):
    """Says when to try again."""
    attempts = AccessAttempt.objects.filter(
        username=account_name(request, credentials), ip_address=client_address(request)
    )
    last = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first() or timezone.now()
    again = last + settings.AXES_COOLOFF_TIME
    wait = max(1, int((again - timezone.now()).total_seconds()))
    response = render(request, "accounts/locked_out.html", {"again": again}, status=429)
    response.headers["Retry-After"] = str(wait)
    return response
