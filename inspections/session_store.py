"""Sessions of people: in the database, and over after a time without use or a time in all, whatever the cookie says."""

import time

from django.conf import settings
from django.contrib.sessions.backends import db

from inspections.models import Session

BEGAN, SEEN, SIGNED_IN = "began", "seen", "_auth_user_id"
WRITE_AFTER = 60


class SessionStore(db.SessionStore):
    """A session of somebody signed in knows when it began and was last used; past its limits it is empty.

    `account` is theirs, read in the statement that found the session.
    """

    account = None

    @classmethod
    def get_model_class(cls):
        return Session

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.account_id = data.get(SIGNED_IN)
        return row

    def load(self):
        row, now = self._get_session_from_db(), time.time()
        data = self.decode(row.session_data) if row else {}
        if SIGNED_IN not in data:
            return data
        began, seen = data.get(BEGAN, 0), data.get(SEEN, 0)
        if now - began > settings.SESSION_HOURS * 3600 or now - seen > settings.SESSION_IDLE_MINUTES * 60:
            self.delete(self.session_key)
            self._session_key = None
            return {}
        self.account = row.account
        if now - seen > WRITE_AFTER:
            data[SEEN] = now
            self.modified = True
        return data

    def save(self, must_create=False):
        if self._session_cache.get(SIGNED_IN) if hasattr(self, "_session_cache") else None:
            now = time.time()
            self._session_cache.setdefault(BEGAN, now)
            self._session_cache.setdefault(SEEN, now)
        return super().save(must_create)
