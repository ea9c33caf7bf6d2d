"""Tokens of the API: made for oneself, shown once, revoked by their owner or an administrator, and told to whom they
belong."""

import hashlib
import logging
import secrets
from datetime import timedelta

from django.db import OperationalError, transaction
from django.utils import timezone

from inspections.models import ApiToken, Person
from inspections.models.api_token import NAME_LENGTH, PREFIX_LENGTH
from inspections.refusal import NotAllowedError, RefusedError
from inspections.roles import MANAGE_PEOPLE

log = logging.getLogger("inspections.tokens")
# So that a secret that got into a file or a log is known for what it is.
MARK = "cpif_"
MOST_ALIVE = 20
# A request writes when its token was used no more than once in this time.
USE_NOTED = timedelta(hours=1)


def digest_of(secret):
    """SHA-256 without salt: a secret of 256 random bits is in no table of hashes."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_token(name, *, days, by):
    """`(token, secret)`: a token for oneself, alive for so many days, or until it is revoked (None).

    The secret is told this once. Raises RefusedError where the name is empty, too long or another living token's, and
    where there are too many.
    """
    name = (name or "").strip()
    if not name:
        raise RefusedError("Give the token a name: what will use it.")
    if len(name) > NAME_LENGTH:
        raise RefusedError(f"A name has at most {NAME_LENGTH} characters.")
    by = Person.objects.select_for_update().get(pk=by.pk)  # two requests at once count one after the other
    if not by.is_active:
        raise NotAllowedError("This account is closed.")
    if by.api_tokens.filter(name=name, revoked_at=None).exists():
        raise RefusedError("You have a token of this name already. Revoke it first, or choose another name.")
    if ApiToken.objects.alive().filter(owner=by).count() >= MOST_ALIVE:
        raise RefusedError(f"You have {MOST_ALIVE} tokens. Revoke one that is not used any more.")
    secret, now = MARK + secrets.token_urlsafe(32), timezone.now()
    expires = now + timedelta(days=days) if days else None
    kept = {"prefix": secret[:PREFIX_LENGTH], "digest": digest_of(secret)}
    return ApiToken.objects.create(owner=by, name=name, made_at=now, expires_at=expires, **kept), secret


@transaction.atomic
def revoke_token(token, *, by):
    """Ends a token of one's own or, with the right, anybody's. A revoked one stays as it is."""
    row = ApiToken.objects.select_for_update().select_related("owner").get(pk=token.pk)
    if row.owner_id != by.pk and not (by.is_active and by.has_perm(MANAGE_PEOPLE)):
        raise NotAllowedError("Your account does not have the right to do this.")
    if row.revoked_at is None:
        row.revoked_at, row.revoked_by = timezone.now(), by
        row.save(update_fields=["revoked_at", "revoked_by"])
    return row


def revoke_all(person, *, by):
    """Ends every token of an account that is being closed: opened again, it begins without any."""
    person.api_tokens.filter(revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by)


def owner_of(secret):
    """The person whose living token this is, or None. That it was used is noted to the hour, if the database can."""
    now = timezone.now()
    token = ApiToken.objects.alive(now).filter(digest=digest_of(secret)).select_related("owner").first()
    if token is None:
        return None
    if token.last_used_at is None or now - token.last_used_at >= USE_NOTED:
        try:
            ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
        except OperationalError:  # SQLite, while a long load writes: reading goes on without the note
            log.warning("that a token was used could not be noted")
    return token.owner
