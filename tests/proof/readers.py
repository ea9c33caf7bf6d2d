"""Readers of a service that is being broken, and what they were answered."""

import threading
import time
from collections import Counter

from tests.proof.servers import ask

PAGES = ("/", "/case-grades/?force=dorset", "/inspections/kent-2019/", "/search/?q=custody", "/glossary/")
# Seconds; a migration holds up for a moment who reads the table that it changes, and longer on a busy machine.
PATIENCE = 110


class Readers:
    """Several readers who ask for pages one after the other until they are stopped."""

    def __init__(self, base, number=6):
        self.base, self.stopped = base, threading.Event()
        self.statuses, self.slowest, self.lock = Counter(), 0, threading.Lock()
        self.threads = [threading.Thread(target=self._read, args=(start,)) for start in range(number)]
        for thread in self.threads:
            thread.start()

    def _read(self, start):
        turn = start
        while not self.stopped.is_set():
            began = time.monotonic()
            status = ask(self.base + PAGES[turn % len(PAGES)], PATIENCE)
            with self.lock:
                self.statuses[status] += 1
                self.slowest = max(self.slowest, time.monotonic() - began)
            turn += 1

    def stop(self):
        self.stopped.set()
        for thread in self.threads:
            thread.join()
        return self.statuses
