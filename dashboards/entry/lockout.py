"""Who is locked out after failed attempts to sign in, for a quarter of an hour: an account at an address, or all of it.

Both are counted in the database, so that all workers and servers count together.
"""

import unicodedata

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.shortcuts import render
from django.utils import timezone

from dashboards.client_address import client_of


class Attempts(AxesDatabaseHandler):
    """Counts by account and address, as axes does, and besides by address alone: whoever tries many names stops too."""

    def is_locked(self, request, credentials=None):
        return super().is_locked(request, credentials) or is_address_locked(request)


def account_name(request, credentials=None):
    """The name that was tried, in one form: spaces, capitals and look-alikes do not make another account of it."""
    name = (credentials or {}).get("username") or request.POST.get("username") or ""
    return unicodedata.normalize("NFKC", name).replace("\0", "").strip().casefold()[:150]


def is_address_locked(request):
    """Whether so many attempts failed from this client under all names together.

    A success forgets the failures of its own account only, so that one account is no way around.
    """
    failed = _attempts(request).aggregate(times=Sum("failures_since_start"))["times"] or 0
    return failed >= settings.SIGN_IN_FAILURES


def locked_out(request, original=None, credentials=None):
    """Says when to try again."""
    by_address, attempts = is_address_locked(request), _attempts(request)
    if not by_address:
        attempts = attempts.filter(username=account_name(request, credentials))
    last = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first() or timezone.now()
    again = last + settings.AXES_COOLOFF_TIME
    wait = max(1, int((again - timezone.now()).total_seconds()))
    response = render(request, "accounts/locked_out.html", {"again": again, "by_address": by_address}, status=429)
    response.headers["Retry-After"] = str(wait)
    return response


def _attempts(request):
    """Failed attempts from this client within the time that counts."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    return AccessAttempt.objects.filter(ip_address=client_of(request), attempt_time__gte=since)
