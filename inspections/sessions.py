"""Where a person is signed in: their living sessions, to be looked at and ended."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from django.utils.crypto import constant_time_compare

BEGAN, SEEN = "began", "seen"


@dataclass(frozen=True)
class SignedIn:
    """One session. `name` stands for its secret key wherever it is shown; `seen` is right to a minute."""

    key: str
    began: datetime
    seen: datetime

    @property
    def name(self):
        return hashlib.sha256(f"inspections.sessions|{self.key}".encode()).hexdigest()[:20]


def sessions_of(person):
    """Every session of this person that opens something now, the one used last first."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    now, password, found = timezone.now(), person.get_session_auth_hash(), []
    for row in store.get_model_class().objects.filter(account=person, expire_date__gt=now):
        data = row.get_decoded()
        if data.get(SESSION_KEY) != str(person.pk) or not _is_of(password, data):
            continue
        began, seen = (datetime.fromtimestamp(data.get(name, 0), UTC) for name in (BEGAN, SEEN))
        if (now - began).total_seconds() > settings.SESSION_HOURS * 3600:
            continue
        if (now - seen).total_seconds() <= settings.SESSION_IDLE_MINUTES * 60:
            found.append(SignedIn(row.session_key, began, seen))
    return sorted(found, key=lambda session: session.seen, reverse=True)


def end_sessions(sessions):
    """Ends these at once; returns how many there were."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    keys = [session.key for session in sessions]
    return store.get_model_class().objects.filter(session_key__in=keys).delete()[0]


def _is_of(password, data):
    """A session from before the last change of the password opens nothing."""
    return constant_time_compare(data.get(HASH_SESSION_KEY, ""), password)
