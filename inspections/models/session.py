from importlib import import_module

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models


class SessionManager(BaseSessionManager):
    """Reads the account together with the session: every page of somebody signed in needs both."""

    def get_queryset(self):
        return super().get_queryset().select_related("account")


class Session(AbstractBaseSession):
    """One browser that carries a cookie of ours, and whose account it is signed in to, if any."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="sessions"
    )

    objects = SessionManager()

    class Meta(AbstractBaseSession.Meta):
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls):
        return import_module(settings.SESSION_ENGINE).SessionStore
