"""What a process keeps of the public data, under the version that it was made of: superseded in time, never wrong.

A publication in any process gives the data another name, and with its next request every process looks under that.
What is made while the data moves is handed out and not kept. Everything kept must come of the public data and of its
key alone: whoever asks, whatever the settings, on every database that has this version.
"""

from collections import OrderedDict
from threading import Lock

from findings.data_version.current import data_version, version_of_request
from findings.models import DataVersion

EVERYTHING = []


def forget(**signal):
    """Drops all that this process keeps. Nothing needs it but measuring, and tests that count queries."""
    for kept in EVERYTHING:
        with kept.lock:
            kept.values.clear()


class KeptValues:
    """At most `size` values, those used last. They are shared between threads: nobody changes one."""

    def __init__(self, size):
        self.size = size
        self.values = OrderedDict()
        self.lock = Lock()
        EVERYTHING.append(self)

    def get(self, key, make):
        """What is kept under this key and the version that the request reads; else what `make` returns."""
        try:
            version = version_of_request()
        except DataVersion.DoesNotExist:
            return make()
        place = (version, key)
        with self.lock:
            if place in self.values:
                self.values.move_to_end(place)
                return self.values[place]
        value = make()
        if data_version() == version:
            with self.lock:
                self.values[place] = value
                while len(self.values) > self.size:
                    self.values.popitem(last=False)
        return value
