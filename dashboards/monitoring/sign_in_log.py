"""Signing in and out as lines of the log: which account, by number and not by name, and whether it succeeded.

Where from is not written here: the line carries the id of its request, under which the web server before us knows it.
"""

import logging

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from inspections.models import Person

log = logging.getLogger("dashboards.accounts")


@receiver(user_logged_in)
def signed_in(user, **kwargs):
    log.info("account %s signed in", user.pk)


@receiver(user_logged_out)
def signed_out(user, **kwargs):
    if user is not None:
        log.info("account %s signed out", user.pk)


@receiver(user_login_failed)
def failed(credentials, **kwargs):
    log.warning("a password for %s was wrong or not asked for any more", _account(credentials.get("username")))


@receiver(user_locked_out)
def locked_out(username, **kwargs):
    log.warning("%s is locked out at an address", _account(username))


def _account(name):
    """A name that no account has may be a password that was typed into the wrong field."""
    found = Person.objects.filter(username__iexact=name).values_list("pk", flat=True).first() if name else None
    return f"account {found}" if found else "a name that no account has"
