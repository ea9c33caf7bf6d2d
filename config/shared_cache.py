"""A cache that several servers share. It may vanish: then everything is slower, and nothing fails."""

import time

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

LONGEST_NUMBER = 18  # digits; whatever is longer was not put there by a count
PAUSE = 2  # seconds for which a server that did not answer is not asked again


class BytesSerializer:
    """Keeps bytes and whole numbers as they are. Nothing read from a cache is ever turned into an object."""

    def dumps(self, value):
        if isinstance(value, bool) or not isinstance(value, int | bytes):
            raise TypeError("Only bytes and whole numbers are kept in the shared cache.")
        return value

    def loads(self, kept):
        return int(kept) if kept.isdigit() and len(kept) <= LONGEST_NUMBER else bytes(kept)


class ForgivingCache(RedisCache):
    """A shared cache whose loss is a miss. One that hangs is waited for once in a while and not with every request."""

    _asked_again = 0.0

    def add(self, *args, **kwargs):
        return self._or(False, super().add, args, kwargs)

    def get(self, key, default=None, version=None):
        return self._or(default, super().get, (key, default, version), {})

    def set(self, *args, **kwargs):
        return self._or(None, super().set, args, kwargs)

    def incr(self, *args, **kwargs):
        """A count that cannot be kept reads as the first: a lost cache stops nobody."""
        return self._or(1, super().incr, args, kwargs)

    def _or(self, otherwise, call, args, kwargs):
        if time.monotonic() < self._asked_again:
            return otherwise
        try:
            return call(*args, **kwargs)
        except (RedisError, OSError):
            self._asked_again = time.monotonic() + PAUSE
            return otherwise
