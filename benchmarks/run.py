"""One run upon one installation: its servers, started when a row first asks for them, and how a ratio is taken."""

import statistics
import time
from functools import cached_property

from benchmarks.installation import counted
from benchmarks.processes import GUNICORN, Cost, Server

GZIP = {"Accept-Encoding": "gzip"}
FLOOR = "/floor/"
WARM, SLOW = 24, 6


class Run:
    """`small` is the installation of 82,000 cases on the same engine, where this one is larger; `peers` their maker."""

    def __init__(self, installation, options, peers, small=None):
        self.installation, self.options, self.peers, self.small = installation, options, peers, small
        self.started = []

    @property
    def pairs(self):
        return self.options.pairs

    @property
    def requests(self):
        return self.options.requests

    @cached_property
    def server(self):
        """Makes every page anew."""
        return self.start(GUNICORN, {"PAGE_CACHE": "no"})

    @cached_property
    def caching(self):
        return self.start(GUNICORN, {})

    @cached_property
    def small_server(self):
        return self.start(GUNICORN, {"PAGE_CACHE": "no"}, self.small)

    def start(self, command, settings, installation=None):
        of = installation or self.installation
        server = Server(command, {**of.environment, **settings}, "/livez", of.beside)
        self.started.append(server)
        return server

    def counted(self, path, session=False, installation=None):
        return counted(installation or self.installation, [path], session)[path]

    def against_floor(self, path, headers=GZIP, server=None, requests=None):
        """(CPU, requests per second) of a page as multiples of the floor's: medians of A B A B pairs."""
        server = server or self.server
        return self.against((server, FLOOR, GZIP), (server, path, headers), requests)

    def against(self, base, other, requests=None, bodies=(None, None)):
        """The same for any two requests, each `(server, path, headers)`: how many times the first the other takes."""
        requests = requests or self.requests
        numbers = [warmed(*one, body, requests) for one, body in zip((base, other), bodies, strict=True)]
        cpu, rate = [], []
        for _ in range(self.pairs):
            first = Cost(*base, numbers[0], bodies[0])
            second = Cost(*other, numbers[1], bodies[1])
            cpu.append(second.cpu / first.cpu)
            rate.append(first.time / second.time)
        return statistics.median(cpu), statistics.median(rate)

    def stop(self):
        for server in self.started:
            server.stop()


def warmed(server, path, headers, body, requests):
    """Asks until every worker and thread has made the page once; returns how many requests make a measurement.

    At most `requests`, and of a slow page as many as take about a second; at least two.
    """
    began, done = time.monotonic(), 0
    while done < 2 or (done < WARM and time.monotonic() - began < SLOW):
        status, _, _ = server.get(path, headers, body)
        done += 1
        if status not in (200, 304):
            raise SystemExit(f"{path} answers {status}")
    return max(2, min(requests, int(1.2 * done / (time.monotonic() - began))))
