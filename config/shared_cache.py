"""A cache that several servers share. It may vanish: then everything is slower, and nothing fails."""

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError


class BytesSerializer:
    """Keeps bytes and whole numbers as they are. Nothing read from a cache is ever turned into an object."""

    def dumps(self, value):
        if isinstance(value, bool) or not isinstance(value, int | bytes):
            raise TypeError("Only bytes and whole numbers are kept in the shared cache.")
        return value

    def loads(self, kept):
        return int(kept) if kept.isdigit() else bytes(kept)


class ForgivingCache(RedisCache):
    """A shared cache whose loss is a miss."""

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
        try:
            return call(*args, **kwargs)
        except (RedisError, OSError):
            return otherwise
