"""What an administrator does with accounts: invite, give roles, close, issue a link to set a password."""

from django.contrib.auth.models import Group
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from inspections.models import Person
from inspections.record import acting
from inspections.refusal import NotAllowedError, RefusedError, require_reason, require_right
from inspections.roles import MANAGE_PEOPLE, ROLE_NAMES
from inspections.sessions import end_sessions, sessions_of
from inspections.tokens import revoke_all


class LinkTokens(PasswordResetTokenGenerator):
    """Tokens of links to set a password: signed, for three days, for one use, and only the last one issued counts."""

    key_salt = "inspections.accounts.LinkTokens"

    def _make_hash_value(self, user, timestamp):
        issued = user.link_issued_at.isoformat() if user.link_issued_at else ""
        return f"{super()._make_hash_value(user, timestamp)}{issued}{user.is_active}"


LINKS = LinkTokens()


@transaction.atomic
def invite(name, *, by, full_name="", email="", roles=()):
    """An account that cannot sign in before its link is used."""
    require_right(by, MANAGE_PEOPLE)
    person = Person(username=Person.normalize_username(name.strip()), first_name=full_name.strip(), email=email.strip())
    if Person.objects.filter(username__iexact=person.username).exists():
        raise RefusedError("There is an account of this name already.")
    person.set_unusable_password()
    try:
        person.full_clean(exclude=["password"])
    except ValidationError as error:
        raise RefusedError(*error.messages) from None
    with acting(by, "Invited"):
        person.save()
        _give(person, roles)
    return person


@transaction.atomic
def issue_link(person, *, by):
    """`(id, token)` of a link with which this person sets a password; every link issued before is void."""
    person = _managed(person, by)
    if not person.is_active:
        raise RefusedError("This account is closed. Open it first.")
    person.link_issued_at = timezone.now()
    with acting(by, "Link to set a password issued"):
        person.save(update_fields=["link_issued_at"])
    return urlsafe_base64_encode(force_bytes(person.pk)), LINKS.make_token(person)


@transaction.atomic
def set_roles(person, roles, *, by, reason):
    """Gives exactly these roles. Nobody changes their own."""
    person = _managed(person, by)
    reason = require_reason(reason, "Say why the roles change.")
    if person.pk == by.pk:
        raise NotAllowedError("Nobody changes their own roles. Ask another administrator.")
    with acting(by, reason):
        _give(person, roles)
    return person


@transaction.atomic
def set_active(person, is_active, *, by, reason):
    """Closes an account, which ends its sessions and tokens at once, or opens it again. Accounts are never deleted."""
    person = _managed(person, by)
    reason = require_reason(reason, "Say why.")
    if person.pk == by.pk:
        raise NotAllowedError("Nobody closes their own account. Ask another administrator.")
    person.is_active = is_active
    with acting(by, reason):
        person.save(update_fields=["is_active"])
    if not is_active:
        revoke_all(person, by=by)
    return person


@transaction.atomic
def end_sessions_of(person, *, by):
    """Signs a person out everywhere, as where a machine was lost; returns how many sessions there were."""
    person = _managed(person, by)
    with acting(by, "Sessions ended"):
        person.save(update_fields=["is_active"])
    return end_sessions(sessions_of(person))


def _managed(person, by):
    """The row, locked. An administrator's right does not reach over a superuser, who could do everything."""
    require_right(by, MANAGE_PEOPLE)
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.is_superuser and not by.is_superuser:
        raise NotAllowedError("This account may do everything; only another such account can change it.")
    return person


def _give(person, roles):
    unknown = set(roles) - set(ROLE_NAMES)
    groups = list(Group.objects.filter(name__in=roles))
    if unknown or len(groups) != len(set(roles)):
        raise RefusedError("Choose roles from the list.")
    others = person.groups.exclude(name__in=ROLE_NAMES)
    person.groups.set([*others, *groups])
