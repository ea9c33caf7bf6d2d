from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils import timezone

NAME_LENGTH, PREFIX_LENGTH, DIGEST_LENGTH = 100, 10, 64


class ApiTokenQuerySet(models.QuerySet):
    def alive(self, on=None):
        """Tokens that open something: neither revoked nor over, of people whose account is open."""
        now = on or timezone.now()
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=now), revoked_at=None, owner__is_active=True)


class ApiToken(models.Model):
    """What a script carries in place of its owner, to read what the owner may read.

    Only a digest of the secret is kept, so that nobody who reads the database can use it. Tokens are revoked and never
    deleted: who made and who ended one stays known.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=NAME_LENGTH, help_text="What uses it, such as the name of a script.")
    prefix = models.CharField(max_length=PREFIX_LENGTH, help_text="How the secret begins, to tell tokens apart.")
    digest = models.CharField(max_length=DIGEST_LENGTH, unique=True, help_text="SHA-256 of the secret, in hexadecimal.")
    made_at = models.DateTimeField(default=timezone.now)
    last_used_at = models.DateTimeField(null=True, blank=True, help_text="To the hour.")
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                condition=Q(revoked_at=None),
                name="%(app_label)s_%(class)s_name_once",
                violation_error_message="You have a token of this name already.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="%(app_label)s_%(class)s_has_a_name",
                violation_error_message="Give the token a name.",
            ),
            models.CheckConstraint(
                condition=Exact(Length("digest"), DIGEST_LENGTH),
                name="%(app_label)s_%(class)s_keeps_a_digest",
            ),
            models.CheckConstraint(
                condition=Q(expires_at=None) | Q(expires_at__gt=F("made_at")),
                name="%(app_label)s_%(class)s_expires_after_made",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="%(app_label)s_%(class)s_revoked_by_somebody",
            ),
        ]

    def __str__(self):
        return self.name

    def state(self, on=None):
        """alive, revoked or over."""
        if self.revoked_at:
            return "revoked"
        return "over" if self.expires_at and self.expires_at <= (on or timezone.now()) else "alive"
